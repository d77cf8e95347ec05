import type { Session } from '../../identity/principal.js';
import { duplicateTags, inheritedTag, reservedTag, unknownTransitiveKey } from './errors.js';

export interface TagEntry {
  readonly Key: string;
  readonly Value: string;
}

/** What a session keeps of tags; absent where there are none. */
export type SessionTags = Pick<Session, 'tags' | 'transitiveTagKeys'>;

/** The tags that a session hands on to the sessions that are made with it: those whose keys are transitive. Tags of a role are not. */
export function inheritedTags(session: Session | undefined): readonly TagEntry[] {
  const transitive = lowered(session?.transitiveTagKeys ?? []);
  return Object.entries(session?.tags ?? {})
    .filter(([key]) => transitive.has(key.toLowerCase()))
    .map(([Key, Value]) => ({ Key, Value }));
}

/**
 * The tags of a new session: the inherited ones, which stay transitive, and those that the request gives.
 * @throws InvalidParameterValue for keys that come twice, in whatever case, that are inherited, reserved, or transitive and not given
 */
export function sessionTags(
  given: readonly TagEntry[],
  transitiveKeys: readonly string[],
  inherited: readonly TagEntry[],
): SessionTags {
  const keys = lowered(given.map(({ Key }) => Key));
  if (keys.size < given.length) throw duplicateTags();
  if (given.some(({ Key, Value }) => isReserved(Key) || isReserved(Value))) throw reservedTag();
  if (transitiveKeys.some((key) => !keys.has(key.toLowerCase()))) throw unknownTransitiveKey();
  if (inherited.some(({ Key }) => keys.has(Key.toLowerCase()))) throw inheritedTag();
  const all = [...inherited, ...given];
  const transitive = [...inherited.map(({ Key }) => Key), ...transitiveKeys];
  return {
    ...(all.length === 0 ? {} : { tags: Object.fromEntries(all.map(({ Key, Value }) => [Key, Value])) }),
    ...(transitive.length === 0 ? {} : { transitiveTagKeys: transitive }),
  };
}

const lowered = (keys: readonly string[]): ReadonlySet<string> => new Set(keys.map((key) => key.toLowerCase()));
const isReserved = (text: string): boolean => /^aws:/i.test(text);
