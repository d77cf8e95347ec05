interface Tag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

export type TagFault = 'empty' | 'long' | 'twice' | 'aws' | undefined;

/** What is wrong with the key of a tag among others. */
export function tagFault(tags: readonly Tag[], index: number, ignoresCase: boolean): TagFault {
  const fold = (text: string): string => (ignoresCase ? text.toLowerCase() : text);
  const key = tags[index]?.Key ?? '';
  if (key === '') return 'empty';
  if (key.length > 128) return 'long';
  if (key.toLowerCase().startsWith('aws:')) return 'aws';
  return tags.slice(0, index).some((tag) => fold(tag.Key ?? '') === fold(key)) ? 'twice' : undefined;
}

/** At most 256 characters. */
export const tagValueFault = (value: string): boolean => value.length > 256;

/** What must be removed and what set for the tags to become others. */
export function tagChanges<T extends Tag>(
  before: readonly T[],
  after: readonly T[],
): { gone: readonly string[]; set: readonly T[] } {
  const kept = new Set(after.map(({ Key: key }) => key));
  const values = new Map(before.map(({ Key: key, Value: value }) => [key, value]));
  return {
    gone: before.flatMap(({ Key: key }) => (key !== undefined && !kept.has(key) ? [key] : [])),
    set: after.filter(({ Key: key, Value: value }) => !values.has(key) || values.get(key) !== value),
  };
}
