import { readEscape } from './escapes.js';
import type { CharacterTest } from './nodes.js';
import type { Scanner } from './scanner.js';

/** One character of a class of the flag `v`, whatever it means elsewhere. */
const codeText = (code: number): string => `\\u{${code.toString(16)}}`;

/** The inside of a class that holds a range; both cases of ASCII letters where case does not count. */
function rangeText(from: number, to: number, ignoreCase: boolean): string {
  const text = from === to ? codeText(from) : `${codeText(from)}-${codeText(to)}`;
  if (!ignoreCase) return text;
  return `${text}${shifted(from, to, 65, 90, 32)}${shifted(from, to, 97, 122, -32)}`;
}

/** The part of a range that lies in another, moved. */
function shifted(from: number, to: number, least: number, greatest: number, by: number): string {
  const low = Math.max(from, least);
  const high = Math.min(to, greatest);
  return low > high ? '' : `${codeText(low + by)}-${codeText(high + by)}`;
}

/** What a class says of a character. It is asked once for each of the first 128, which is what most texts are of. @throws RowError for what is no class */
export function classTest(scanner: Scanner, source: string): CharacterTest {
  let form: RegExp;
  try {
    form = new RegExp(`^${source}$`, 'v');
  } catch {
    return scanner.fail();
  }
  const known: (boolean | undefined)[] = Array.from({ length: 128 });
  return (code) => {
    if (code >= known.length) return form.test(String.fromCodePoint(code));
    return (known[code] ??= form.test(String.fromCodePoint(code)));
  };
}

const deepest = 50;

/** Reads on behind a `[`: Java's classes with their unions `[a-c[x-z]]` and intersections `[a-z&&[^aeiou]]`. */
export function readClass(scanner: Scanner, ignoreCase: boolean, depth = 0): string {
  if (depth > deepest) scanner.fail();
  const negated = scanner.accept('^');
  const operands: string[] = [];
  let union = '';
  let first = true;
  while (first || !scanner.accept(']')) {
    if (scanner.accept('&&')) {
      operands.push(union);
      union = '';
    } else if (scanner.accept('[')) union += readClass(scanner, ignoreCase, depth + 1);
    else union += readItem(scanner, ignoreCase);
    first = false;
  }
  operands.push(union);
  const sets = operands.filter((operand) => operand !== '');
  if (sets.length === 0) scanner.fail();
  const inside = sets.length === 1 ? sets[0] : sets.map((set) => `[${set}]`).join('&&');
  return `[${negated ? '^' : ''}${inside}]`;
}

function readItem(scanner: Scanner, ignoreCase: boolean): string {
  if (scanner.accept('\\Q'))
    return Array.from(scanner.takeUntil('\\E'), (character) => single(character, ignoreCase)).join('');
  const from = readMember(scanner);
  if (typeof from === 'string') return from;
  if (!scanner.sees(/-[^\]&[]/y)) return rangeText(from, from, ignoreCase);
  scanner.next();
  const to = readMember(scanner);
  if (typeof to === 'string' || to < from) return scanner.fail();
  return rangeText(from, to, ignoreCase);
}

const single = (character: string, ignoreCase: boolean): string => {
  const code = character.codePointAt(0) ?? 0;
  return rangeText(code, code, ignoreCase);
};

/** A character's code, or a class within the class. */
function readMember(scanner: Scanner): number | string {
  if (!scanner.accept('\\')) return scanner.next().codePointAt(0) ?? 0;
  const escape = readEscape(scanner);
  if (escape === undefined) return scanner.fail();
  return escape.kind === 'character' ? escape.code : `[${escape.negated ? '^' : ''}${escape.inside}]`;
}
