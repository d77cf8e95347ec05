import { parseHttpDate } from '@paddock/wire';

/** What a request demands of the object that it reads. */
export interface ReadConditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: string | undefined;
  readonly ifUnmodifiedSince?: string | undefined;
}

/** The condition that does not hold; undefined when all do. */
export type FailedCondition = 'If-Match' | 'If-Unmodified-Since' | 'If-None-Match' | 'If-Modified-Since';

/**
 * In the order of RFC 9110: a match outweighs the time beside it. Dates that are none, or lie ahead, are passed over.
 * @param now ms since the epoch
 */
export function failedCondition(
  conditions: ReadConditions,
  object: { readonly etag: string; readonly modified: number },
  now: number,
): FailedCondition | undefined {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  const modified = Math.floor(object.modified / 1000) * 1000;
  if (ifMatch !== undefined) {
    if (!matches(ifMatch, object.etag)) return 'If-Match';
  } else {
    const since = dateOf(ifUnmodifiedSince);
    if (since !== undefined && modified > since) return 'If-Unmodified-Since';
  }
  if (ifNoneMatch !== undefined) return matches(ifNoneMatch, object.etag) ? 'If-None-Match' : undefined;
  const since = dateOf(ifModifiedSince);
  return since !== undefined && since <= now && modified <= since ? 'If-Modified-Since' : undefined;
}

/** @param list ETags with or without their quotes, with commas between, or `*` */
export const matches = (list: string, etag: string): boolean =>
  list.trim() === '*' || list.split(',').some((one) => unquoted(one) === etag);

/** An ETag without its quotes. */
export const unquoted = (etag: string): string => etag.trim().replace(/^(?:W\/)?"(.*)"$/, '$1');

const dateOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : parseHttpDate(text));
