import { contains, type HashRange } from './hash-range.js';
import { decodeData, previewOf, type Decoded } from './decode.js';
import { deaggregate, mayBeAggregate } from './kpl.js';
import type { Filterable } from './record-filter.js';
import type { Ringed } from './record-ring.js';
import type { TailRecord } from './stream-tail.js';

/** A line of the viewer: a record, or one of those that the producer library packed into it. */
export interface Row extends Ringed {
  readonly shard: string;
  readonly sequence: string;
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** Its place among those of the aggregate, from 1. */
  readonly packed?: {
    readonly place: number;
    readonly of: number;
    /** Whether its hash key belongs to another shard: consumers that unpack leave it out. */
    readonly isElsewhere: boolean;
  };
}

let lastId = 0;

/** @param range of the shard, where it is known */
export async function rowsOf(
  shard: string,
  records: readonly TailRecord[],
  range: HashRange | undefined,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const { sequence, partitionKey, data, arrival } of records) {
    const inner = mayBeAggregate(data) ? await deaggregate(data) : undefined;
    if (inner === undefined) {
      rows.push({ id: ++lastId, shard, sequence, partitionKey, data, arrival, size: data.length });
      continue;
    }
    inner.forEach((record, index) =>
      rows.push({
        id: ++lastId,
        shard,
        sequence,
        arrival,
        partitionKey: record.partitionKey,
        data: record.data,
        size: record.data.length,
        packed: {
          place: index + 1,
          of: inner.length,
          isElsewhere: range !== undefined && !contains(range, record.hashKey),
        },
      }),
    );
  }
  return rows;
}

export interface ReadRow extends Decoded, Filterable {
  readonly preview: string;
}

const read = new WeakMap<Row, ReadRow>();

/** What a row's data is; found out once, when it is first asked for. */
export function readRow(row: Row): ReadRow {
  let found = read.get(row);
  if (found === undefined) {
    const decoded = decodeData(row.data);
    found = { ...decoded, partitionKey: row.partitionKey, preview: previewOf(decoded) };
    read.set(row, found);
  }
  return found;
}
