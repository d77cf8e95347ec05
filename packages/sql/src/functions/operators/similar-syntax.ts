import { invalidEscape, invalidPattern } from '../../values/row-errors.js';

export type CharacterTest = (unit: number) => boolean;

/** What a SIMILAR TO pattern says. */
export type SimilarNode =
  | { readonly kind: 'character'; readonly test: CharacterTest }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly SimilarNode[] }
  /** Without a `most`: any number of times. */
  | { readonly kind: 'repeat'; readonly part: SimilarNode; readonly least: number; readonly most?: number };

const deepestNesting = 200;
const mostRepetitions = 1000;

const anyCharacter: CharacterTest = () => true;

/** @throws RowError for what is no pattern */
export function parseSimilar(pattern: string, escape: string | undefined): SimilarNode {
  if (escape !== undefined && escape.length !== 1) throw invalidEscape(escape);
  return new SimilarParser(pattern, escape).parse();
}

class SimilarParser {
  readonly #pattern: string;
  readonly #escape: string | undefined;
  #at = 0;

  constructor(pattern: string, escape: string | undefined) {
    this.#pattern = pattern;
    this.#escape = escape;
  }

  parse(): SimilarNode {
    const node = this.#choice(0);
    if (this.#at < this.#pattern.length) throw this.#invalid();
    return node;
  }

  #choice(depth: number): SimilarNode {
    if (depth > deepestNesting) throw this.#invalid();
    const parts = [this.#sequence(depth)];
    while (this.#take('|')) parts.push(this.#sequence(depth));
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'choice', parts };
  }

  #sequence(depth: number): SimilarNode {
    const parts: SimilarNode[] = [];
    while (this.#at < this.#pattern.length && this.#next() !== '|' && this.#next() !== ')')
      parts.push(this.#repeated(this.#atom(depth)));
    return { kind: 'sequence', parts };
  }

  #atom(depth: number): SimilarNode {
    if (this.#take('(')) {
      const node = this.#choice(depth + 1);
      if (!this.#take(')')) throw this.#invalid();
      return node;
    }
    if (this.#next() === this.#escape) return { kind: 'character', test: only(this.#character()) };
    if (this.#take('[')) return { kind: 'character', test: this.#characterClass() };
    if (this.#take('_')) return { kind: 'character', test: anyCharacter };
    if (this.#take('%')) return { kind: 'repeat', part: { kind: 'character', test: anyCharacter }, least: 0 };
    if ('*+?{}]'.includes(this.#next())) throw this.#invalid();
    return { kind: 'character', test: only(this.#character()) };
  }

  #repeated(part: SimilarNode): SimilarNode {
    if (this.#take('*')) return { kind: 'repeat', part, least: 0 };
    if (this.#take('+')) return { kind: 'repeat', part, least: 1 };
    if (this.#take('?')) return { kind: 'repeat', part, least: 0, most: 1 };
    if (this.#next() !== '{') return part;
    const match = /^\{(\d+)(,)?(\d+)?\}/.exec(this.#pattern.slice(this.#at, this.#at + 16));
    if (match === null || (match[2] === undefined && match[3] !== undefined)) throw this.#invalid();
    this.#at += match[0].length;
    const least = Number(match[1]);
    const open = match[2] !== undefined && match[3] === undefined;
    const most = open ? undefined : Number(match[3] ?? match[1]);
    if (least > mostRepetitions || (most !== undefined && (most > mostRepetitions || most < least)))
      throw this.#invalid();
    return { kind: 'repeat', part, least, ...(most === undefined ? {} : { most }) };
  }

  /** `[abc]`, `[a-z0-9]`, `[^a]`, `[a-e^c]` (all of the first but the second), `[[:DIGIT:]]` */
  #characterClass(): CharacterTest {
    const within: CharacterTest[] = [];
    const without: CharacterTest[] = [];
    let tests = within;
    while (!this.#take(']')) {
      if (this.#at >= this.#pattern.length || this.#next() === '(' || this.#next() === ')') throw this.#invalid();
      if (this.#take('^')) {
        if (tests === without) throw this.#invalid();
        tests = without;
      } else tests.push(this.#classItem());
    }
    if (within.length + without.length === 0) throw this.#invalid();
    return (unit) => (within.length === 0 || within.some((test) => test(unit))) && !without.some((test) => test(unit));
  }

  #classItem(): CharacterTest {
    if (this.#next() === '[') return this.#namedClass();
    const first = this.#character();
    if (this.#next() !== '-' || this.#pattern.charAt(this.#at + 1) === ']') return only(first);
    this.#at++;
    if (this.#at >= this.#pattern.length) throw this.#invalid();
    const from = first.charCodeAt(0);
    const to = this.#character().charCodeAt(0);
    if (to < from) throw this.#invalid();
    return (unit) => unit >= from && unit <= to;
  }

  #namedClass(): CharacterTest {
    const match = /^\[:([A-Za-z]+):\]/.exec(this.#pattern.slice(this.#at, this.#at + 16));
    const test = match === null ? undefined : namedClasses.get((match[1] ?? '').toUpperCase());
    if (match === null || test === undefined) throw this.#invalid();
    this.#at += match[0].length;
    return test;
  }

  /** The next one, the escape before it left out. */
  #character(): string {
    if (this.#next() === this.#escape) this.#at++;
    if (this.#at >= this.#pattern.length) throw this.#invalid();
    return this.#pattern.charAt(this.#at++);
  }

  #next(): string {
    return this.#pattern.charAt(this.#at);
  }

  #take(character: string): boolean {
    // A character that is the escape, too, is nothing else.
    if (this.#next() !== character || character === this.#escape) return false;
    this.#at++;
    return true;
  }

  #invalid(): Error {
    return invalidPattern(this.#pattern);
  }
}

function only(character: string): CharacterTest {
  const wanted = character.charCodeAt(0);
  return (unit) => unit === wanted;
}

const between =
  (from: string, to: string): CharacterTest =>
  (unit) =>
    unit >= from.charCodeAt(0) && unit <= to.charCodeAt(0);
const upper = between('A', 'Z');
const lower = between('a', 'z');
const digit = between('0', '9');
const alpha: CharacterTest = (unit) => upper(unit) || lower(unit);

const namedClasses: ReadonlyMap<string, CharacterTest> = new Map<string, CharacterTest>([
  ['UPPER', upper],
  ['LOWER', lower],
  ['ALPHA', alpha],
  ['DIGIT', digit],
  ['ALNUM', (unit) => alpha(unit) || digit(unit)],
  ['SPACE', (unit) => unit === 32],
  ['WHITESPACE', (unit) => unit === 32 || (unit >= 9 && unit <= 13)],
]);
