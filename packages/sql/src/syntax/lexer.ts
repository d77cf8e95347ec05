import { SqlError, sqlErrorAt, type Span } from '../errors.js';
import { reservedWords } from './reserved-words.js';

/**
 * A word's text is in capitals; a quoted name's and a string's is without quotes and escapes; a number's is as written, in the form `0.5E3`. `error` is where the text stops being one of tokens:
 * it is thrown when the parser comes to it, so that an earlier mistake in the grammar is told first.
 */
export type TokenKind =
  | 'word'
  | 'quoted'
  | 'string'
  | 'unicode-string'
  | 'binary'
  | 'integer'
  | 'decimal'
  | 'approximate'
  | 'symbol'
  | 'end'
  | 'error';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** As it stands in the program. */
  readonly image: string;
  readonly at: Span;
  readonly reserved: boolean;
  readonly error?: SqlError;
}

const longestName = 128;

const space = /(?:[ \t\n\r\f]+|--[^\r\n]*|\/\/[^\r\n]*|\/\*[^]*?\*\/)+/y;
const word = /[\p{L}_$][\p{L}\p{Nd}_$]*/uy;
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const prefix = /[xX]'|[uU]&'/y;
const quotedText = /'[^']*(?:''[^']*)*'/y;
const quotedName = /"(?:[ !#-\uffff]|"")+"/y;
const symbol = /\|\||<>|<=|>=|!=|[-+*/=<>(),.;?[\]{}:]/y;

/** The tokens of a program, the last one `end` or `error`. Comments (`--`, `//`, and between the C marks) separate tokens. */
export function lex(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const place = placesIn(text);
  let offset = 0;

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    return pattern.exec(text)?.[0];
  };
  const push = (kind: TokenKind, image: string, meaning: string): void => {
    const at = place.span(offset, offset + image.length);
    tokens.push({ kind, text: meaning, image, at, reserved: kind === 'word' && reservedWords.has(meaning) });
    offset += image.length;
  };
  const stop = (error: SqlError): readonly Token[] => {
    tokens.push({ kind: 'error', text: '', image: '', at: error.at, reserved: false, error });
    return tokens;
  };

  for (;;) {
    const skipped = match(space);
    if (skipped !== undefined) offset += skipped.length;
    if (offset >= text.length) {
      // The end stands where the last character stood.
      const at = place.span(Math.max(0, text.length - 1), Math.max(1, text.length));
      tokens.push({ kind: 'end', text: '<EOF>', image: '<EOF>', at, reserved: false });
      return tokens;
    }
    const next = text.charAt(offset);
    const prefixed = match(prefix);
    if (prefixed !== undefined) {
      const start = offset;
      offset += prefixed.length - 1;
      const body = match(quotedText);
      offset = start;
      if (body === undefined) return stop(lexicalError(text, start, text.length, place));
      const image = prefixed.slice(0, -1) + body;
      const inner = body.slice(1, -1).replaceAll("''", "'");
      if (prefixed.length === 2) {
        const problem = hexProblem(inner);
        if (problem !== undefined) return stop(sqlErrorAt(place.span(start, start + image.length), problem));
        push('binary', image, inner.toUpperCase());
      } else push('unicode-string', image, inner);
      continue;
    }
    if (next === "'") {
      const image = match(quotedText);
      if (image === undefined) return stop(lexicalError(text, offset, text.length, place));
      push('string', image, image.slice(1, -1).replaceAll("''", "'"));
      continue;
    }
    if (next === '"') {
      const image = match(quotedName);
      if (image === undefined) return stop(lexicalError(text, offset, endOfName(text, offset), place));
      const name = image.slice(1, -1).replaceAll('""', '"');
      if (name.length > longestName) return stop(tooLong(name, place.span(offset, offset + image.length)));
      push('quoted', image, name);
      continue;
    }
    if (text.startsWith('/*', offset)) return stop(lexicalError(text, offset, text.length, place, ''));
    const digits = match(number);
    if (digits !== undefined) {
      const kind = /[eE]/.test(digits) ? 'approximate' : digits.includes('.') ? 'decimal' : 'integer';
      push(kind, digits, tidyNumber(digits));
      continue;
    }
    const name = match(word);
    if (name !== undefined) {
      if (name.length > longestName) return stop(tooLong(name.toUpperCase(), place.span(offset, offset + name.length)));
      push('word', name, name.toUpperCase());
      continue;
    }
    const sign = match(symbol);
    if (sign === undefined) return stop(lexicalError(text, offset, offset, place));
    push('symbol', sign, sign === '!=' ? '<>' : sign);
  }
}

/** `.5` is `0.5`, `1.` is `1`, `1e3` is `1E3`. */
function tidyNumber(image: string): string {
  const [mantissa = '', exponent] = image.toUpperCase().split('E');
  const tidy = (mantissa.startsWith('.') ? `0${mantissa}` : mantissa).replace(/\.$/, '');
  return exponent === undefined ? tidy : `${tidy}E${exponent}`;
}

function hexProblem(digits: string): string | undefined {
  if (!/^[0-9A-Fa-f]*$/.test(digits)) return "Binary literal string must contain only characters '0' - '9', 'A' - 'F'";
  return digits.length % 2 === 0 ? undefined : 'Binary literal string must contain an even number of hexits';
}

const tooLong = (name: string, at: Span): SqlError =>
  sqlErrorAt(at, `Length of identifier '${name}' must be less than or equal to ${longestName} characters`);

/** Where a quoted name that has no end, nothing in it, or a control character breaks off. */
function endOfName(text: string, from: number): number {
  let offset = from + 1;
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (code < 0x20) return offset;
    if (text[offset] !== '"') offset += 1;
    else if (text[offset + 1] === '"') offset += 2;
    else return offset + 1;
  }
  return offset;
}

/** Worded as the scanners that JavaCC generates do. `broken` is where the token from `start` cannot go on. */
function lexicalError(text: string, start: number, broken: number, place: Places, after?: string): SqlError {
  const seen = escaped(after ?? text.slice(start, broken));
  if (broken >= text.length) {
    const { line, column } = place.span(text.length - 1, text.length);
    const at: Span = { line, column: column + 1, endLine: line, endColumn: column + 1 };
    return new SqlError(
      `Lexical error at line ${line}, column ${column + 1}.  Encountered: <EOF> after : "${seen}"`,
      at,
    );
  }
  const at = place.span(broken, broken + 1);
  const character = text.charAt(broken);
  return new SqlError(
    `Lexical error at line ${at.line}, column ${at.column}.  Encountered: "${escaped(character)}" (${character.charCodeAt(0)}), after : "${seen}"`,
    at,
  );
}

const escapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  "'": "\\'",
  '\\': '\\\\',
};

/** A text as Java source writes it: what error messages show of a program. */
export const escaped = (text: string): string =>
  text.replace(
    /["'\\]|[^\x20-\x7e]/g,
    (character) => escapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

interface Places {
  /** From one offset to before another. Offsets must not go back behind the line of an earlier call's start. */
  span(from: number, to: number): Span;
}

/** Offsets to lines and columns. A line ends with LF, CR or both. */
function placesIn(text: string): Places {
  const starts = [0];
  for (const { index, 0: ending } of text.matchAll(/\r\n|\r|\n/g)) starts.push(index + ending.length);
  let line = 0;
  const lineOf = (offset: number, from: number): number => {
    let found = from;
    while ((starts[found + 1] ?? Infinity) <= offset) found += 1;
    return found;
  };
  return {
    span(from, to) {
      if ((starts[line] ?? 0) > from) line = 0;
      line = lineOf(from, line);
      const endLine = lineOf(to - 1, line);
      return {
        line: line + 1,
        column: from - (starts[line] ?? 0) + 1,
        endLine: endLine + 1,
        endColumn: to - 1 - (starts[endLine] ?? 0) + 1,
      };
    },
  };
}
