import { malformed } from './errors.js';
import { tokenize, type Token, type TokenType } from './lexer.js';
import type { Expression } from './syntax.js';

/**
 * Parentheses, brackets and signs inside one another, and operators in a row other than AND and OR: more than a sensible statement has, and
 * far fewer than the stack can bear.
 */
const DEEPEST = 100;

/** Goes through a statement's tokens. */
export class Reader {
  readonly #tokens: readonly Token[];
  readonly #nested: (reader: Reader) => Expression | undefined;
  #at = 0;
  #depth = 0;
  #parameters = 0;

  /** @param nested reads what begins with the keyword at hand, when it is a statement of its own */
  constructor(text: string, nested: (reader: Reader) => Expression | undefined) {
    this.#tokens = tokenize(text);
    this.#nested = nested;
  }

  get head(): Token {
    return this.ahead(0);
  }

  /** The token so many after the next one; the end when there are no more. */
  ahead(count: number): Token {
    const token = this.#tokens[Math.min(this.#at + count, this.#tokens.length - 1)];
    if (token === undefined) throw new TypeError('there is always an end');
    return token;
  }

  /** Whether nothing but the end comes after the next token. */
  get isLast(): boolean {
    return this.ahead(1).type === 'end';
  }

  next(): Token {
    const token = this.head;
    if (token.type !== 'end') this.#at++;
    return token;
  }

  isKeyword(word: string): boolean {
    const { type, text } = this.head;
    return (type === 'keyword' || type === 'operator') && text === word;
  }

  takesKeyword(word: string): boolean {
    if (!this.isKeyword(word)) return false;
    this.next();
    return true;
  }

  takes(type: TokenType): boolean {
    if (this.head.type !== type) return false;
    this.next();
    return true;
  }

  /** @param name as AWS's parser names the token: RIGHT_PAREN */
  expect(type: TokenType, name: string): void {
    if (!this.takes(type)) throw malformed(`Expected ${name}`);
  }

  expectKeyword(word: string): void {
    if (!this.takesKeyword(word)) throw malformed(`Expected ${word.toUpperCase()} keyword`);
  }

  /** At least one, with commas between. */
  list<T>(read: () => T): T[] {
    const items = [read()];
    while (this.takes(',')) items.push(read());
    return items;
  }

  parameter(): number {
    return this.#parameters++;
  }

  statement(): Expression | undefined {
    return this.#nested(this);
  }

  deeper<T>(read: () => T): T {
    if (++this.#depth > DEEPEST) throw malformed();
    const result = read();
    this.#depth--;
    return result;
  }

  checkRow(operators: number): void {
    if (operators > DEEPEST) throw malformed();
  }
}
