/** A whole number as text, within bounds that both are safe integers. undefined: it is none, or is out of them. */
export function integerFromText(text: string, min: number, max: number): number | undefined {
  const { length } = text;
  let at = text.charCodeAt(0) === 45 ? 1 : 0;
  if (length === at || length > 15) return integerFromUnscaled(text, min, max);
  let value = 0;
  for (; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return integerFromUnscaled(text, min, max);
    value = value * 10 + digit;
  }
  if (text.charCodeAt(0) === 45) value = 0 - value;
  return value >= min && value <= max ? value : undefined;
}

/** `12.0` and `1.2e1` are whole, too. */
function integerFromUnscaled(text: string, min: number, max: number): number | undefined {
  const value = unscaledFromText(text, 0, 'exactly');
  return value !== undefined && value >= BigInt(min) && value <= BigInt(max) ? Number(value) : undefined;
}

/** A floating-point number as text; undefined: it is none, or infinite. */
export function doubleFromText(text: string): number | undefined {
  if (splitNumber(text) === undefined) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/**
 * A decimal number as text, times 10 to the power of a scale (0 to 18). undefined: it is none, or has more than forty digits.
 * @param how what becomes of digits behind the scale's last: they are rounded, halves away from 0; `exactly`: undefined
 */
export function unscaledFromText(text: string, scale: number, how: 'exactly' | 'rounded'): bigint | undefined {
  const parts = splitNumber(text);
  if (parts === undefined) return undefined;
  const { negative, digits, fraction, exponent } = parts;
  let significant = (digits + fraction).replace(/^0+/, '');
  if (significant === '') return 0n;
  const shift = exponent - fraction.length + scale;
  if (shift > 40) return undefined;
  let up = 0n;
  if (shift >= 0) significant += '0'.repeat(shift);
  else {
    const kept = significant.length + shift;
    if (how === 'exactly' && (kept <= 0 || !/^0*$/.test(significant.slice(kept)))) return undefined;
    up = kept >= 0 && significant.charCodeAt(kept) >= 53 ? 1n : 0n;
    significant = kept <= 0 ? '0' : significant.slice(0, kept);
  }
  if (significant.length > 40) return undefined;
  const value = BigInt(significant) + up;
  return negative ? -value : value;
}

interface NumberParts {
  readonly negative: boolean;
  /** Before the point, and behind it; one of them has a digit. */
  readonly digits: string;
  readonly fraction: string;
  readonly exponent: number;
}

/** The parts of a decimal number, blanks around it set aside. undefined: it is none. */
export function splitNumber(text: string): NumberParts | undefined {
  if (text.length > longestNumber) return undefined;
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?\s*$/.exec(text);
  if (match === null) return undefined;
  const [, sign, digits = '', fraction = '', exponent = '0'] = match;
  if (digits === '' && fraction === '') return undefined;
  return { negative: sign === '-', digits, fraction, exponent: Number(exponent) };
}

/** Characters: what is longer is not looked at. */
const longestNumber = 1_000;
