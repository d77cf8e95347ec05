import { isApproximate, isCharacter, isNumeric, type SqlType, type Value } from '../types/sql-type.js';
import { castFunction } from '../values/cast.js';
import { RowError } from '../errors.js';
import { Failure } from './failure.js';
import { fractionOf, valueOf, type Fraction } from './fraction.js';

/** A value in another type. Only what casts have to do with texts of numbers and times is shared with the engine. */
export function convert(value: Value, from: SqlType, to: SqlType): Value {
  if (value === null || from.kind === 'NULL') return value;
  if (isNumeric(from) && isNumeric(to)) return valueOf(ofNumber(value, from, to), to);
  if (isCharacter(from) && isCharacter(to) && 'length' in to) {
    const cut = String(value).slice(0, to.length);
    return to.kind === 'CHAR' ? cut.padEnd(to.length) : cut;
  }
  if (from.kind === to.kind) return value;
  const cast = castFunction(from, to, 'explicit');
  if (cast === undefined) throw new TypeError(`${from.kind} to ${to.kind}`);
  try {
    return cast(value as never);
  } catch (error) {
    throw error instanceof RowError ? new Failure(error.message) : error;
  }
}

/** DECIMAL takes approximate numbers as they are written: 1.005 is not a little less than it says. */
function ofNumber(value: Value, from: SqlType, to: SqlType): Fraction {
  if (!isApproximate(from) || to.kind !== 'DECIMAL') return fractionOf(value, from);
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [before = '', behind = ''] = mantissa.split('.');
  const power = Number(exponent) - behind.length;
  const over = BigInt(before + behind);
  return power < 0 ? { over, under: 10n ** BigInt(-power) } : { over: over * 10n ** BigInt(power), under: 1n };
}
