import { invalidPattern } from '../../values/row-errors.js';

/** Goes through a pattern. */
export class Scanner {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  get done(): boolean {
    return this.#at >= this.#pattern.length;
  }

  /** The character that comes next, surrogates together; empty at the end. */
  peek(): string {
    const code = this.#pattern.codePointAt(this.#at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  /** @throws RowError at the end */
  next(): string {
    const character = this.peek();
    if (character === '') this.fail();
    this.#at += character.length;
    return character;
  }

  /** Reads on where this comes next. */
  accept(text: string): boolean {
    if (!this.#pattern.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  sees(text: string | RegExp): boolean {
    if (typeof text === 'string') return this.#pattern.startsWith(text, this.#at);
    text.lastIndex = this.#at;
    return text.test(this.#pattern);
  }

  /** Reads what a sticky expression matches. @throws RowError where it does not */
  take(form: RegExp): RegExpExecArray {
    form.lastIndex = this.#at;
    const match = form.exec(this.#pattern);
    if (match === null) return this.fail();
    this.#at += match[0].length;
    return match;
  }

  /** Up to what ends it, which is read, too; all where it is not there. */
  takeUntil(end: string): string {
    const at = this.#pattern.indexOf(end, this.#at);
    const text = this.#pattern.slice(this.#at, at < 0 ? this.#pattern.length : at);
    this.#at = at < 0 ? this.#pattern.length : at + end.length;
    return text;
  }

  fail(): never {
    throw invalidPattern(this.#pattern);
  }
}
