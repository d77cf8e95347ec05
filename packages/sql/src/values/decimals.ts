import { isNumeral } from './numbers.js';
import { overflow } from './row-errors.js';

const powers: readonly bigint[] = Array.from({ length: 64 }, (_, exponent) => 10n ** BigInt(exponent));

/** 10^exponent, from 0 on. */
export const powerOfTen = (exponent: number): bigint => powers[exponent] ?? 10n ** BigInt(exponent);

/** The quotient to the nearest integer, halves away from zero. The divisor is not 0. */
export function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const rest = dividend - quotient * divisor;
  if (rest === 0n) return quotient;
  const twice = (rest < 0n ? -rest : rest) * 2n;
  if (twice < (divisor < 0n ? -divisor : divisor)) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

/** The same number with another scale, rounded half away from zero where digits are lost. */
export function rescale(unscaled: bigint, from: number, to: number): bigint {
  if (from === to) return unscaled;
  return to > from ? unscaled * powerOfTen(to - from) : roundedQuotient(unscaled, powerOfTen(from - to));
}

/** @throws RowError for more digits than the precision has */
export function fitDecimal(unscaled: bigint, precision: number): bigint {
  const limit = powerOfTen(precision);
  if (unscaled >= limit || unscaled <= -limit) throw overflow();
  return unscaled;
}

/** `12.30`, `-0.05`: as JSON and CSV records have it. */
export function decimalText(unscaled: bigint, scale: number): string {
  if (scale === 0) return String(unscaled);
  const sign = unscaled < 0n ? '-' : '';
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0');
  return `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** As CAST to VARCHAR writes it: without a zero before the point, `.48`, `-.29`. */
export function bareDecimalText(unscaled: bigint, scale: number): string {
  const text = decimalText(unscaled, scale);
  if (scale === 0) return text;
  if (text.startsWith('0.')) return text.slice(1);
  return text.startsWith('-0.') ? `-${text.slice(2)}` : text;
}

/** More places than any decimal has: what lies beyond is 0 or an overflow. */
const mostPlaces = 60;

/**
 * A number's text, exponents included, rounded half away from zero to a scale. Undefined for what is no number.
 * @throws RowError when it is too great for every DECIMAL
 */
export function parseDecimal(text: string, scale: number): bigint | undefined {
  if (!isNumeral(text)) return undefined;
  const [mantissa = '', exponentText = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const negative = whole.startsWith('-');
  const digits = (whole.replace(/^[+-]/, '') + fraction).replace(/^0+/, '');
  if (digits === '') return 0n;
  // Where the point stands, counted from the first digit that is not 0.
  const point = digits.length - fraction.length + Number(exponentText);
  if (point > mostPlaces) throw overflow();
  if (point < -mostPlaces) return 0n;
  const places = digits.length - point;
  const unscaled = BigInt(digits);
  const value =
    places <= scale ? unscaled * powerOfTen(scale - places) : roundedQuotient(unscaled, powerOfTen(places - scale));
  return negative ? -value : value;
}

/** The decimal nearest to what an approximate number is written as, halves away from zero. @throws RowError beyond every DECIMAL */
export function decimalFromNumber(value: number, scale: number): bigint {
  if (Number.isSafeInteger(value)) return BigInt(value) * powerOfTen(scale);
  const unscaled = parseDecimal(String(value), scale);
  if (unscaled === undefined) throw overflow();
  return unscaled;
}

const safe = BigInt(Number.MAX_SAFE_INTEGER);

/** The nearest DOUBLE. */
export function decimalToNumber(unscaled: bigint, scale: number): number {
  // Both operands are exact then, so that one rounding is all.
  if (unscaled <= safe && unscaled >= -safe) return Number(unscaled) / 10 ** scale;
  return Number(decimalText(unscaled, scale));
}
