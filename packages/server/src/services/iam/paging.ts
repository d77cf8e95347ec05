import { invalidMarker } from './errors.js';

/** A page of a listing, and what the answer says of the rest. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly IsTruncated: boolean;
  readonly Marker?: string;
}

export interface PageRequest {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/**
 * The page that a request asks for of things that are never there.
 * @throws ValidationError for a marker that no answer gave
 */
export const emptyPage = (request: PageRequest): Page<never> => page<never>([], () => '', request);

const defaultMaxItems = 100;

/**
 * The page that a request asks for. A marker holds the key of the last item before the page, so that what comes and goes meanwhile moves nothing.
 * @param items in order of their keys
 * @param keyOf what items are ordered by: unique among them
 * @param compare the order of the keys
 * @throws ValidationError for a marker that no answer gave
 */
export function page<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  request: PageRequest,
  compare: (one: string, other: string) => number = byCodeUnits,
): Page<T> {
  const after = request.Marker === undefined ? undefined : openMarker(request.Marker);
  const limit = request.MaxItems ?? defaultMaxItems;
  const rest = after === undefined ? items : items.filter((item) => compare(keyOf(item), after) > 0);
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  if (rest.length <= shown.length || last === undefined) return { items: shown, IsTruncated: false };
  return { items: shown, IsTruncated: true, Marker: makeMarker(keyOf(last)) };
}

export const byCodeUnits = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** In the order of an English index: capitals and small letters are told apart only where nothing else differs. */
export const byName = (one: string, other: string): number =>
  byCodeUnits(one.toLowerCase(), other.toLowerCase()) || byCodeUnits(one, other);

const version = 'p1:';
const makeMarker = (key: string): string => Buffer.from(version + key).toString('base64url');

function openMarker(marker: string): string {
  const text = Buffer.from(marker, 'base64url').toString();
  if (!text.startsWith(version) || makeMarker(text.slice(version.length)) !== marker) {
    throw invalidMarker();
  }
  return text.slice(version.length);
}
