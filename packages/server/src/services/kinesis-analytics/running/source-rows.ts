import { recordReader, type RecordReader, type SourceRow } from '@paddock/sql';
import type { KinesisRecord } from '../../../kinesis-records.js';
import type { Input } from '../domain/application.js';
import { columnsOf, formatOf } from './program.js';
import type { TakenSlice } from './stream-input.js';

/** Records of a batch as they are computed. */
export interface SourceBatch {
  readonly rows: readonly SourceRow[];
  readonly problems: readonly SourceProblem[];
}

/** A record, or a part of one, that is no row: it goes to the error stream. */
export interface SourceProblem {
  readonly stream: number;
  /** Its ROWTIME would have been, ms */
  readonly time: number;
  readonly message: string;
  readonly data: Uint8Array;
}

/** Makes rows of an input's records: the schema's columns, then those that every source has. */
export class SourceRows {
  readonly #reader: RecordReader;
  readonly #parallelism: number;

  constructor({ schema, parallelism }: Input) {
    this.#reader = recordReader(formatOf(schema), columnsOf(schema));
    this.#parallelism = parallelism;
  }

  /**
   * Rows in the order of their ROWTIMEs: when their records arrived in the stream, but never before an earlier batch's watermark, nor after now.
   * @param now the clock's reading
   * @param data what takes the place of a record's data; undefined for one that is left out. Absent where records are taken as they are
   */
  read(
    slices: readonly TakenSlice[],
    earliest: number,
    now: number,
    data?: (slice: number, record: number) => Uint8Array | undefined,
  ): SourceBatch {
    const rows: SourceRow[] = [];
    const problems: SourceProblem[] = [];
    for (const [sliceIndex, slice] of slices.entries()) {
      const stream = slice.index % this.#parallelism;
      const { shardId } = slice;
      let last = earliest;
      for (const [index, record] of slice.records.entries()) {
        const bytes = data === undefined ? dataOf(record) : data(sliceIndex, (slice.missing ?? 0) + index);
        if (bytes === undefined) continue;
        const { arrival } = record;
        const time = Math.max(Math.min(arrival, now), last);
        last = time;
        for (const row of this.#reader.read(bytes)) {
          if (row.error === undefined) {
            const { partitionKey, sequenceNumber } = record;
            rows.push({ stream, time, values: [...row.values, arrival, partitionKey, sequenceNumber, shardId] });
          } else problems.push({ stream, time, message: row.error.message, data: bytes });
        }
      }
    }
    // Within a shard they are in order; sorting is stable.
    if (slices.length > 1) rows.sort((a, b) => a.time - b.time);
    return { rows, problems };
  }
}

const dataOf = ({ data }: KinesisRecord): Uint8Array => Buffer.from(data, 'base64');
