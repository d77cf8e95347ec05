// Doubles as what they are: integers times a power of two.

const leastExponent = -1074;
const greatestExponent = 1023;

const powers = new Float64Array(greatestExponent - leastExponent + 1);
for (let index = 0, power = Number.MIN_VALUE; index < powers.length; index++, power *= 2) powers[index] = power;

/** Exact; 0 below the least double, infinite above the greatest. */
export const powerOfTwo = (exponent: number): number =>
  powers[exponent - leastExponent] ?? (exponent < 0 ? 0 : Infinity);

const view = new DataView(new ArrayBuffer(8));

/** The exponent of a finite double's last bit: -1074 to 971. */
function exponentOf(value: number): number {
  view.setFloat64(0, value);
  const biased = (view.getUint32(0) >>> 20) & 0x7ff;
  return biased === 0 ? leastExponent : biased - 1075;
}

/** The greatest of these exponents for which a finite value is a whole number of its powers of two: the one given, or a lesser one. */
export const unitFor = (value: number, exponent: number): number =>
  Number.isInteger(value * powerOfTwo(-exponent)) ? exponent : Math.min(exponent, exponentOf(value));

/** A finite value that is a whole number of such powers of two: how many. The exponent is -1074 to 0. */
export function inUnits(value: number, exponent: number): bigint {
  const units = value * powerOfTwo(-exponent);
  if (Number.isFinite(units)) return BigInt(units);
  const own = exponentOf(value);
  const mantissa = BigInt(scaled(value, -own));
  return own >= exponent ? mantissa << BigInt(own - exponent) : mantissa >> BigInt(exponent - own);
}

/** The double nearest to so many powers of two; infinite beyond them. */
export function toNumber(units: bigint, exponent: number): number {
  const near = Number(units);
  if (Number.isFinite(near)) return scaled(near, exponent);
  const excess = sizeOf(units) - 70;
  const head = units >> BigInt(excess);
  // What is cut off only says whether the rest lies in the middle: a last bit says so as well.
  return scaled(Number(head << BigInt(excess) === units ? head : head | 1n), exponent + excess);
}

/** The double nearest to a quotient of numbers that are not negative, times a power of two. */
export function toQuotient(dividend: bigint, divisor: bigint, exponent: number): number {
  const shift = Math.max(0, sizeOf(divisor) - sizeOf(dividend) + 70);
  const whole = (dividend << BigInt(shift)) / divisor;
  const exact = whole * divisor === dividend << BigInt(shift);
  return toNumber(exact ? whole : whole | 1n, exponent - shift);
}

/** A value times a power of two, in steps where the power is none itself. */
function scaled(value: number, exponent: number): number {
  let result = value;
  let left = exponent;
  while (left > 1000) {
    result *= powerOfTwo(1000);
    left -= 1000;
  }
  while (left < -1000 && result !== 0) {
    result *= powerOfTwo(-1000);
    left += 1000;
  }
  return result * powerOfTwo(left);
}

/** Bits of an integer, or a few more. */
function sizeOf(units: bigint): number {
  const near = Number(units);
  if (Number.isFinite(near)) return exponentOf(near) + 53;
  return units.toString(16).length * 4;
}
