import { Effort } from '../effort.js';
import { Machine } from './machine.js';
import { parsePattern } from './parse.js';
import { programOf, type Program } from './program.js';

/** A compiled regular expression of Java's syntax. It matches as Java's do, but what takes a text too long is an error of its row. */
export interface JavaPattern {
  /** How many groups it has. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  /** The groups, from the first on, where the whole of a text matches; NULL for those that are not part of it. @throws RowError */
  readonly matches: (text: string) => readonly (string | null)[] | undefined;
  /** The first match at an index or behind it. @throws RowError where nothing is left of the effort */
  readonly find: (text: string, from: number, effort?: Effort) => Found | undefined;
}

export interface Found {
  readonly start: number;
  readonly end: number;
  /** From the whole match on. */
  readonly groups: readonly (string | null)[];
}

/** @throws RowError for what is no pattern */
export function javaPattern(pattern: string): JavaPattern {
  const { node, groups, names } = parsePattern(pattern);
  const program = programOf(node, groups);
  const begins = firstOf(program);
  const numbers = Array.from({ length: groups }, (_, index) => index + 1);
  const groupsOf = (machine: Machine): (string | null)[] => numbers.map((number) => machine.group(number));
  return {
    groups,
    names,
    matches: (text) => {
      const machine = new Machine(program, text, new Effort(text));
      return machine.matchAt(0, text.length) < 0 ? undefined : groupsOf(machine);
    },
    find: (text, from, effort = new Effort(text)) => {
      const machine = new Machine(program, text, effort);
      for (let start = from; start <= text.length; start++) {
        effort.spend(1 / 4);
        if (begins !== undefined && !begins(text.codePointAt(start) ?? -1)) continue;
        if (start > from && start < text.length && isSurrogatePair(text, start - 1)) continue;
        const end = machine.matchAt(start);
        if (end >= 0) return { start, end, groups: [text.slice(start, end), ...groupsOf(machine)] };
      }
      return undefined;
    },
  };
}

const isSurrogatePair = (text: string, at: number): boolean => (text.codePointAt(at) ?? 0) > 0xff_ff;

/** What every match begins with, where that is known. */
function firstOf({ instructions }: Program): ((code: number) => boolean) | undefined {
  const first = instructions.find(({ op }) => op !== 'save');
  if (first?.op === 'character' || (first?.op === 'run' && first.least > 0)) {
    const { test } = first;
    return (code) => code >= 0 && test(code);
  }
  return undefined;
}
