import { notNumeric, numberOverflow, numberUnderflow, tooManyDigits } from '../errors.js';
import type { Layer } from './layer.js';

/**
 * DynamoDB's numbers: up to 38 significant digits, magnitudes from 1E-130 to 9.99…E+125, and zero. They are kept and answered as plain
 * decimals in their shortest form, `-12.5` or `0`, without an exponent; "canonical" here means that form.
 */

/** 10 to this power is the first magnitude that is too large; see {@link Decimal.point}. */
const HIGHEST_POINT = 126;
const LOWEST_POINT = -129;
const MOST_DIGITS = 38;

/**
 * The canonical form of what a request calls a number; the same string when it is canonical already.
 * @throws ValidationException when it is no number, out of range, or too precise, asked in this order
 */
export function parseNumber(text: string, layer: Layer): string {
  return isPlain(text) ? text : plain(parseDecimal(text, layer));
}

/** Whether the text is canonical, and so short that its magnitude and precision are in range. */
function isPlain(text: string): boolean {
  const length = text.length;
  const start = text.charCodeAt(0) === MINUS ? 1 : 0;
  let dot = -1;
  for (let at = start; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) continue;
    if (code !== POINT || dot !== -1) return false;
    dot = at;
  }
  const startsWithZero = text.charCodeAt(start) === ZERO;
  if (dot === -1) {
    if (startsWithZero) return length === 1;
    return length > start && length - start <= MOST_DIGITS;
  }
  if (startsWithZero ? dot !== start + 1 : dot === start) return false;
  const last = text.charCodeAt(length - 1);
  return last !== ZERO && last !== POINT && length - start - 1 <= MOST_DIGITS;
}

/** `0.digits` times ten to the power of `point`; the digits begin and end with one that is not 0, and there are none of zero. */
interface Decimal {
  readonly negative: boolean;
  readonly digits: string;
  readonly point: number;
}

function parseDecimal(text: string, layer: Layer): Decimal {
  const first = text.charCodeAt(0);
  const start = first === MINUS || first === PLUS ? 1 : 0;
  const integerEnd = endOfDigits(text, start);
  const hasPoint = text.charCodeAt(integerEnd) === POINT;
  const fractionStart = hasPoint ? integerEnd + 1 : integerEnd;
  const fractionEnd = hasPoint ? endOfDigits(text, fractionStart) : integerEnd;
  const fractionDigits = fractionEnd - fractionStart;
  if (integerEnd - start + fractionDigits === 0) throw notNumeric(text, layer);
  const exponent = parseExponent(text, fractionEnd, layer);
  const scale = fractionDigits - exponent;
  // The older layer counts in 32 bits: what does not fit is no number to it, …
  if (layer === 'old' && scale !== (scale | 0)) throw notNumeric(text, layer);

  const written = text.slice(start, integerEnd) + text.slice(fractionStart, fractionEnd);
  let leading = 0;
  while (leading < written.length - 1 && written.charCodeAt(leading) === ZERO) leading++;
  const point = written.length - leading - scale;
  // … and a sum that does not fit comes round from the other side: 1E2147483647 is called too small. Zero has a magnitude too, the one that it is written with.
  checkRange(layer === 'old' ? point | 0 : point);
  let end = written.length;
  while (end > leading && written.charCodeAt(end - 1) === ZERO) end--;
  if (end - leading > MOST_DIGITS) throw tooManyDigits();
  return { negative: first === MINUS, digits: written.slice(leading, end), point };
}

/** What the text from `at` on says of the power of ten. */
function parseExponent(text: string, at: number, layer: Layer): number {
  if (at === text.length) return 0;
  const code = text.charCodeAt(at);
  if (code !== LOWER_E && code !== UPPER_E) throw notNumeric(text, layer);
  const sign = text.charCodeAt(at + 1);
  const start = sign === MINUS || sign === PLUS ? at + 2 : at + 1;
  if (start === text.length || endOfDigits(text, start) !== text.length) throw notNumeric(text, layer);
  let first = start;
  while (first < text.length - 1 && text.charCodeAt(first) === ZERO) first++;
  const digits = text.slice(first);
  const bits = layer === 'old' ? 32 : 64;
  if (digits.length > 9) {
    const exponent = digits.length > 19 ? undefined : BigInt(sign === MINUS ? `-${digits}` : digits);
    if (exponent === undefined || BigInt.asIntN(bits, exponent) !== exponent) throw notNumeric(text, layer);
  }
  return sign === MINUS ? -Number(digits) : Number(digits);
}

function endOfDigits(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) break;
  }
  return at;
}

function checkRange(point: number): void {
  if (point > HIGHEST_POINT) throw numberOverflow();
  if (point < LOWEST_POINT) throw numberUnderflow();
}

function plain({ negative, digits, point }: Decimal): string {
  if (digits === '') return '0';
  const sign = negative ? '-' : '';
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Less than, equal to or greater than 0 as the canonical number `a` is to `b`. */
export function compareNumbers(a: string, b: string): number {
  if (a === b) return 0;
  const aNegative = a.charCodeAt(0) === MINUS;
  const bNegative = b.charCodeAt(0) === MINUS;
  if (aNegative !== bNegative) return aNegative ? -1 : 1;
  const order = compareIntegerDigits(a, b) || (a < b ? -1 : 1);
  return aNegative ? -order : order;
}

/** Of two numbers of one sign the one with more digits before the point is farther from zero; with as many, the texts say which is. */
const compareIntegerDigits = (a: string, b: string): number => integerEnd(a) - integerEnd(b);

function integerEnd(text: string): number {
  const dot = text.indexOf('.');
  return dot === -1 ? text.length : dot;
}

/**
 * The sum of two canonical numbers, canonical.
 * @throws ValidationException when it is out of range. AWS calls a sum that needs more than 38 digits an overflow as well
 */
export function addNumbers(a: string, b: string): string {
  return isSmallInteger(a) && isSmallInteger(b) ? String(Number(a) + Number(b)) : sum(scaled(a), scaled(b));
}

/**
 * The difference of two canonical numbers, canonical.
 * @throws ValidationException as {@link addNumbers} does
 */
export function subtractNumbers(a: string, b: string): string {
  if (isSmallInteger(a) && isSmallInteger(b)) return String(Number(a) - Number(b));
  const { coefficient, scale } = scaled(b);
  return sum(scaled(a), { coefficient: -coefficient, scale });
}

/** Whether the sum of two such numbers is exact in a double. */
const isSmallInteger = (canonical: string): boolean => canonical.length <= 15 && !canonical.includes('.');

/** `coefficient` divided by ten to the power of `scale`. */
interface Scaled {
  readonly coefficient: bigint;
  readonly scale: number;
}

function scaled(canonical: string): Scaled {
  const dot = canonical.indexOf('.');
  if (dot === -1) return { coefficient: BigInt(canonical), scale: 0 };
  return {
    coefficient: BigInt(canonical.slice(0, dot) + canonical.slice(dot + 1)),
    scale: canonical.length - dot - 1,
  };
}

function sum(a: Scaled, b: Scaled): string {
  const scale = Math.max(a.scale, b.scale);
  const total = aligned(a, scale) + aligned(b, scale);
  if (total === 0n) return '0';
  const negative = total < 0n;
  const written = String(negative ? -total : total);
  const point = written.length - scale;
  checkRange(point);
  let end = written.length;
  while (written.charCodeAt(end - 1) === ZERO) end--;
  if (end > MOST_DIGITS) throw numberOverflow();
  return plain({ negative, digits: written.slice(0, end), point });
}

const aligned = ({ coefficient, scale }: Scaled, to: number): bigint => coefficient * 10n ** BigInt(to - scale);

/**
 * The bytes that a canonical number counts for in an item: two digits to a byte on either side of the point, zeros at both ends aside, one more,
 * and one for a minus sign.
 */
export function numberSize(canonical: string): number {
  const start = canonical.charCodeAt(0) === MINUS ? 1 : 0;
  const dot = canonical.indexOf('.', start);
  if (dot === -1) {
    let end = canonical.length;
    while (end > start && canonical.charCodeAt(end - 1) === ZERO) end--;
    return 1 + ((end - start + 1) >> 1) + start;
  }
  const belowOne = canonical.charCodeAt(start) === ZERO;
  let first = dot + 1;
  if (belowOne) while (canonical.charCodeAt(first) === ZERO) first++;
  const integerDigits = belowOne ? 0 : dot - start;
  return 1 + ((integerDigits + 1) >> 1) + ((canonical.length - first + 1) >> 1) + start;
}

const [ZERO, NINE] = [0x30, 0x39];
const [MINUS, PLUS, POINT] = [0x2d, 0x2b, 0x2e];
const [LOWER_E, UPPER_E] = [0x65, 0x45];
