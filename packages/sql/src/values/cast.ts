import { isAssignable } from '../types/derive.js';
import { isBinary, isCharacter, isExact, isInterval, isNumeric, isYearMonth, sameType } from '../types/sql-type.js';
import type { IntervalQualifier, SqlType, Value } from '../types/sql-type.js';
import { castBetweenNumbers } from './cast-numbers.js';
import { castFromText, castToText } from './cast-text.js';
import { fitDecimal, powerOfTen, roundedQuotient } from './decimals.js';
import { midnightOf, timeOfDay } from './datetimes.js';
import { identity } from './identity.js';
import type { Cast } from './identity.js';
import { intervalUnit, truncateInterval } from './intervals.js';

export { identity } from './identity.js';
export type { Cast } from './identity.js';

/**
 * How values of one type become values of another. Numbers are rounded half away from zero, never cut; strings are cut to their length without an error, as INSERT cuts them, too.
 * Undefined where there is no such cast: `assignment` has what needs no CAST, `explicit` what CAST can do.
 */
export function castFunction(from: SqlType, to: SqlType, mode: 'explicit' | 'assignment'): Cast | undefined {
  if (from.kind === 'NULL' || sameType(from, to)) return identity;
  if (mode === 'assignment' && !isAssignable(from, to)) return undefined;
  if (isNumeric(from) && isNumeric(to)) return castBetweenNumbers(from, to);
  if (isCharacter(to)) return castToText(from, to);
  if (isCharacter(from)) return castFromText(to);
  if (isBinary(from) && isBinary(to)) return castBinary(from, to);
  if (isInterval(from)) return castInterval(from.qualifier, from, to);
  return castDatetime(from, to);
}

function castDatetime(from: SqlType, to: SqlType): Cast | undefined {
  if (from.kind === to.kind) return identity;
  // A time has no date of its own: it is one of 1970-01-01.
  if (to.kind === 'TIMESTAMP') return from.kind === 'DATE' || from.kind === 'TIME' ? identity : undefined;
  if (from.kind !== 'TIMESTAMP') return undefined;
  return to.kind === 'DATE' ? midnightOf : to.kind === 'TIME' ? timeOfDay : undefined;
}

/** To another interval of its class, or the count of its only field to an exact number. */
function castInterval(qualifier: IntervalQualifier, from: SqlType, to: SqlType): Cast | undefined {
  if (isInterval(to)) {
    if (isYearMonth(from) !== isYearMonth(to)) return undefined;
    const target = to.qualifier;
    return (value: number) => truncateInterval(value, target);
  }
  if (!isExact(to) || qualifier.from !== qualifier.to) return undefined;
  const unit = BigInt(intervalUnit[qualifier.from]);
  if (to.kind === 'DECIMAL') {
    const factor = powerOfTen(to.scale);
    const { precision } = to;
    return (value: number) => fitDecimal(roundedQuotient(BigInt(value) * factor, unit), precision);
  }
  const narrow = castBetweenNumbers({ kind: 'BIGINT' }, to) as (value: bigint) => Value;
  return (value: number) => narrow(roundedQuotient(BigInt(value), unit));
}

function castBinary(from: SqlType, to: SqlType): Cast | undefined {
  if (!('length' in from) || !('length' in to)) return undefined;
  const { length } = to;
  if (to.kind === 'VARBINARY')
    return from.length <= length
      ? identity
      : (value: Uint8Array) => (value.length > length ? value.slice(0, length) : value);
  return (value: Uint8Array) => {
    const bytes = new Uint8Array(length);
    bytes.set(value.subarray(0, length));
    return bytes;
  };
}
