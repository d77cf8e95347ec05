import type { Tag } from './domain/entities.js';
import { duplicateTagKeys, invalidInput, limitExceeded } from './errors.js';

/**
 * Whether keys that differ in case alone are one key: they are on users and roles, whose tags principals carry; on policies and OIDC
 * providers they are two.
 */
export type TagKeyCase = 'ignored' | 'kept';

/**
 * Tags for something new.
 * @throws InvalidInput for a key given twice, or one that AWS keeps for itself
 */
export const checkNewTags = (tags: readonly Tag[], keyCase: TagKeyCase = 'ignored'): readonly Tag[] => {
  const keys = new Set(tags.map(({ Key }) => identify(Key, keyCase)));
  if (keys.size < tags.length) throw duplicateTagKeys(keyCase === 'ignored');
  if (tags.some(({ Key }) => /^aws:/i.test(Key)))
    throw invalidInput('The tag key prefix aws: is reserved and cannot be used.');
  return tags.map(({ Key, Value }) => ({ Key, Value }));
};

/**
 * Tags with others added: a key that is there gets the new spelling and value, at its old place.
 * @param limit how many there may be
 * @throws InvalidInput for a key given twice, LimitExceeded for too many
 */
export function withTags(
  tags: readonly Tag[],
  added: readonly Tag[],
  limit: number,
  keyCase: TagKeyCase = 'ignored',
): readonly Tag[] {
  const merged = new Map(tags.map((tag) => [identify(tag.Key, keyCase), tag]));
  for (const tag of checkNewTags(added, keyCase)) merged.set(identify(tag.Key, keyCase), tag);
  if (merged.size > limit) throw limitExceeded('The number of tags has reached the maximum limit.');
  return [...merged.values()];
}

/** Tags without some; keys that are not there are passed over. */
export function withoutTags(
  tags: readonly Tag[],
  keys: readonly string[],
  keyCase: TagKeyCase = 'ignored',
): readonly Tag[] {
  const removed = new Set(keys.map((key) => identify(key, keyCase)));
  return tags.filter(({ Key }) => !removed.has(identify(Key, keyCase)));
}

/** As answers list them: in order of their keys. */
export const sortedTags = (tags: readonly Tag[]): Tag[] => [...tags].sort((a, b) => (a.Key < b.Key ? -1 : 1));

const identify = (key: string, keyCase: TagKeyCase): string => (keyCase === 'ignored' ? key.toLowerCase() : key);
