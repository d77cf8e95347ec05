import type { Place, Tables } from '@paddock/store';
import type { QueryRecord } from './domain/query-record.js';
import { queriesCollection, queryRowsCollection } from './events/collections.js';
import type { ResultRow } from './insights/index.js';

/** Rows are kept in pieces of about so many bytes. */
const PIECE = 1024 * 1024;

/** Queries and what they found, in `Tables`. */
export class QueryResults {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  put(record: QueryRecord): Promise<void> {
    const { collection, key } = placeOf(record);
    return this.#tables.transact([], (_values, writes) => writes.put(collection, key, encode(record)));
  }

  async get(account: string, region: string, id: string): Promise<QueryRecord | undefined> {
    if (!/^[\w-]{1,256}$/.test(id)) return undefined;
    const [value] = await this.#tables.read([placeOf({ account, region, id })]);
    return value && decode<QueryRecord>(value);
  }

  async list(account: string, region: string): Promise<QueryRecord[]> {
    let found: QueryRecord[] = [];
    await this.#tables.scan(
      queriesCollection(account, region),
      {},
      {
        visit(_key, value) {
          found.push(decode<QueryRecord>(value));
          return true;
        },
        restart() {
          found = [];
        },
      },
    );
    return found;
  }

  /** Writes how a query ended, unless it has ended. @returns whether it did now */
  async end(record: QueryRecord, rows: readonly ResultRow[]): Promise<boolean> {
    const place = placeOf(record);
    const collection = queryRowsCollection(record.id);
    for (const [from, piece] of piecesOf(rows)) {
      await this.#tables.transact([], (_values, writes) => writes.put(collection, rowKey(from), encode(piece)));
    }
    return this.#tables.transact([place], ([value], writes) => {
      if (value === undefined || decode<QueryRecord>(value).status !== 'Running') return false;
      writes.put(place.collection, place.key, encode(record));
      return true;
    });
  }

  async rows({ id }: QueryRecord, from: number, limit: number): Promise<ResultRow[]> {
    let found: ResultRow[] = [];
    await this.#tables.scan(
      queryRowsCollection(id),
      {},
      {
        visit(key, value) {
          const first = Number(key);
          if (first >= from + limit) return false;
          found.push(
            ...decode<ResultRow[]>(value).filter((_row, at) => first + at >= from && first + at < from + limit),
          );
          return true;
        },
        restart() {
          found = [];
        },
      },
    );
    return found;
  }

  async forget(account: string, region: string, id: string): Promise<void> {
    const { collection, key } = placeOf({ account, region, id });
    await this.#tables.transact([], (_values, writes) => writes.delete(collection, key));
    await this.#tables.clear(queryRowsCollection(id));
  }
}

function* piecesOf(rows: readonly ResultRow[]): Generator<[from: number, rows: readonly ResultRow[]]> {
  let [from, bytes] = [0, 0];
  for (const [at, row] of rows.entries()) {
    bytes += row.reduce((sum, { field, value }) => sum + field.length + value.length + 32, 0);
    if (bytes < PIECE && at < rows.length - 1) continue;
    yield [from, rows.slice(from, at + 1)];
    [from, bytes] = [at + 1, 0];
  }
}

const placeOf = ({ account, region, id }: Pick<QueryRecord, 'account' | 'region' | 'id'>): Place => ({
  collection: queriesCollection(account, region),
  key: id,
});
const rowKey = (from: number): string => String(from).padStart(8, '0');
const encode = (value: object): Uint8Array => Buffer.from(JSON.stringify(value));
const decode = <T>(value: Uint8Array): T =>
  JSON.parse(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString()) as T;
