import { overflow } from './row-errors.js';

/** The least and the greatest of the integers that are numbers at run time; BIGINT's are bigints. */
export const integerRange = {
  TINYINT: [-128, 127],
  SMALLINT: [-32_768, 32_767],
  INTEGER: [-2_147_483_648, 2_147_483_647],
} as const;

export const leastBigint = -(2n ** 63n);
export const greatestBigint = 2n ** 63n - 1n;

/** @throws RowError for what BIGINT does not hold */
export function fitBigint(value: bigint): bigint {
  if (value > greatestBigint || value < leastBigint) throw overflow();
  return value;
}

/** To the nearest integer, halves away from zero; never -0. */
export const roundHalfAway = (value: number): number => (value < 0 ? -Math.round(-value) : Math.round(value)) + 0;

/** @throws RowError for what overflowed to infinity, and for what is not a number */
export function finite(value: number): number {
  if (!Number.isFinite(value)) throw overflow();
  return value;
}

/** The nearest REAL. @throws RowError beyond its range */
export const fitReal = (value: number): number => finite(Math.fround(value));

const doubleDigits = 16;
const realDigits = 7;

/**
 * An approximate number as CAST to VARCHAR writes it: `1.5E2`, `-4.5E-1`, `0E0`; of DOUBLE at most 16 digits, of REAL 7, rounded half to even.
 */
export function approximateText(value: number, kind: 'REAL' | 'DOUBLE'): string {
  if (value === 0) return '0E0';
  const scientific = Math.abs(value).toExponential();
  const at = scientific.indexOf('e');
  let digits = scientific.slice(0, at).replace('.', '');
  let exponent = Number(scientific.slice(at + 1));
  const most = kind === 'REAL' ? realDigits : doubleDigits;
  if (digits.length > most) {
    const rounded = roundedDigits(digits, most);
    exponent += rounded.length - most;
    digits = rounded;
  }
  const fraction = digits.slice(1).replace(/0+$/, '');
  return `${value < 0 ? '-' : ''}${digits.charAt(0)}${fraction === '' ? '' : `.${fraction}`}E${exponent}`;
}

/** The first `count` digits, rounded half to even by the others: one more where a carry runs through. */
function roundedDigits(digits: string, count: number): string {
  const kept = BigInt(digits.slice(0, count));
  const rest = digits.slice(count);
  const half = '5'.padEnd(rest.length, '0');
  const up = rest > half || (rest === half && kept % 2n === 1n);
  return String(up ? kept + 1n : kept);
}

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Whether a text, without blanks around it, is a number as SQL writes numbers. */
export const isNumeral = (text: string): boolean => numeral.test(text);
