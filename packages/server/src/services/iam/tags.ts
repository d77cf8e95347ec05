import type { Tag } from './domain/entities.js';
import { invalidInput, limitExceeded } from './errors.js';

/**
 * Tags for something new. Keys that differ in case alone are one key.
 * @throws InvalidInput for a key given twice
 */
export const checkNewTags = (tags: readonly Tag[]): readonly Tag[] => {
  const keys = new Set(tags.map(({ Key }) => Key.toLowerCase()));
  if (keys.size < tags.length)
    throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  return tags.map(({ Key, Value }) => ({ Key, Value }));
};

/**
 * Tags with others added: a key that is there gets the new spelling and value, at its old place.
 * @param limit how many there may be
 * @throws InvalidInput for a key given twice, LimitExceeded for too many
 */
export function withTags(tags: readonly Tag[], added: readonly Tag[], limit: number): readonly Tag[] {
  const merged = new Map(tags.map((tag) => [tag.Key.toLowerCase(), tag]));
  for (const tag of checkNewTags(added)) merged.set(tag.Key.toLowerCase(), tag);
  if (merged.size > limit) throw limitExceeded('The number of tags has reached the maximum limit.');
  return [...merged.values()];
}

/** Tags without some; keys that are not there are passed over. */
export function withoutTags(tags: readonly Tag[], keys: readonly string[]): readonly Tag[] {
  const removed = new Set(keys.map((key) => key.toLowerCase()));
  return tags.filter(({ Key }) => !removed.has(Key.toLowerCase()));
}
