import assert from 'node:assert/strict';

/** A text of a key and of its place among the key's: `key:7`. */
export const keyOfText = (text: string): string => text.slice(0, text.indexOf(':'));

/**
 * So many texts for each of some keys, by turns.
 * @param from the place of the first
 */
export const textsOfKeys = (keys: number, each: number, from = 0): string[] =>
  Array.from({ length: keys * each }, (_, index) => `k${index % keys}:${from + Math.floor(index / keys)}`);

/** @throws when a text came before one of its key that precedes it; repeats do not count */
export function assertOrder(texts: readonly string[]): void {
  const seen = new Set<string>();
  const last = new Map<string, number>();
  for (const text of texts) {
    if (seen.has(text)) continue;
    seen.add(text);
    const key = keyOfText(text);
    const place = Number(text.slice(key.length + 1));
    const before = last.get(key) ?? -1;
    assert.ok(place > before, `${text} came after ${key}:${before}`);
    last.set(key, place);
  }
}

/** @throws when something was lost, came twice, or came out of order within its key */
export function assertOnceInOrder(texts: readonly string[], expected: readonly string[]): void {
  assert.equal(texts.length, expected.length);
  const seen = new Set(texts);
  for (const text of expected) assert.ok(seen.has(text), `${text} came`);
  assertOrder(texts);
}
