import type { KinesisReader } from '../../kinesis/port.js';
import type { Positions } from './checkpoints.js';
import { keyOf } from './stream-input.js';

/** Where what comes from now on will stand in a stream, by shard; nothing where there is none yet, which will be empty. */
export async function streamEnds(reader: KinesisReader, arn: string): Promise<Positions> {
  const stream = await reader.stream(arn);
  if (stream === undefined) return {};
  const ends = await Promise.all(
    stream.shards.map(
      async (shard) => [keyOf(stream, shard.index), await reader.position(stream, shard, 'LATEST')] as const,
    ),
  );
  return Object.fromEntries(ends.flatMap(([key, end]) => (end === undefined ? [] : [[key, end]])));
}
