import { invalidArgument, type Named } from './errors.js';

type Tags = Readonly<Record<string, string>>;

const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@%]*$/u;

/**
 * Checks tags that are to join those that a stream has.
 * @throws InvalidArgumentException for characters outside AWS's set, or when the stream would have too many
 */
export function checkTags(stream: Named, present: Tags, added: Tags, limit: number): void {
  checkTagCharacters(stream, [...Object.keys(added), ...Object.values(added)], 'add tags to');
  const count = new Set([...Object.keys(present), ...Object.keys(added)]).size;
  if (count > limit) {
    throw invalidArgument(
      `Failed to add tags to stream ${stream.name} under account ${stream.account} because a given stream cannot have more than ` +
        `${limit} tags associated with it.`,
    );
  }
}

/** @throws InvalidArgumentException, in one of two texts: AWS checks twice */
export function checkTagCharacters(
  stream: Named,
  texts: readonly string[],
  doing: 'add tags to' | 'remove tags from',
): void {
  if (!texts.every((text) => allowed.test(text))) {
    throw invalidArgument(
      'Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @.',
    );
  }
  if (texts.some((text) => text.includes('%'))) {
    throw invalidArgument(
      `Failed to ${doing} stream ${stream.name} under account ${stream.account} because some tags contained illegal characters. ` +
        "The allowed characters are Unicode letters, white-spaces, '_',',','/','=','+','-','@'.",
    );
  }
}

/** A stream's tags in the order in which AWS lists them: by key. */
export const sortedTags = (tags: Tags): { Key: string; Value: string }[] =>
  Object.entries(tags)
    .map(([Key, Value]) => ({ Key, Value }))
    .sort((a, b) => (a.Key < b.Key ? -1 : 1));
