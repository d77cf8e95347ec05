import { malformed } from './errors.js';
import type { Position } from './syntax.js';
import { KEYWORDS, OPERATOR_WORDS, PAIRS } from './words.js';

export type TokenType =
  | 'name'
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  | 'missing'
  | 'parameter'
  | 'keyword'
  | 'operator'
  | 'order'
  | 'as'
  | 'at'
  | 'by'
  | Punctuation
  | 'end';

type Punctuation = '(' | ')' | '[' | ']' | '{' | '}' | '<<' | '>>' | ':' | ',' | '.' | '*' | ';';

export interface Token {
  readonly type: TokenType;
  /** What names and strings stand for; numbers as they are written; keywords and operators in lower case, pairs with a space between. */
  readonly text: string;
  readonly at: Position;
}

/**
 * The tokens of a statement, the last of which is its end.
 * @throws ValidationException when there is a character, a number or a comment that cannot be read
 */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const place = new Place();
  for (let start = 0; start < text.length;) {
    const end = endOfToken(text, start);
    const { line, column } = place;
    const length = place.advance(text, start, end);
    const token = tokenOf(text.slice(start, end), { line, column, length });
    if (token !== undefined) append(tokens, token);
    start = end;
  }
  tokens.push({ type: 'end', text: '', at: { line: place.line, column: place.column, length: 0 } });
  return tokens;
}

/** Follows the text; columns count characters, not the halves that JavaScript has of some. */
class Place {
  line = 1;
  column = 1;
  #afterReturn = false;

  /** @returns how many characters that was */
  advance(text: string, start: number, end: number): number {
    let characters = 0;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      const isSecondHalf = code >= 0xdc00 && code <= 0xdfff && at > 0 && isFirstHalf(text.charCodeAt(at - 1));
      if (isSecondHalf) continue;
      characters++;
      if (code === LF && this.#afterReturn) this.#afterReturn = false;
      else if (code === CR || code === LF) {
        this.line++;
        this.column = 1;
        this.#afterReturn = code === CR;
      } else {
        this.column++;
        this.#afterReturn = false;
      }
    }
    return characters;
  }
}

const [LF, CR] = [0x0a, 0x0d];
const isFirstHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdbff;

const WHITESPACE = /[\t\n\v\f\r ]+/y;
const LINE_COMMENT = /--[^\r\n]*/y;
const WORD = /[A-Za-z_$][A-Za-z0-9_$]*/y;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const STRING = /'(?:[^']|'')*'/y;
const QUOTED = /"(?:[^"]|"")*"/y;
const SYMBOL = /<=|<>|<<|<|>=|>>|>|!=|\|\||[()[\]{}:,.*;?=+\-/%@]/y;

function endOfToken(text: string, start: number): number {
  const comment = text.startsWith('/*', start) ? text.indexOf('*/', start + 2) : undefined;
  if (comment !== undefined) {
    if (comment === -1) throw malformed();
    return comment + 2;
  }
  for (const pattern of [WHITESPACE, LINE_COMMENT, WORD, NUMBER, STRING, QUOTED, SYMBOL]) {
    pattern.lastIndex = start;
    if (!pattern.test(text)) continue;
    const end = pattern.lastIndex;
    // An exponent without digits, or a second point, is not the beginning of something else.
    if (pattern === NUMBER && /[eE]/.test(text.charAt(end)) && !/[eE]/.test(text.slice(start, end))) throw malformed();
    if (pattern === NUMBER && text.charAt(end) === '.' && text.charAt(end - 1) === '.') throw malformed();
    return end;
  }
  throw malformed();
}

/** Undefined for spaces and comments. */
function tokenOf(text: string, at: Position): Token | undefined {
  const first = text.charAt(0);
  if (/[\t\n\v\f\r ]/.test(first) || text.startsWith('--') || text.startsWith('/*')) return undefined;
  if (first === "'") return { type: 'string', text: text.slice(1, -1).replaceAll("''", "'"), at };
  if (first === '"') return { type: 'name', text: text.slice(1, -1).replaceAll('""', '"'), at };
  if (/[A-Za-z_$]/.test(first)) return wordToken(text, at);
  if (/\d/.test(first) || (first === '.' && text.length > 1)) return { type: 'number', text: number(text), at };
  if (text === '?') return { type: 'parameter', text, at };
  if (PUNCTUATION.has(text)) return { type: text as Punctuation, text, at };
  return { type: 'operator', text: text === '!=' ? '<>' : text, at };
}

const PUNCTUATION = new Set(['(', ')', '[', ']', '{', '}', '<<', '>>', ':', ',', '.', '*', ';']);

function wordToken(text: string, at: Position): Token {
  const word = text.toLowerCase();
  switch (word) {
    case 'true':
    case 'false':
      return { type: 'boolean', text: word, at };
    case 'null':
    case 'missing':
    case 'as':
    case 'at':
    case 'by':
      return { type: word, text: word, at };
    case 'asc':
    case 'desc':
      return { type: 'order', text: word, at };
  }
  if (OPERATOR_WORDS.has(word)) return { type: 'operator', text: word, at };
  return KEYWORDS.has(word) ? { type: 'keyword', text: word, at } : { type: 'name', text, at };
}

/** AWS counts in 32 bits: an exponent that does not fit, alone or less the digits after the point, is no number. */
function number(text: string): string {
  const [digits = '', exponent] = text.toLowerCase().split('e');
  if (exponent === undefined) return text;
  const fraction = digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0;
  const power = Number(exponent);
  const scale = fraction - power;
  if (power !== (power | 0) || scale !== (scale | 0)) throw malformed();
  return text;
}

function append(tokens: Token[], token: Token): void {
  const last = tokens.at(-1);
  const isPair =
    last !== undefined &&
    (last.type === 'keyword' || last.type === 'operator') &&
    (token.type === 'keyword' || token.type === 'operator') &&
    PAIRS.get(last.text)?.has(token.text) === true;
  if (!isPair) {
    tokens.push(token);
    return;
  }
  const { line, column, length } = last.at;
  const end = line === token.at.line ? token.at.column + token.at.length : column + length;
  tokens[tokens.length - 1] = {
    ...last,
    text: `${last.text} ${token.text}`,
    at: { line, column, length: end - column },
  };
}
