import { asDecimal } from '../types/derive.js';
import { isApproximate } from '../types/sql-type.js';
import type { SqlType } from '../types/sql-type.js';
import { decimalFromNumber, decimalToNumber, fitDecimal, powerOfTen, rescale } from './decimals.js';
import { identity } from './identity.js';
import type { Cast } from './identity.js';
import { finite, fitBigint, fitReal, integerRange, roundHalfAway } from './numbers.js';
import { overflow } from './row-errors.js';

/** From a numeric type to another, other than itself. */
export function castBetweenNumbers(from: SqlType, to: SqlType): Cast {
  switch (to.kind) {
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
      return toInteger(from, to.kind);
    case 'BIGINT':
      return toBigint(from);
    case 'DECIMAL':
      return toDecimal(from, to.precision, to.scale);
    case 'REAL':
      return toReal(from);
    default:
      return toDouble(from);
  }
}

/** Whether its values are bigints. */
const isBig = ({ kind }: SqlType): boolean => kind === 'BIGINT' || kind === 'DECIMAL';

function toInteger(from: SqlType, kind: 'TINYINT' | 'SMALLINT' | 'INTEGER'): Cast {
  const [least, greatest] = integerRange[kind];
  if (isBig(from)) {
    const { scale } = asDecimal(from);
    return (value: bigint) => inRange(Number(rescale(value, scale, 0)), least, greatest);
  }
  if (isApproximate(from)) return (value: number) => inRange(roundHalfAway(value), least, greatest);
  if (asDecimal(from).precision <= asDecimal({ kind }).precision) return identity;
  return (value: number) => inRange(value, least, greatest);
}

function inRange(value: number, least: number, greatest: number): number {
  if (!(value >= least && value <= greatest)) throw overflow();
  return value;
}

function toBigint(from: SqlType): Cast {
  if (from.kind === 'BIGINT') return identity;
  if (from.kind === 'DECIMAL') {
    const { scale } = from;
    return (value: bigint) => rescale(value, scale, 0);
  }
  if (isApproximate(from)) return (value: number) => fitBigint(BigInt(roundHalfAway(finite(value))));
  return (value: number) => BigInt(value);
}

function toDecimal(from: SqlType, precision: number, scale: number): Cast {
  if (isApproximate(from)) return (value: number) => fitDecimal(decimalFromNumber(value, scale), precision);
  const { precision: digits, scale: places } = asDecimal(from);
  if (isBig(from)) {
    if (places === scale && digits <= precision) return identity;
    return (value: bigint) => fitDecimal(rescale(value, places, scale), precision);
  }
  const factor = powerOfTen(scale);
  if (digits <= precision - scale) return (value: number) => BigInt(value) * factor;
  return (value: number) => fitDecimal(BigInt(value) * factor, precision);
}

function toReal(from: SqlType): Cast {
  if (from.kind === 'DECIMAL') {
    const { scale } = from;
    return (value: bigint) => Math.fround(decimalToNumber(value, scale));
  }
  if (from.kind === 'BIGINT') return (value: bigint) => Math.fround(Number(value));
  return from.kind === 'TINYINT' || from.kind === 'SMALLINT' ? identity : fitReal;
}

function toDouble(from: SqlType): Cast {
  if (from.kind === 'DECIMAL') {
    const { scale } = from;
    return (value: bigint) => decimalToNumber(value, scale);
  }
  return from.kind === 'BIGINT' ? (value: bigint) => Number(value) : identity;
}
