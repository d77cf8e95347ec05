import { keysOf } from '../../authorization/need-keys.js';

/** Condition keys of requests that list a bucket. */
export const listKeysOf = (input: {
  readonly Prefix?: string | undefined;
  readonly Delimiter?: string | undefined;
  readonly MaxKeys?: number | undefined;
}) =>
  keysOf({
    's3:prefix': input.Prefix,
    's3:delimiter': input.Delimiter,
    's3:max-keys': input.MaxKeys === undefined ? undefined : String(input.MaxKeys),
  });
