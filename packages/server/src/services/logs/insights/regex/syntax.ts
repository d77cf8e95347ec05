import { charSet, DIGITS, LINE_ENDS, negated, SPACES, WORDS, type CharSet } from './char-set.js';

/** A regular expression's parts. */
export type Node =
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Node[] }
  | {
      readonly kind: 'repeat';
      readonly part: Node;
      readonly least: number;
      readonly most: number;
      readonly isLazy: boolean;
    }
  /** A group's number, from 1. */
  | { readonly kind: 'group'; readonly part: Node; readonly group: number }
  | { readonly kind: 'assertion'; readonly assertion: Assertion };

export type Assertion = 'start' | 'end' | 'boundary' | 'no-boundary';

export interface RegexSyntax {
  readonly node: Node;
  /** How many groups are kept, and which of them have names. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  readonly ignoresCase: boolean;
  /** The expression without the flags that it begins with. */
  readonly body: string;
}

/** An expression is not of the syntax: groups, named or not, alternatives, quantifiers, classes, anchors; nothing that looks around or back. */
export class RegexError extends Error {
  override readonly name = 'RegexError';
}

export function parseRegex(source: string): RegexSyntax {
  const [flags = ''] = /^\(\?[ims]+\)/.exec(source) ?? [];
  if (/[ms]/.test(flags)) throw new RegexError('flag');
  const body = source.slice(flags.length);
  const parser = new Parser(body);
  return { ...parser.parse(), ignoresCase: flags !== '', body };
}

const DEEPEST = 200;
const MOST_REPEATS = 1000;

class Parser {
  readonly #source: string;
  readonly #names = new Map<string, number>();
  #groups = 0;
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): Pick<RegexSyntax, 'node' | 'groups' | 'names'> {
    const node = this.#choice();
    if (this.#at < this.#source.length) throw new RegexError('parenthesis');
    return { node, groups: this.#groups, names: this.#names };
  }

  #choice(): Node {
    if (++this.#depth > DEEPEST) throw new RegexError('depth');
    const parts = [this.#sequence()];
    while (this.#take('|')) parts.push(this.#sequence());
    this.#depth--;
    const [only] = parts;
    return parts.length === 1 && only ? only : { kind: 'choice', parts };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    for (let next = this.#peek(); next !== '' && next !== '|' && next !== ')'; next = this.#peek())
      parts.push(this.#quantified());
    return { kind: 'sequence', parts };
  }

  #quantified(): Node {
    const part = this.#atom();
    const bounds = this.#bounds();
    if (bounds === undefined) return part;
    if (part.kind === 'assertion') throw new RegexError('quantifier');
    const isLazy = this.#take('?');
    if (/^[*+?]/.test(this.#peek())) throw new RegexError('quantifier');
    return { kind: 'repeat', part, least: bounds[0], most: bounds[1], isLazy };
  }

  #bounds(): [number, number] | undefined {
    if (this.#take('*')) return [0, Infinity];
    if (this.#take('+')) return [1, Infinity];
    if (this.#take('?')) return [0, 1];
    const [text, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(this.#source.slice(this.#at, this.#at + 20)) ?? [];
    if (text === undefined) return undefined;
    this.#at += text.length;
    const from = Number(least);
    const to = comma === '' ? from : most === '' ? Infinity : Number(most);
    if (to < from || from > MOST_REPEATS || (to !== Infinity && to > MOST_REPEATS)) throw new RegexError('quantifier');
    return [from, to];
  }

  #atom(): Node {
    if (this.#take('(')) return this.#group();
    if (this.#take('[')) return { kind: 'set', set: this.#class() };
    if (this.#take('.')) return { kind: 'set', set: negated(LINE_ENDS) };
    if (this.#take('^')) return { kind: 'assertion', assertion: 'start' };
    if (this.#take('$')) return { kind: 'assertion', assertion: 'end' };
    if (this.#take('\\')) {
      if (this.#take('b')) return { kind: 'assertion', assertion: 'boundary' };
      if (this.#take('B')) return { kind: 'assertion', assertion: 'no-boundary' };
      return { kind: 'set', set: this.#escape() };
    }
    const unit = this.#peek();
    if (/[*+?]/.test(unit)) throw new RegexError('quantifier');
    this.#at++;
    return { kind: 'set', set: charSet([unit.charCodeAt(0), unit.charCodeAt(0)]) };
  }

  #group(): Node {
    const isPlain = this.#source.startsWith('?:', this.#at);
    const [name, , bare] = /^\?P?(<([A-Za-z_]\w*)>)/.exec(this.#source.slice(this.#at)) ?? [];
    if (isPlain) this.#at += 2;
    else if (name !== undefined) this.#at += name.length;
    else if (this.#peek() === '?') throw new RegexError('group');
    const group = isPlain ? 0 : ++this.#groups;
    if (bare !== undefined) {
      if (this.#names.has(bare)) throw new RegexError('name');
      this.#names.set(bare, group);
    }
    const part = this.#choice();
    if (!this.#take(')')) throw new RegexError('parenthesis');
    return isPlain ? part : { kind: 'group', part, group };
  }

  #class(): CharSet {
    const isNegated = this.#take('^');
    const members: CharSet[] = [];
    while (!this.#take(']')) {
      const from = this.#member();
      const [low, high] = from.ranges[0] ?? [0, 0];
      const isRange = this.#peek() === '-' && this.#source[this.#at + 1] !== ']' && low === high;
      if (!isRange) {
        members.push(from);
        continue;
      }
      this.#at++;
      const [to, last] = this.#member().ranges[0] ?? [0, 0];
      if (to !== last || to < low) throw new RegexError('range');
      members.push(charSet([low, to]));
    }
    const set = { ranges: members.flatMap(({ ranges }) => ranges) };
    return isNegated ? negated(set) : set;
  }

  #member(): CharSet {
    if (this.#take('\\')) return this.#take('b') ? charSet([8, 8]) : this.#escape();
    const unit = this.#peek();
    if (unit === '') throw new RegexError('class');
    this.#at++;
    return charSet([unit.charCodeAt(0), unit.charCodeAt(0)]);
  }

  #escape(): CharSet {
    const unit = this.#peek();
    this.#at++;
    const named = CLASSES[unit];
    if (named) return named;
    const control = CONTROLS[unit];
    if (control !== undefined) return charSet([control, control]);
    if (unit === 'x' || unit === 'u') {
      const digits = this.#source.slice(this.#at, this.#at + (unit === 'x' ? 2 : 4));
      if (!(unit === 'x' ? /^[0-9a-fA-F]{2}$/ : /^[0-9a-fA-F]{4}$/).test(digits)) throw new RegexError('escape');
      this.#at += digits.length;
      const code = Number.parseInt(digits, 16);
      return charSet([code, code]);
    }
    if (unit === '' || /\w/.test(unit)) throw new RegexError('escape');
    return charSet([unit.charCodeAt(0), unit.charCodeAt(0)]);
  }

  #peek(): string {
    return this.#source[this.#at] ?? '';
  }

  #take(unit: string): boolean {
    if (this.#source[this.#at] !== unit) return false;
    this.#at++;
    return true;
  }
}

const CLASSES: { readonly [unit: string]: CharSet | undefined } = {
  d: DIGITS,
  D: negated(DIGITS),
  w: WORDS,
  W: negated(WORDS),
  s: SPACES,
  S: negated(SPACES),
};
const CONTROLS: { readonly [unit: string]: number | undefined } = { t: 9, n: 10, v: 11, f: 12, r: 13, '0': 0 };
