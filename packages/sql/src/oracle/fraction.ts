import { asDecimal } from '../types/derive.js';
import { isApproximate, type SqlType, type Value } from '../types/sql-type.js';
import { Failure } from './failure.js';

/** A rational number, as exact as it gets; the denominator is more than 0. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** A number's value, whatever its type. */
export function fractionOf(value: Value, type: SqlType): Fraction {
  if (typeof value === 'bigint') return { over: value, under: 10n ** BigInt(asDecimal(type).scale) };
  let over = Number(value);
  let under = 1n;
  while (!Number.isInteger(over)) {
    over *= 2;
    under *= 2n;
  }
  return { over: BigInt(over), under };
}

export const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
export const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { over: -b.over, under: b.under });

export function divided(a: Fraction, b: Fraction): Fraction {
  if (b.over === 0n) throw new Failure('division by zero');
  const sign = b.over < 0n ? -1n : 1n;
  return { over: a.over * b.under * sign, under: a.under * b.over * sign };
}

export const whole = (value: bigint): Fraction => ({ over: value, under: 1n });

/** To an integer: towards zero. */
export const truncated = ({ over, under }: Fraction): bigint => over / under;

/** To the nearest integer, halves away from zero. */
export const rounded = ({ over, under }: Fraction): bigint =>
  over < 0n ? -((-over * 2n + under) / (under * 2n)) : (over * 2n + under) / (under * 2n);

const limits: Readonly<Record<string, bigint>> = { TINYINT: 7n, SMALLINT: 15n, INTEGER: 31n, BIGINT: 63n };

/** The value of a type that is nearest. @throws Failure where none is */
export function valueOf(fraction: Fraction, type: SqlType): Value {
  if (isApproximate(type)) return nearest(fraction, type);
  if (type.kind === 'DECIMAL') {
    const unscaled = rounded(times(fraction, whole(10n ** BigInt(type.scale))));
    if (unscaled >= 10n ** BigInt(type.precision) || -unscaled >= 10n ** BigInt(type.precision))
      throw new Failure('overflow');
    return unscaled;
  }
  const value = rounded(fraction);
  const limit = 2n ** (limits[type.kind] ?? 0n);
  if (value >= limit || value < -limit) throw new Failure('overflow');
  return type.kind === 'BIGINT' ? value : Number(value);
}

function nearest(fraction: Fraction, { kind }: SqlType): number {
  const shared = divisor(fraction.over < 0n ? -fraction.over : fraction.over, fraction.under);
  const [over, under] = [fraction.over / shared, fraction.under / shared];
  const exact = over < 2n ** 53n && -over < 2n ** 53n && under < 2n ** 53n;
  // Far more digits than a double has, however small the number.
  const places = 40 + String(under).length;
  const value =
    exact || isPowerOfTwo(under)
      ? Number(over) / Number(under)
      : Number(`${(over * 10n ** BigInt(places)) / under}e-${places}`);
  const result = (kind === 'REAL' ? Math.fround(value) : value) + 0;
  if (!Number.isFinite(result)) throw new Failure('overflow');
  return result;
}

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));

const isPowerOfTwo = (value: bigint): boolean => (value & (value - 1n)) === 0n;
