/** Something that the search finds. */
export interface Entry {
  readonly id: string;
  readonly title: string;
  /** `Stream`, `Table`, or the section's title for a page. */
  readonly kind: string;
  readonly href: string;
  readonly words?: readonly string[];
}

/** The entries that match all words of the query, the best first. @param most how many at most */
export function search<E extends Entry>(entries: readonly E[], query: string, most = 50): readonly E[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries.slice(0, most);
  return entries
    .map((entry, index) => ({ entry, index, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || a.entry.title.length - b.entry.title.length || a.index - b.index)
    .slice(0, most)
    .map(({ entry }) => entry);
}

function scoreOf(entry: Entry, words: readonly string[]): number {
  let total = 0;
  for (const word of words) {
    const best = Math.max(
      match(entry.title, word),
      match(entry.kind, word) * 0.4,
      ...(entry.words ?? []).map((one) => match(one, word) * 0.5),
    );
    // Letters in passing do for names only: of all kinds and words, too much has them.
    if (best < 15) return 0;
    total += best;
  }
  return total;
}

/** 0 to 100: the whole, its beginning, the beginning of a word in it, a part of it, initials of its words, its letters in order. */
export function match(text: string, word: string): number {
  const lower = text.toLowerCase();
  if (lower === word) return 100;
  if (lower.startsWith(word)) return 90;
  const parts = wordsOf(text);
  if (parts.some((part) => part.startsWith(word))) return 75;
  if (lower.includes(word)) return 60;
  if (word.length > 1 && initialsOf(parts).includes(word)) return 50;
  return word.length > 2 && hasInOrder(lower, word) ? 20 : 0;
}

/** `WildRydesStreamProcessor`, `wildrydes-summary`: both are made of words. */
const wordsOf = (text: string): readonly string[] =>
  text
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const initialsOf = (parts: readonly string[]): string => parts.map((part) => part[0]).join('');

function hasInOrder(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
