import { invalidPattern } from '../../values/row-errors.js';
import { translate } from './translate.js';

/** A compiled regular expression of Java's syntax. */
export interface JavaPattern {
  /** How many groups it has. */
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  /** The groups, from the first on, where the whole of a text matches; NULL for those that are not part of it. */
  readonly matches: (text: string) => readonly (string | null)[] | undefined;
  /** The first match at an index or behind it. */
  readonly find: (text: string, from: number) => Found | undefined;
}

export interface Found {
  readonly start: number;
  readonly end: number;
  /** From the whole match on. */
  readonly groups: readonly (string | null)[];
}

/** @throws RowError for what is no pattern */
export function javaPattern(pattern: string): JavaPattern {
  const { source, groups, names } = translate(pattern);
  const searching = compiled(source, 'gv', pattern);
  const whole = compiled(`(?:${source})(?![\\s\\S])`, 'vy', pattern);
  const groupsOf = (match: RegExpExecArray): (string | null)[] => groups.map((index) => match[index] ?? null);
  return {
    groups: groups.length,
    names,
    matches: (text) => {
      whole.lastIndex = 0;
      const match = whole.exec(text);
      return match === null ? undefined : groupsOf(match);
    },
    find: (text, from) => {
      searching.lastIndex = from;
      const match = searching.exec(text);
      if (match === null) return undefined;
      return { start: match.index, end: match.index + match[0].length, groups: [match[0], ...groupsOf(match)] };
    },
  };
}

function compiled(source: string, flags: string, pattern: string): RegExp {
  try {
    return new RegExp(source, flags);
  } catch {
    throw invalidPattern(pattern);
  }
}
