import {
  BIGINT,
  DOUBLE,
  INTEGER,
  NULL,
  REAL,
  SMALLINT,
  TINYINT,
  decimal,
  isBinary,
  isCharacter,
  isExact,
  isInterval,
  isNumeric,
  isYearMonth,
  mostDecimalDigits,
} from './sql-type.js';
import type { SqlType } from './sql-type.js';
import { combinedQualifier } from '../values/intervals.js';

/**
 * The narrowest type that holds the values of all: of CASE's results, COALESCE, the sides of a UNION.
 * A bare NULL is of every type. Undefined where there is none.
 */
export function leastRestrictive(types: readonly SqlType[]): SqlType | undefined {
  let result: SqlType = NULL;
  for (const type of types) {
    const both = leastOfTwo(result, type);
    if (both === undefined) return undefined;
    result = both;
  }
  return result;
}

function leastOfTwo(a: SqlType, b: SqlType): SqlType | undefined {
  if (a.kind === 'NULL') return b;
  if (b.kind === 'NULL') return a;
  if (isNumeric(a) && isNumeric(b)) return leastNumeric(a, b);
  if ((isCharacter(a) && isCharacter(b)) || (isBinary(a) && isBinary(b))) return longer(a, b);
  if (isInterval(a) && isInterval(b)) {
    if (isYearMonth(a) !== isYearMonth(b)) return undefined;
    return { kind: 'INTERVAL', qualifier: combinedQualifier(a.qualifier, b.qualifier) };
  }
  return a.kind === b.kind ? a : undefined;
}

/** Of fixed length where both are. */
function longer(a: SqlType, b: SqlType): SqlType | undefined {
  if (!('length' in a) || !('length' in b)) return undefined;
  const length = Math.max(a.length, b.length);
  if (a.kind === b.kind) return { kind: a.kind, length };
  return { kind: isBinary(a) ? 'VARBINARY' : 'VARCHAR', length };
}

const integerTypes = [TINYINT, SMALLINT, INTEGER, BIGINT] as const;
const rankOf = (type: SqlType): number => integerTypes.findIndex(({ kind }) => kind === type.kind);

function leastNumeric(a: SqlType, b: SqlType): SqlType {
  if (isExact(a) && isExact(b)) {
    if (a.kind !== 'DECIMAL' && b.kind !== 'DECIMAL') return rankOf(a) >= rankOf(b) ? a : b;
    const { precision: p1, scale: s1 } = asDecimal(a);
    const { precision: p2, scale: s2 } = asDecimal(b);
    // Digits before the point go before those behind it.
    const whole = Math.min(mostDecimalDigits, Math.max(p1 - s1, p2 - s2));
    const scale = Math.min(Math.max(s1, s2), mostDecimalDigits - whole);
    return decimal(whole + scale, scale);
  }
  // REAL does not hold a DECIMAL's digits.
  const double = a.kind === 'DOUBLE' || b.kind === 'DOUBLE' || a.kind === 'DECIMAL' || b.kind === 'DECIMAL';
  return double ? DOUBLE : REAL;
}

export interface Digits {
  readonly precision: number;
  readonly scale: number;
}

const digitsOf: Readonly<Partial<Record<SqlType['kind'], number>>> = {
  TINYINT: 3,
  SMALLINT: 5,
  INTEGER: 10,
  BIGINT: 19,
};

/** The digits of an exact number: of INTEGER 10, as DECIMAL(10, 0). */
export const asDecimal = (type: SqlType): Digits =>
  type.kind === 'DECIMAL' ? type : { precision: digitsOf[type.kind] ?? 0, scale: 0 };

/** Whether `=`, `<` and their like take the two: numbers, strings, bytes, datetimes of one kind, intervals of one class. */
export function isComparable(a: SqlType, b: SqlType): boolean {
  if (a.kind === 'NULL' || b.kind === 'NULL') return true;
  if (isNumeric(a)) return isNumeric(b);
  if (isCharacter(a)) return isCharacter(b);
  if (isBinary(a)) return isBinary(b);
  if (isInterval(a)) return isInterval(b) && isYearMonth(a) === isYearMonth(b);
  return a.kind === b.kind;
}

/** Whether a value may be put into a column, or given to a function, without CAST. What does not fit is seen at the row. */
export const isAssignable = (from: SqlType, to: SqlType): boolean =>
  from.kind === 'NULL' || (to.kind !== 'NULL' && isComparable(from, to));
