import { invalidParameter } from './errors.js';

/** A page of a listing. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly NextMarker?: string;
}

export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

const mostItems = 50;

/**
 * The page that a request asks for, from a source in the order of its keys. A marker holds the key of the last item before the page, so that what comes and goes
 * meanwhile moves nothing.
 * @param list what comes after a key, at most `limit`
 * @param most items of a page, whatever the request says
 * @throws InvalidParameterValueException for a marker that no answer gave
 */
export async function pageFrom<T>(
  request: PageRequest,
  list: (after: string | undefined, limit: number) => Promise<readonly T[]> | readonly T[],
  keyOf: (item: T) => string,
  most = mostItems,
): Promise<Page<T>> {
  const after = request.Marker === undefined || request.Marker === '' ? undefined : openMarker(request.Marker);
  const limit = Math.min(request.MaxItems ?? mostItems, most);
  // One more shows whether there is more.
  const found = await list(after, limit + 1);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length <= items.length || last === undefined) return { items };
  return { items, NextMarker: makeMarker(keyOf(last)) };
}

/** The same of what is at hand, in the order of its keys. */
export const pageOf = <T>(request: PageRequest, all: readonly T[], keyOf: (item: T) => string): Promise<Page<T>> =>
  pageFrom(
    request,
    (after, limit) => {
      const rest = after === undefined ? all : all.filter((item) => keyOf(item) > after);
      return rest.slice(0, limit);
    },
    keyOf,
    Number.POSITIVE_INFINITY,
  );

const version = 'l1:';
const makeMarker = (key: string): string => Buffer.from(version + key).toString('base64url');

function openMarker(marker: string): string {
  const held = Buffer.from(marker, 'base64url').toString();
  if (!held.startsWith(version) || makeMarker(held.slice(version.length)) !== marker)
    throw invalidParameter('The Marker is not one that an earlier answer gave.');
  return held.slice(version.length);
}
