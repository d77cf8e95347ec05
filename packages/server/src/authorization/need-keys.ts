import type { NeedKeys } from '../request-context.js';

type Tags = Readonly<Record<string, string>> | readonly TagEntry[];
interface TagEntry {
  readonly Key: string;
  readonly Value?: string | undefined;
}

/** Condition keys with fixed values, by name in lower case. */
export const keysOf =
  (values: Readonly<Record<string, readonly string[] | string | undefined>>): NeedKeys =>
  (key) => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    return typeof value === 'string' ? [value] : value;
  };

/** `aws:RequestTag/…` and `aws:TagKeys` of a request that sets tags. Of keys that differ in case the first has its say, as with what they tag. */
export function requestTags(tags: Tags | undefined): NeedKeys {
  const all = listed(tags ?? {});
  const values = new Map(all.toReversed().map(({ Key, Value }) => [Key.toLowerCase(), Value ?? '']));
  return (key) => {
    if (key === 'aws:tagkeys') return all.length === 0 ? undefined : all.map(({ Key }) => Key);
    if (!key.startsWith(requestTagPrefix)) return undefined;
    const value = values.get(key.slice(requestTagPrefix.length));
    return value === undefined ? undefined : [value];
  };
}

/** `aws:TagKeys` of a request that removes tags. */
export const removedTags = (keys: readonly string[]): NeedKeys => keysOf({ 'aws:tagkeys': keys });

/** The first of the sources that knows the key. */
export const anyOf =
  (...sources: readonly NeedKeys[]): NeedKeys =>
  (key) => {
    for (const source of sources) {
      const values = source(key);
      if (values !== undefined) return values;
    }
    return undefined;
  };

const requestTagPrefix = 'aws:requesttag/';
const listed = (tags: Tags): readonly TagEntry[] =>
  isList(tags) ? tags : Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
const isList = (tags: Tags): tags is readonly TagEntry[] => Array.isArray(tags);
