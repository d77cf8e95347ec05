import { classes, readClass } from './classes.js';
import type { Ranges } from './classes.js';

/** What a pattern of the fast parser says. */
export type Node =
  | { readonly kind: 'characters'; readonly ranges: Ranges }
  | { readonly kind: 'sequence' | 'union' | 'intersection'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number }
  /** In parentheses. */
  | { readonly kind: 'group'; readonly part: Node };

/** A pattern that there is not. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

export const anyCharacter: Node = { kind: 'characters', ranges: [[0, 0xff_ff]] };
const anyString: Node = { kind: 'repeat', part: anyCharacter, least: 0, most: Number.POSITIVE_INFINITY };
const nothing: Node = { kind: 'characters', ranges: [] };

const longestPattern = 2000;
const deepest = 100;
const mostRepetitions = 1000;
const mostNumbers = 1000;

/** @throws PatternError */
export function parseFastRegex(pattern: string): Node {
  if (pattern.length > longestPattern) throw new PatternError();
  return new FastRegexParser(pattern).parse();
}

class FastRegexParser {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  parse(): Node {
    const node = this.#union(0);
    if (this.#at < this.#pattern.length) throw new PatternError();
    return node;
  }

  #union(depth: number): Node {
    if (depth > deepest) throw new PatternError();
    return this.#joined('union', '|', () => this.#joined('intersection', '&', () => this.#sequence(depth)));
  }

  #joined(kind: 'union' | 'intersection', mark: string, read: () => Node): Node {
    const first = read();
    const parts = [first];
    while (this.#accept(mark)) parts.push(read());
    return parts.length === 1 ? first : { kind, parts };
  }

  #sequence(depth: number): Node {
    const parts: Node[] = [];
    while (this.#at < this.#pattern.length && !'|&)'.includes(this.#peek()))
      parts.push(this.#repeated(this.#simple(depth)));
    return { kind: 'sequence', parts };
  }

  #repeated(part: Node): Node {
    let node = part;
    for (;;) {
      if (this.#accept('?')) node = { kind: 'repeat', part: node, least: 0, most: 1 };
      else if (this.#accept('*')) node = { kind: 'repeat', part: node, least: 0, most: Number.POSITIVE_INFINITY };
      else if (this.#accept('+')) node = { kind: 'repeat', part: node, least: 1, most: Number.POSITIVE_INFINITY };
      else if (this.#peek() === '{') node = { kind: 'repeat', part: node, ...this.#counts() };
      else return node;
    }
  }

  #counts(): { readonly least: number; readonly most: number } {
    const [, from, open, to] = this.#take(/\{(\d{1,4})(,)?(\d{1,4})?\}/y);
    const least = Number(from);
    const most = open === undefined ? least : to === undefined ? Number.POSITIVE_INFINITY : Number(to);
    if (least > mostRepetitions || most < least || (most > mostRepetitions && most !== Number.POSITIVE_INFINITY))
      throw new PatternError();
    return { least, most };
  }

  #simple(depth: number): Node {
    if (this.#accept('(')) {
      const part = this.#union(depth + 1);
      if (!this.#accept(')')) throw new PatternError();
      return { kind: 'group', part };
    }
    if (this.#accept('.')) return anyCharacter;
    if (this.#accept('#')) return nothing;
    if (this.#accept('@')) return anyString;
    if (this.#peek() === '"') return textNode(this.#take(/"([^"]*)"/y)[1] ?? '');
    if (this.#peek() === '<') return this.#named();
    if (this.#accept('[')) {
      const { ranges, end } = readClass(this.#pattern, this.#at);
      if (end === undefined) throw new PatternError();
      this.#at = end;
      return { kind: 'characters', ranges };
    }
    if ('*+?{'.includes(this.#peek())) throw new PatternError();
    this.#accept('\\');
    const character = this.#peek();
    if (character === '') throw new PatternError();
    this.#at++;
    return textNode(character);
  }

  /** `<Alpha>`, or the numbers `<1-31>`: with leading zeros where both ends are of one length. */
  #named(): Node {
    const [, name = '', from = '', to = ''] = this.#take(/<(?:([A-Za-z]+)|(\d{1,9})-(\d{1,9}))>/y);
    if (name !== '') {
      const ranges = classes.get(name);
      if (ranges === undefined) throw new PatternError();
      return { kind: 'characters', ranges };
    }
    const least = Math.min(Number(from), Number(to));
    const count = Math.abs(Number(to) - Number(from)) + 1;
    if (count > mostNumbers) throw new PatternError();
    const width = from.length === to.length ? from.length : 0;
    const parts = Array.from({ length: count }, (_, index) => textNode(String(least + index).padStart(width, '0')));
    return { kind: 'union', parts };
  }

  #peek(): string {
    return this.#pattern.charAt(this.#at);
  }

  #accept(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at++;
    return true;
  }

  #take(form: RegExp): RegExpExecArray {
    form.lastIndex = this.#at;
    const match = form.exec(this.#pattern);
    if (match === null) throw new PatternError();
    this.#at += match[0].length;
    return match;
  }
}

function textNode(text: string): Node {
  const parts = text.split('').map((character): Node => {
    const code = character.charCodeAt(0);
    return { kind: 'characters', ranges: [[code, code]] };
  });
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'sequence', parts };
}
