/** Some of the UTF-16 units: ranges, their ends included. */
export interface CharSet {
  readonly ranges: readonly (readonly [number, number])[];
}

const LAST = 0xffff;

export const charSet = (...ranges: [number, number][]): CharSet => ({ ranges });

export function negated({ ranges }: CharSet): CharSet {
  const sorted = ranges.toSorted(([a], [b]) => a - b);
  const gaps: [number, number][] = [];
  let from = 0;
  for (const [low, high] of sorted) {
    if (low > from) gaps.push([from, low - 1]);
    from = Math.max(from, high + 1);
  }
  if (from <= LAST) gaps.push([from, LAST]);
  return { ranges: gaps };
}

export const DIGITS = charSet([48, 57]);
export const WORDS = charSet([48, 57], [65, 90], [95, 95], [97, 122]);
/** As JavaScript's \s. */
export const SPACES = charSet(
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
);
export const LINE_ENDS = charSet([10, 10], [13, 13], [0x2028, 0x2029]);

export const isWordUnit = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95 || (code >= 97 && code <= 122);

/** A test of single units: a table for ASCII, the ranges for the others. */
export function setTest({ ranges }: CharSet, ignoresCase: boolean): (code: number) => boolean {
  const isIn = (code: number): boolean => ranges.some(([low, high]) => code >= low && code <= high);
  const either = (code: number): boolean => {
    if (isIn(code) || !ignoresCase) return isIn(code);
    const unit = String.fromCharCode(code);
    return isIn(unit.toLowerCase().charCodeAt(0)) || isIn(unit.toUpperCase().charCodeAt(0));
  };
  const ascii = Uint8Array.from({ length: 128 }, (_, code) => (either(code) ? 1 : 0));
  return (code) => (code < 128 ? ascii[code] === 1 : either(code));
}
