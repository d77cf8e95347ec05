import { MalformedQueryError } from './query.js';

export interface Token {
  readonly kind: 'name' | 'number' | 'duration' | 'string' | 'symbol' | 'end';
  /** As it stands in the query. */
  readonly source: string;
  /** A name or string without its quotes; else as `source`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SKIPPED = /(?:\s+|#[^\n]*)*/y;
const TOKEN =
  /(?<quoted>`[^`]*`)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w.]))|(?<duration>\d+[A-Za-z]+)|(?<name>[@A-Za-z_][\w.@]*)|(?<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<symbol>!=|<=|>=|=~|[-+*/%^=<>()[\],|]|.)/suy;
const REGEX = /\/((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*)\//suy;

/** Cuts a query into tokens, one at a time: what a slash begins, the parser knows. */
export class Lexer {
  readonly #text: string;
  #token: Token;

  constructor(text: string) {
    this.#text = text;
    this.#token = this.#scan(0);
  }

  /** The next token, which is not taken. */
  get next(): Token {
    return this.#token;
  }

  take(): Token {
    const token = this.#token;
    this.#token = this.#scan(token.end);
    return token;
  }

  takeSymbol(symbol: string): boolean {
    const { kind, source } = this.#token;
    if (kind !== 'symbol' || source !== symbol) return false;
    this.take();
    return true;
  }

  isWord(...words: string[]): boolean {
    const { kind, source } = this.#token;
    return kind === 'name' && words.includes(source.toLowerCase());
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.take();
    return true;
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.unexpected();
  }

  /** The source of the regular expression whose slash comes next; undefined when it does not. */
  takeRegex(): { readonly source: string; readonly start: number } | undefined {
    const { kind, source: slash, start } = this.#token;
    if (kind !== 'symbol' || slash !== '/') return undefined;
    REGEX.lastIndex = start;
    const match = REGEX.exec(this.#text);
    if (!match) throw this.unexpected();
    this.#token = this.#scan(REGEX.lastIndex);
    return { source: (match[1] ?? '').replaceAll('\\/', '/'), start };
  }

  /** The query's text between two places, as columns are named by it. */
  between(start: number, end: number): string {
    return this.#text.slice(start, end).trim();
  }

  /** The refusal of a query at a token: the next one, unless another is given. */
  unexpected(token: Token = this.#token): MalformedQueryError {
    return malformedAt(this.#text, token.kind === 'end' ? '<EOF>' : token.source, token.start, token.end);
  }

  #scan(from: number): Token {
    SKIPPED.lastIndex = from;
    SKIPPED.exec(this.#text);
    const start = SKIPPED.lastIndex;
    TOKEN.lastIndex = start;
    const match = TOKEN.exec(this.#text);
    if (!match) return { kind: 'end', source: '', text: '', start, end: start };
    const [source] = match;
    const { quoted, duration, number, name, string } = match.groups ?? {};
    const kind =
      quoted !== undefined || name !== undefined
        ? 'name'
        : duration !== undefined
          ? 'duration'
          : number !== undefined
            ? 'number'
            : string !== undefined
              ? 'string'
              : 'symbol';
    const text =
      kind === 'string' ? unescape(source.slice(1, -1)) : quoted === undefined ? source : source.slice(1, -1);
    return { kind, source, text, start, end: start + source.length };
  }
}

const unescape = (text: string): string =>
  text.replaceAll(/\\([\s\S])/g, (whole, unit: string) => ESCAPES[unit] ?? whole);
const ESCAPES: { readonly [unit: string]: string | undefined } = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  n: '\n',
  t: '\t',
  r: '\r',
};

export function malformedAt(text: string, symbol: string, start: number, end: number): MalformedQueryError {
  const before = text.slice(0, start).split('\n');
  const message = `unexpected symbol found ${symbol} at line ${before.length} and position ${before.at(-1)?.length ?? 0}`;
  return new MalformedQueryError(message, { start, end, message: 'unexpected symbol found' });
}
