/**
 * The words of an expression. Kinds of tokens: `id` (a bare name), `name` (#placeholder), `value` (:placeholder), `index` (of a list
 * element), the keywords in capitals, every operator and bracket as itself, `end`, and `unknown`, which no rule of the grammar takes:
 * string literals and stray characters.
 */
export interface Tokens {
  readonly text: string;
  readonly kinds: readonly string[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Splits an expression into words; the last token is `end`. Every text can be split. */
export function tokenize(text: string): Tokens {
  const kinds: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 32 || code === 9 || code === 10 || code === 13) {
      at++;
      continue;
    }
    const start = at;
    let kind: string;
    if (isLetter(code)) {
      at = endOfWord(text, at + 1);
      kind = keywordOf(text, start, at) ?? 'id';
    } else if (code === HASH || code === COLON) {
      at = endOfWord(text, at + 1);
      kind = at === start + 1 ? 'unknown' : code === HASH ? 'name' : 'value';
    } else if (isDigit(code)) {
      at++;
      if (code !== ZERO) while (isDigit(text.charCodeAt(at))) at++;
      kind = 'index';
    } else {
      kind = punctuation(text, at, code);
      at += kind === 'unknown' ? lengthOfUnknown(text, at, code) : kind.length;
    }
    kinds.push(kind);
    starts.push(start);
    ends.push(at);
  }
  kinds.push('end');
  starts.push(text.length);
  ends.push(text.length);
  return { text, kinds, starts, ends };
}

const HASH = 35;
const COLON = 58;
const ZERO = 48;
const LESS = 60;
const EQUAL = 61;
const GREATER = 62;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const BACKSLASH = 92;

/** Keywords are words of every expression, so none of them can be a bare name in any. */
const KEYWORDS = new Set(['IN', 'BETWEEN', 'NOT', 'AND', 'OR', 'SET', 'ADD', 'DELETE', 'REMOVE']);

function keywordOf(text: string, start: number, end: number): string | undefined {
  const length = end - start;
  if (length < 2 || length > 7) return undefined;
  const word = text.slice(start, end).toUpperCase();
  return KEYWORDS.has(word) ? word : undefined;
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function endOfWord(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isLetter(code) && !isDigit(code) && code !== 95) break;
  }
  return at;
}

const SINGLE = new Map('()[],.+-='.split('').map((character) => [character.charCodeAt(0), character]));

function punctuation(text: string, at: number, code: number): string {
  const single = SINGLE.get(code);
  if (single !== undefined) return single;
  const next = text.charCodeAt(at + 1);
  if (code === LESS) return next === GREATER ? '<>' : next === EQUAL ? '<=' : '<';
  if (code === GREATER) return next === EQUAL ? '>=' : '>';
  return 'unknown';
}

/** A whole string literal, or one character, which may take two code units. */
function lengthOfUnknown(text: string, at: number, code: number): number {
  if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
    const end = endOfLiteral(text, at, code);
    if (end !== undefined) return end - at;
  }
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function endOfLiteral(text: string, start: number, quote: number): number | undefined {
  let escaped: number | undefined;
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === BACKSLASH && text.charCodeAt(at + 1) === quote) {
      at++;
      escaped = at + 1;
    }
  }
  // Nothing closes it but a quote that looked escaped.
  return escaped;
}
