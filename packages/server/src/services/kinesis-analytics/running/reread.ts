import { kinesisRecords, type KinesisRecord } from '../../../kinesis-records.js';
import type { KinesisReader } from '../../kinesis/port.js';
import type { ShardSlice } from './batch.js';
import { keyOf, type TakenSlice } from './stream-input.js';

const bytes = 8 * 1024 * 1024;

/** Reads again what a batch had taken, slice by slice. What is gone since then (its retention is over, or its stream) is missing. */
export async function rereadSlices(
  reader: KinesisReader,
  arn: string,
  slices: readonly ShardSlice[],
): Promise<TakenSlice[]> {
  const stream = await reader.stream(arn);
  const taken: TakenSlice[] = [];
  for (const slice of slices) {
    const shard = stream?.shards.find(({ index }) => keyOf(stream, index) === slice.shard);
    if (stream === undefined || shard === undefined) {
      taken.push({ ...slice, index: 0, shardId: '', records: [] });
      continue;
    }
    let missing = 0;
    const records: KinesisRecord[] = [];
    for (let from = slice.from; from < slice.to;) {
      const read = await reader.read(stream, shard, from, { records: slice.to - from, bytes });
      if (read === undefined || read.count === 0) break;
      if (records.length === 0) missing = read.first - slice.from;
      for (const [index, record] of kinesisRecords(read.chunks).entries())
        if (read.first + index < slice.to) records.push(record);
      from = read.next;
    }
    taken.push({ ...slice, index: shard.index, shardId: shard.id, records, missing });
  }
  return taken;
}
