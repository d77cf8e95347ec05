import { invalidFormat } from '../../row-errors.js';

/** Those of Java's SimpleDateFormat. */
const letters = new Set('GyYMLwWDdFEuaHkKhmsSzZX');

export type Element =
  | { readonly kind: 'literal'; readonly text: string }
  /** A letter, as often as it is repeated. */
  | { readonly kind: 'field'; readonly letter: string; readonly count: number };

/**
 * The elements of a pattern: `yyyy-MM-dd'T'HH:mm`. `''` is a quote, inside of quotes and outside.
 * @throws RowError for letters that mean nothing, and quotes without end
 */
export function parsePattern(pattern: string): readonly Element[] {
  const elements: Element[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') elements.push({ kind: 'literal', text: literal });
    literal = '';
  };
  let at = 0;
  while (at < pattern.length) {
    const character = pattern.charAt(at);
    if (character === "'") {
      const quoted = quotedText(pattern, at);
      literal += quoted.text;
      at = quoted.end;
    } else if (/[A-Za-z]/.test(character)) {
      if (!letters.has(character)) throw invalidFormat(pattern);
      flush();
      let end = at + 1;
      while (pattern.charAt(end) === character) end++;
      elements.push({ kind: 'field', letter: character, count: end - at });
      at = end;
    } else {
      literal += character;
      at++;
    }
  }
  flush();
  return elements;
}

/** What stands between the quote at an index and the one that ends it. */
function quotedText(pattern: string, from: number): { readonly text: string; readonly end: number } {
  if (pattern.charAt(from + 1) === "'") return { text: "'", end: from + 2 };
  let text = '';
  let at = from + 1;
  for (;;) {
    const end = pattern.indexOf("'", at);
    if (end < 0) throw invalidFormat(pattern);
    text += pattern.slice(at, end);
    if (pattern.charAt(end + 1) !== "'") return { text, end: end + 1 };
    text += "'";
    at = end + 2;
  }
}
