import { codeText, rangeText, readClass } from './character-class.js';
import { readEscape } from './escapes.js';
import { Scanner } from './scanner.js';

/** A Java regular expression as a JavaScript one, for the flag `v`. */
export interface Translation {
  readonly source: string;
  /** Which group of the source each group of the pattern is: the first is the pattern's group 1. */
  readonly groups: readonly number[];
  readonly names: ReadonlyMap<string, number>;
}

/** @throws RowError for what is no pattern, or one that has no like in JavaScript */
export function translate(pattern: string): Translation {
  return new Translator(pattern).translate();
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly comments: boolean;
}

const noFlags: Flags = { ignoreCase: false, dotAll: false, multiline: false, comments: false };
const flagOf = { i: 'ignoreCase', s: 'dotAll', m: 'multiline', x: 'comments' } as const;

const lineEnds = '\\n\\r\\x85\\u2028\\u2029';
const lineEnd = `(?:\\r\\n|[${lineEnds}])`;
const start = '(?<![\\s\\S])';
const end = '(?![\\s\\S])';
const deepest = 100;

class Translator {
  readonly #scanner: Scanner;
  readonly #groups: number[] = [];
  readonly #names = new Map<string, number>();
  /** Groups of the source: those of the pattern, and others. */
  #opened = 0;

  constructor(pattern: string) {
    this.#scanner = new Scanner(pattern);
  }

  translate(): Translation {
    const source = this.#choice(noFlags, 0);
    if (!this.#scanner.done) this.#scanner.fail();
    return { source, groups: this.#groups, names: this.#names };
  }

  #choice(flags: Flags, depth: number): string {
    if (depth > deepest) this.#scanner.fail();
    let now = flags;
    let source = '';
    for (;;) {
      if (this.#scanner.done || this.#scanner.sees(')')) return source;
      if (this.#scanner.accept('|')) {
        source += '|';
        continue;
      }
      const changed = this.#flags(now);
      if (changed !== undefined) now = changed;
      else if (!this.#skipComment(now)) source += this.#quantified(now, depth);
    }
  }

  /** `(?i)`, `(?s-m)`: to the group's end. */
  #flags(flags: Flags): Flags | undefined {
    if (!this.#scanner.sees(/\(\?[a-zA-Z]*(?:-[a-zA-Z]+)?\)/y)) return undefined;
    const [, on = '', off = ''] = this.#scanner.take(/\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?\)/y);
    return this.#changed(flags, on, off);
  }

  #changed(flags: Flags, on: string, off: string): Flags {
    let changed = flags;
    for (const letter of on + off) {
      if (!'imsxudU'.includes(letter)) this.#scanner.fail();
      if (letter === 'i' || letter === 'm' || letter === 's' || letter === 'x')
        changed = { ...changed, [flagOf[letter]]: on.includes(letter) };
    }
    return changed;
  }

  #skipComment({ comments }: Flags): boolean {
    if (!comments || !this.#scanner.sees(/[\s#]/y)) return false;
    this.#scanner.take(/\s|#[^\n]*/y);
    return true;
  }

  #quantified(flags: Flags, depth: number): string {
    const before = this.#opened;
    const firstGroup = this.#groups.length;
    const atom = this.#atom(flags, depth);
    if (!this.#scanner.sees(/[*+?{]/y)) return atom;
    const [, times = '', mode] = this.#scanner.take(/([*+?]|\{\d{1,5}(?:,\d{0,5})?\})([?+]?)/y);
    // An assertion cannot be repeated in JavaScript.
    const repeated = `${/^\(\?<?[=!]/.test(atom) ? `(?:${atom})` : atom}${times}${mode === '?' ? '?' : ''}`;
    return mode === '+' ? this.#atomic(repeated, before, firstGroup) : repeated;
  }

  /** What gives nothing back: a group that a look ahead has caught, which opens before the groups within. */
  #atomic(source: string, openedBefore: number, firstGroup: number): string {
    for (let index = firstGroup; index < this.#groups.length; index++)
      this.#groups[index] = (this.#groups[index] ?? 0) + 1;
    this.#opened++;
    const name = `a${this.#opened}_${openedBefore}`;
    return `(?:(?=(?<${name}>${source}))\\k<${name}>)`;
  }

  #atom(flags: Flags, depth: number): string {
    const scanner = this.#scanner;
    if (scanner.accept('(')) return this.#group(flags, depth);
    if (scanner.accept('[')) return readClass(scanner, flags.ignoreCase);
    if (scanner.accept('.')) return flags.dotAll ? '[\\s\\S]' : `[^${lineEnds}]`;
    if (scanner.accept('^')) return flags.multiline ? `(?:${start}|(?<=[${lineEnds}]))` : start;
    if (scanner.accept('$')) return flags.multiline ? `(?=[${lineEnds}]|${end})` : `(?=${lineEnd}?${end})`;
    if (scanner.accept('\\')) return this.#escape(flags);
    if (scanner.sees(/[*+?{]/y)) scanner.fail();
    return literal(scanner.next(), flags);
  }

  #group(flags: Flags, depth: number): string {
    const scanner = this.#scanner;
    const before = this.#opened;
    const firstGroup = this.#groups.length;
    if (scanner.accept('?>')) return this.#atomic(this.#closed(flags, depth), before, firstGroup);
    if (scanner.sees(/\?(?:[=!]|<[=!])/y)) {
      const [sign] = scanner.take(/\?(?:[=!]|<[=!])/y);
      return `(${sign}${this.#closed(flags, depth)})`;
    }
    if (scanner.sees(/\?[a-zA-Z]*(?:-[a-zA-Z]+)?:/y)) {
      const [, on = '', off = ''] = scanner.take(/\?([a-zA-Z]*)(?:-([a-zA-Z]+))?:/y);
      return `(?:${this.#closed(this.#changed(flags, on, off), depth)})`;
    }
    this.#groups.push(++this.#opened);
    const number = this.#groups.length;
    if (scanner.accept('?')) {
      const [, name = ''] = scanner.take(/<([A-Za-z][A-Za-z0-9]*)>/y);
      if (this.#names.has(name)) scanner.fail();
      this.#names.set(name, number);
    }
    return `(?<g${number}>${this.#closed(flags, depth)})`;
  }

  #closed(flags: Flags, depth: number): string {
    const source = this.#choice(flags, depth + 1);
    if (!this.#scanner.accept(')')) this.#scanner.fail();
    return source;
  }

  #escape(flags: Flags): string {
    const scanner = this.#scanner;
    if (scanner.accept('Q'))
      return Array.from(scanner.takeUntil('\\E'), (character) => literal(character, flags)).join('');
    const assertion = assertions[scanner.peek()];
    if (assertion !== undefined) {
      scanner.next();
      return assertion;
    }
    if (scanner.sees(/[1-9]/y)) return this.#reference();
    if (scanner.sees(/k</y)) {
      const [, name = ''] = scanner.take(/k<([A-Za-z][A-Za-z0-9]*)>/y);
      const number = this.#names.get(name);
      return number === undefined ? scanner.fail() : `\\k<g${number}>`;
    }
    const escape = readEscape(scanner);
    if (escape === undefined) return scanner.fail();
    if (escape.kind === 'class') return `[${escape.negated ? '^' : ''}${escape.inside}]`;
    return literal(String.fromCodePoint(escape.code), flags);
  }

  /** As many digits as there are groups for. */
  #reference(): string {
    let number = Number(this.#scanner.next());
    if (number > this.#groups.length) this.#scanner.fail();
    while (this.#scanner.sees(/\d/y) && number * 10 + Number(this.#scanner.peek()) <= this.#groups.length)
      number = number * 10 + Number(this.#scanner.next());
    return `\\k<g${number}>`;
  }
}

const assertions: Readonly<Partial<Record<string, string>>> = {
  A: start,
  z: end,
  Z: `(?=${lineEnd}?${end})`,
  b: '\\b',
  B: '\\B',
  R: lineEnd,
};

function literal(character: string, { ignoreCase }: Flags): string {
  const code = character.codePointAt(0) ?? 0;
  if (ignoreCase && /[A-Za-z]/.test(character)) return `[${rangeText(code, code, true)}]`;
  return /[A-Za-z0-9 ]/.test(character) ? character : codeText(code);
}
