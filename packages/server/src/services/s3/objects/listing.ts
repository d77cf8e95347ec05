import type { Tables } from '@paddock/store';

/** Which part of a collection is wanted. All texts ordered, as `toOrdered` makes them. */
export interface ListQuery {
  readonly prefix: string;
  /** Empty for none. */
  readonly delimiter: string;
  /** What was seen before: a key or a common prefix. */
  readonly after: string | undefined;
  readonly limit: number;
  /** How many characters at the end of what is listed are not of the key. */
  readonly suffix?: number;
}

/** An entry, or the common prefix that stands for several. */
export type Listed<T> = { readonly key: string; readonly value: T } | { readonly prefix: string };

export interface Listing<T> {
  readonly items: readonly Listed<T>[];
  readonly isTruncated: boolean;
}

/** Entries of one common prefix that are passed over one by one before the rest are skipped. */
const fewEntries = 16;

/**
 * Keys in order, those that have the delimiter behind the prefix rolled up. It costs what it finds: what is rolled up is skipped.
 * @param read makes of a value what is wanted of it
 */
export async function listKeys<T>(
  tables: Tables,
  collection: string,
  query: ListQuery,
  read: (value: Uint8Array, key: string) => T,
): Promise<Listing<T>> {
  const { prefix, delimiter, limit } = query;
  if (limit === 0) return { items: [], isTruncated: false };
  const below = prefix === '' ? {} : { below: successor(prefix) };
  const items: Listed<T>[] = [];
  let from: string | undefined = startOf(query);
  while (from !== undefined && items.length <= limit) {
    const known = items.length;
    const start: string = from;
    from = undefined;
    let rolled = '';
    let passed = 0;
    await tables.scan(
      collection,
      { from: start, ...below },
      {
        visit: (key, value) => {
          const cut = cutOf(key, query);
          if (cut < 0) items.push({ key, value: read(value, key) });
          else if (rolled !== '' && key.startsWith(rolled)) {
            if (++passed < fewEntries) return true;
            from = successor(rolled);
            return false;
          } else {
            rolled = key.slice(0, cut + delimiter.length);
            passed = 0;
            items.push({ prefix: rolled });
          }
          return items.length <= limit;
        },
        restart: () => {
          items.length = known;
          from = undefined;
          rolled = '';
        },
      },
    );
  }
  const isTruncated = items.length > limit;
  return { items: isTruncated ? items.slice(0, limit) : items, isTruncated };
}

/** A key that lies under a common prefix stands behind that prefix: all of it was seen. */
function startOf(query: ListQuery): string {
  const { prefix, delimiter, after } = query;
  if (after === undefined || after === '' || after < prefix) return prefix;
  const cut = after.startsWith(prefix) ? cutOf(after, query) : -1;
  return cut < 0 ? `${after}\0` : successor(after.slice(0, cut + delimiter.length));
}

/** Where the delimiter stands behind the prefix; -1 where it does not. */
function cutOf(key: string, { prefix, delimiter, suffix = 0 }: ListQuery): number {
  if (delimiter === '') return -1;
  const cut = key.indexOf(delimiter, prefix.length);
  return cut + delimiter.length > key.length - suffix ? -1 : cut;
}

/** The least text that is greater than all that begin with this one: no byte of UTF-8 is the last. */
const successor = (text: string): string =>
  text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + 1);
