import type { Tables } from '@paddock/store';

/** Entries that long work looks at in one go, and their bytes. */
export const sliceItems = 256;
export const sliceBytes = 1024 * 1024;

/** What was picked of a slice. */
export interface Slice<T> {
  readonly picked: readonly T[];
  /** The slice's last key, from which the next one goes on; undefined where the collection ends. */
  readonly last: string | undefined;
}

/**
 * A slice of a collection, for work that goes through all of it without holding up others.
 * @param after the last key of the slice before; undefined at the beginning
 * @param pick what is wanted of an entry, if anything; the value's bytes may change when it returns
 * @param most entries, at most
 */
export async function readSlice<T>(
  tables: Tables,
  collection: string,
  after: string | undefined,
  pick: (key: string, value: Uint8Array) => T | undefined,
  most = sliceItems,
): Promise<Slice<T>> {
  let picked: T[] = [];
  let [seen, bytes] = [0, 0];
  let last: string | undefined;
  await tables.scan(collection, after === undefined ? {} : { after }, {
    visit(key, value) {
      const part = pick(key, value);
      if (part !== undefined) picked.push(part);
      seen += 1;
      bytes += value.byteLength;
      if (seen < most && bytes < sliceBytes) return true;
      last = key;
      return false;
    },
    restart() {
      [picked, seen, bytes, last] = [[], 0, 0, undefined];
    },
  });
  return { picked, last };
}
