import type { Range, Tables } from '../tables.js';

/** Tables to try, and how to be rid of them. */
export interface TablesUnderTest {
  readonly tables: Tables;
  /** Closes the tables and opens them again; left out when what they hold does not outlive them. */
  readonly reopen?: () => Promise<Tables>;
  readonly dispose: () => Promise<void>;
}

export type Cases = Readonly<Record<string, (tables: Tables) => Promise<void>>>;

/** Puts entries whose values are their keys. */
export async function put(tables: Tables, collection: string, ...keys: string[]): Promise<void> {
  await tables.transact([], (_, writes) => {
    for (const key of keys) writes.put(collection, key, Buffer.from(key, 'latin1'));
  });
}

/** The keys in the range. */
export async function scan(tables: Tables, collection: string, range: Range = {}): Promise<string[]> {
  let keys: string[] = [];
  await tables.scan(collection, range, { visit: (key) => keys.push(key) > 0, restart: () => (keys = []) });
  return keys;
}

/** `key=value` of all. */
export async function entries(tables: Tables, collection: string, range: Range = {}): Promise<string[]> {
  let found: string[] = [];
  await tables.scan(collection, range, {
    visit: (key, value) => found.push(`${key}=${Buffer.from(value).toString('latin1')}`) > 0,
    restart: () => (found = []),
  });
  return found;
}
