import { sqlErrorAt, type Span, type SqlError } from '../errors.js';
import type { Expression, Query } from './ast.js';
import { lex, type Token, type TokenKind } from './lexer.js';
import { syntaxError } from './syntax-error.js';

/** The rules that other files' rules come back to. */
export interface Rules {
  /** An expression of operators that bind at least as tightly as `power`; all of them if it is left out. */
  expression(cursor: Cursor, power?: number): Expression;
  query(cursor: Cursor): Query;
}

/** How deep parentheses, subqueries and the like may stand in each other. */
export const deepestNesting = 200;

/** The token at which no rule goes on. Never leaves `parseWith`. */
class Unexpected extends Error {
  readonly index: number;

  constructor(index: number) {
    super('unexpected token');
    this.index = index;
  }
}

/** Applies a rule to all of a text. Throws SqlError. */
export function parseWith<T>(text: string, rules: Rules, rule: (cursor: Cursor) => T): T {
  const tokens = lex(text);
  const whole = (cursor: Cursor): T => {
    const result = rule(cursor);
    cursor.expectEnd();
    return result;
  };
  try {
    return whole(new Cursor(tokens, rules));
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    // Once more, to note what the rules try at the place where they failed: the good programs need not pay for it.
    const watching = new Cursor(tokens, rules, error.index);
    try {
      whole(watching);
    } catch (again) {
      if (!(again instanceof Unexpected)) throw again;
    }
    throw syntaxError(watching.peek(), watching.expected);
  }
}

/** A place between the tokens of a program. Rules ask what comes and move on; nothing is ever taken back. */
export class Cursor {
  readonly rules: Rules;
  /** What the rules asked for at the watched token: `"AS"`, `<IDENTIFIER>`. */
  readonly expected = new Set<string>();
  readonly #tokens: readonly Token[];
  readonly #watched: number;
  #index = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], rules: Rules, watched = -1) {
    this.#tokens = tokens;
    this.rules = rules;
    this.#watched = watched;
    this.peek();
  }

  /** The next token, or one behind it. */
  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#index + ahead, this.#tokens.length - 1)];
    if (token === undefined) throw new Error('a program without an end');
    if (ahead === 0 && token.error !== undefined) throw token.error;
    return token;
  }

  next(): Token {
    const token = this.peek();
    this.#index += 1;
    this.peek();
    return token;
  }

  /** Whether the token is this word or sign, reserved or not. */
  is(text: string, ahead = 0): boolean {
    const { kind, text: found } = this.peek(ahead);
    return found === text && (kind === 'word' || kind === 'symbol');
  }

  /** Whether the next token is one of these words or signs. */
  at(...texts: readonly string[]): boolean {
    this.note(texts);
    return texts.some((text) => this.is(text));
  }

  accept(...texts: readonly string[]): Token | undefined {
    return this.at(...texts) ? this.next() : undefined;
  }

  expect(...texts: readonly string[]): Token {
    return this.accept(...texts) ?? this.fail();
  }

  /** Words one after the other, the first of which decides. */
  acceptAll(first: string, ...rest: readonly string[]): Token | undefined {
    if (this.accept(first) === undefined) return undefined;
    let last: Token | undefined;
    for (const text of rest) last = this.expect(text);
    return last;
  }

  acceptKind(kind: TokenKind, label: string): Token | undefined {
    this.noteLabel(label);
    return this.peek().kind === kind ? this.next() : undefined;
  }

  expectKind(kind: TokenKind, label: string): Token {
    return this.acceptKind(kind, label) ?? this.fail();
  }

  expectEnd(): void {
    this.expectKind('end', '<EOF>');
  }

  /** Whether what is noted now goes into a message: no need to gather it otherwise. */
  get watching(): boolean {
    return this.#index === this.#watched;
  }

  /** Notes what would have been welcome here, for the message of an error here. */
  note(texts: Iterable<string>): void {
    if (this.watching) for (const text of texts) this.expected.add(`"${text}"`);
  }

  noteLabel(...labels: readonly string[]): void {
    if (this.watching) for (const label of labels) this.expected.add(label);
  }

  fail(): never {
    throw new Unexpected(this.#index);
  }

  /** `rule {"," rule}` */
  list<T>(rule: (cursor: Cursor) => T): T[] {
    const items = [rule(this)];
    while (this.accept(',') !== undefined) items.push(rule(this));
    return items;
  }

  /** One level deeper. Throws SqlError where that is too deep. */
  nested<T>(rule: () => T): T {
    if (this.#depth >= deepestNesting) throw tooDeep(this.peek().at, deepestNesting);
    this.#depth += 1;
    const result = rule();
    this.#depth -= 1;
    return result;
  }
}

export const tooDeep = (at: Span, levels: number): SqlError =>
  sqlErrorAt(at, `Nested too deeply: more than ${levels} levels`);
