import { atEnd, atLastEnd, atLineEnd, atLineStart, atStart, atWordBoundary, isLineEnd } from './assertions.js';
import { classTest, readClass } from './character-class.js';
import { readEscape } from './escapes.js';
import { longestOf, type Assertion, type CharacterTest, type Node, type RepeatMode } from './nodes.js';
import { Scanner } from './scanner.js';

/** A regular expression of Java's syntax, taken apart. */
export interface ParsedPattern {
  readonly node: Node;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
}

/** @throws RowError for what is no pattern */
export const parsePattern = (pattern: string): ParsedPattern => new Parser(pattern).parse();

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly comments: boolean;
}

const noFlags: Flags = { ignoreCase: false, dotAll: false, multiline: false, comments: false };
const flagOf = { i: 'ignoreCase', s: 'dotAll', m: 'multiline', x: 'comments' } as const;

const deepest = 100;

class Parser {
  readonly #scanner: Scanner;
  readonly #names = new Map<string, number>();
  /** Groups that have begun. */
  #groups = 0;

  constructor(pattern: string) {
    this.#scanner = new Scanner(pattern);
  }

  parse(): ParsedPattern {
    const node = this.#choice(noFlags, 0);
    if (!this.#scanner.done) this.#scanner.fail();
    return { node, groups: this.#groups, names: this.#names };
  }

  #choice(flags: Flags, depth: number): Node {
    if (depth > deepest) this.#scanner.fail();
    let now = flags;
    let parts: Node[] = [];
    const choices: Node[] = [];
    for (;;) {
      if (this.#scanner.done || this.#scanner.sees(')')) {
        choices.push(sequence(parts));
        return choices.length === 1 ? sequence(parts) : { kind: 'choice', parts: choices };
      }
      if (this.#scanner.accept('|')) {
        choices.push(sequence(parts));
        parts = [];
        continue;
      }
      const changed = this.#flags(now);
      if (changed !== undefined) now = changed;
      else if (!this.#skipComment(now)) parts.push(this.#quantified(now, depth));
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

  #quantified(flags: Flags, depth: number): Node {
    const atom = this.#atom(flags, depth);
    if (!this.#scanner.sees(/[*+?{]/y)) return atom;
    const [, times = '', sign = ''] = this.#scanner.take(/([*+?]|\{\d{1,5}(?:,\d{0,5})?\})([?+]?)/y);
    const [least, most] = boundsOf(times);
    if (least > most) this.#scanner.fail();
    return { kind: 'repeat', part: atom, least, most, mode: modes[sign] ?? 'greedy' };
  }

  #atom(flags: Flags, depth: number): Node {
    const scanner = this.#scanner;
    if (scanner.accept('(')) return this.#group(flags, depth);
    if (scanner.accept('[')) return character(classTest(scanner, readClass(scanner, flags.ignoreCase)));
    if (scanner.accept('.')) return character(flags.dotAll ? anyCharacter : (code) => !isLineEnd(code));
    if (scanner.accept('^')) return assertion(flags.multiline ? atLineStart : atStart);
    if (scanner.accept('$')) return assertion(flags.multiline ? atLineEnd : atLastEnd);
    if (scanner.accept('\\')) return this.#escape(flags);
    if (scanner.sees(/[*+?{]/y)) scanner.fail();
    return literal(scanner.next(), flags);
  }

  #group(flags: Flags, depth: number): Node {
    const scanner = this.#scanner;
    if (scanner.accept('?>')) return { kind: 'atomic', part: this.#closed(flags, depth) };
    if (scanner.sees(/\?<?[=!]/y)) return this.#look(flags, depth);
    if (scanner.sees(/\?[a-zA-Z]*(?:-[a-zA-Z]+)?:/y)) {
      const [, on = '', off = ''] = scanner.take(/\?([a-zA-Z]*)(?:-([a-zA-Z]+))?:/y);
      return this.#closed(this.#changed(flags, on, off), depth);
    }
    const number = ++this.#groups;
    if (scanner.accept('?')) {
      const [, name = ''] = scanner.take(/<([A-Za-z][A-Za-z0-9]*)>/y);
      if (this.#names.has(name)) scanner.fail();
      this.#names.set(name, number);
    }
    return { kind: 'group', number, part: this.#closed(flags, depth) };
  }

  #look(flags: Flags, depth: number): Node {
    const [, behind, sign] = this.#scanner.take(/\?(<?)([=!])/y);
    const part = this.#closed(flags, depth);
    const ahead = behind === '';
    // Java looks behind for what has a length only.
    if (!ahead && longestOf(part) === Infinity) this.#scanner.fail();
    return { kind: 'look', ahead, negated: sign === '!', part };
  }

  #closed(flags: Flags, depth: number): Node {
    const node = this.#choice(flags, depth + 1);
    if (!this.#scanner.accept(')')) this.#scanner.fail();
    return node;
  }

  #escape(flags: Flags): Node {
    const scanner = this.#scanner;
    if (scanner.accept('Q')) return sequence(Array.from(scanner.takeUntil('\\E'), (each) => literal(each, flags)));
    const holds = assertions[scanner.peek()];
    if (holds !== undefined) {
      scanner.next();
      return assertion(holds);
    }
    if (scanner.accept('R')) return anyLineEnd;
    if (scanner.sees(/[1-9]/y)) return this.#reference(flags);
    if (scanner.sees(/k</y)) {
      const [, name = ''] = scanner.take(/k<([A-Za-z][A-Za-z0-9]*)>/y);
      const number = this.#names.get(name) ?? scanner.fail();
      return { kind: 'reference', number, ignoreCase: flags.ignoreCase };
    }
    const escape = readEscape(scanner);
    if (escape === undefined) return scanner.fail();
    if (escape.kind === 'class') return character(classTest(scanner, `[${escape.negated ? '^' : ''}${escape.inside}]`));
    return literal(String.fromCodePoint(escape.code), flags);
  }

  /** As many digits as there are groups for. */
  #reference({ ignoreCase }: Flags): Node {
    let number = Number(this.#scanner.next());
    if (number > this.#groups) this.#scanner.fail();
    while (this.#scanner.sees(/\d/y) && number * 10 + Number(this.#scanner.peek()) <= this.#groups)
      number = number * 10 + Number(this.#scanner.next());
    return { kind: 'reference', number, ignoreCase };
  }
}

const modes: Readonly<Partial<Record<string, RepeatMode>>> = { '?': 'lazy', '+': 'possessive' };

function boundsOf(times: string): readonly [least: number, most: number] {
  if (times === '*') return [0, Infinity];
  if (times === '+') return [1, Infinity];
  if (times === '?') return [0, 1];
  const [least = '', most] = times.slice(1, -1).split(',');
  return [Number(least), most === undefined ? Number(least) : most === '' ? Infinity : Number(most)];
}

const sequence = (parts: readonly Node[]): Node =>
  parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'sequence', parts };
const character = (test: CharacterTest): Node => ({ kind: 'character', test });
const assertion = (holds: Assertion): Node => ({ kind: 'assertion', holds });

const anyCharacter: CharacterTest = () => true;

/** `\R` */
const anyLineEnd: Node = {
  kind: 'atomic',
  part: {
    kind: 'choice',
    parts: [
      sequence([character((code) => code === 13), character((code) => code === 10)]),
      character((code) => isLineEnd(code) || code === 11 || code === 12),
    ],
  },
};

const assertions: Readonly<Partial<Record<string, Assertion>>> = {
  A: atStart,
  z: atEnd,
  Z: atLastEnd,
  b: atWordBoundary,
  B: (text, at) => !atWordBoundary(text, at),
};

function literal(text: string, { ignoreCase }: Flags): Node {
  const code = text.codePointAt(0) ?? 0;
  if (!ignoreCase || !/[A-Za-z]/.test(text)) return character((other) => other === code);
  const otherCase = code ^ 32;
  return character((other) => other === code || other === otherCase);
}
