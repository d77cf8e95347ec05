import type { SourceRow } from '@paddock/sql';
import { recordReader, type Column, type RecordReader, type Value } from '@paddock/sql/records';
import type { KinesisRecord } from '../../../kinesis-records.js';
import type { Input } from '../domain/application.js';
import { columnsOf, formatOf } from './schema-columns.js';
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
  /** The record's beginning, as text: one text for all problems of a record, of which there may be hundreds of thousands. */
  readonly data: string;
}

/** Bytes. A character more than the error stream takes of a record: its column has two digits for a byte. */
const LONGEST_DATA = 24_580;

/** Makes rows of an input's records: the schema's columns, then those that the source has beside them. */
export class SourceRows {
  readonly #reader: RecordReader;
  readonly #parallelism: number;
  readonly #metadata: readonly Metadata[];

  /** @param metadata the columns beside the schema's */
  constructor({ schema, parallelism }: Input, metadata: readonly Column[]) {
    this.#reader = recordReader(formatOf(schema), columnsOf(schema));
    this.#parallelism = parallelism;
    this.#metadata = metadata.flatMap(({ name }) => metadataByName.get(name) ?? []);
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
        const given = data?.(sliceIndex, (slice.missing ?? 0) + index);
        if (data !== undefined && given === undefined) continue;
        const time = Math.max(Math.min(record.arrival, now), last);
        last = time;
        const read = given === undefined ? this.#reader.readText(textOf(record)) : this.#reader.read(given);
        let shown: string | undefined;
        for (const row of read) {
          if (row.error === undefined) {
            const values = [...row.values];
            for (const value of this.#metadata) values.push(value(record, shardId));
            rows.push({ stream, time, values });
          } else {
            shown ??= beginningOf(given ?? Buffer.from(record.data, 'base64'));
            problems.push({ stream, time, message: row.error.message, data: shown });
          }
        }
      }
    }
    // Within a shard they are in order; sorting is stable.
    if (slices.length > 1) rows.sort((a, b) => a.time - b.time);
    return { rows, problems };
  }
}

type Metadata = (record: KinesisRecord, shardId: string) => Value;

const metadataByName: ReadonlyMap<string, Metadata> = new Map<string, Metadata>([
  ['APPROXIMATE_ARRIVAL_TIME', ({ arrival }) => arrival],
  ['PARTITION_KEY', ({ partitionKey }) => partitionKey],
  ['SEQUENCE_NUMBER', ({ sequenceNumber }) => sequenceNumber],
  ['SHARD_ID', (_record, shardId) => shardId],
]);

/** Grows to the longest record that it has decoded. */
let scratch = Buffer.allocUnsafeSlow(64 * 1024);

/** A record's data as text, without its mark of the byte order. */
function textOf({ data }: KinesisRecord): string {
  if (data.length > scratch.length) scratch = Buffer.allocUnsafeSlow(data.length);
  const length = scratch.write(data, 'base64');
  const text = scratch.toString('utf8', 0, length);
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

// A text of its own: a part of a text would keep the whole.
const beginningOf = (data: Uint8Array): string => Buffer.from(data.subarray(0, LONGEST_DATA)).toString();
