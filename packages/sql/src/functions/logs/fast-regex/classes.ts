/** Code units from one to another, both included; ascending and apart. */
export type Ranges = readonly (readonly [number, number])[];

const code = (character: string): number => character.charCodeAt(0);
const range = (from: string, to: string): readonly [number, number] => [code(from), code(to)];

const punctuation: Ranges = [range('!', '/'), range(':', '@'), range('[', '`'), range('{', '~')];
const alpha: Ranges = [range('A', 'Z'), range('a', 'z')];
const alnum: Ranges = [range('0', '9'), ...alpha];
const print: Ranges = normalized([...alnum, ...punctuation]);

/** By the names in angle brackets. */
export const classes: ReadonlyMap<string, Ranges> = new Map<string, Ranges>([
  ['Digit', [range('0', '9')]],
  ['Upper', [range('A', 'Z')]],
  ['Lower', [range('a', 'z')]],
  ['ASCII', [[0, 127]]],
  ['Alpha', alpha],
  ['Alnum', alnum],
  ['Punct', punctuation],
  ['Blank', normalized([range(' ', ' '), range('\t', '\t')])],
  ['Space', normalized([range(' ', ' '), range('\t', '\r')])],
  [
    'Cntrl',
    [
      [0, 31],
      [127, 127],
    ],
  ],
  ['XDigit', [range('0', '9'), range('A', 'F'), range('a', 'f')]],
  ['Print', print],
  ['Graph', print],
]);

/** In order, and those that touch as one. */
function normalized(ranges: Ranges): Ranges {
  const result: [number, number][] = [];
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function complement(ranges: Ranges): Ranges {
  const result: [number, number][] = [];
  let next = 0;
  for (const [from, to] of normalized(ranges)) {
    if (from > next) result.push([next, from - 1]);
    next = to + 1;
  }
  if (next <= 0xff_ff) result.push([next, 0xff_ff]);
  return result;
}

/** Whether one of the ranges holds a code unit. */
export const holds = (ranges: Ranges, unit: number): boolean => ranges.some(([from, to]) => unit >= from && unit <= to);

/** The class whose inside begins at an index, and the index behind its `]`; without an end where there is none. */
export function readClass(pattern: string, from: number): { readonly ranges: Ranges; readonly end?: number } {
  let at = from;
  const negated = pattern.charAt(at) === '^';
  if (negated) at++;
  const ranges: [number, number][] = [];
  const character = (): number => {
    if (pattern.charAt(at) === '\\') at++;
    return pattern.charCodeAt(at++);
  };
  while (at < pattern.length && (pattern.charAt(at) !== ']' || ranges.length === 0)) {
    const first = character();
    if (pattern.charAt(at) === '-' && pattern.charAt(at + 1) !== ']') {
      at++;
      const last = character();
      if (!(last >= first)) return { ranges: [] };
      ranges.push([first, last]);
    } else ranges.push([first, first]);
  }
  if (at >= pattern.length || ranges.some(([unit]) => Number.isNaN(unit))) return { ranges: [] };
  return { ranges: negated ? complement(ranges) : normalized(ranges), end: at + 1 };
}
