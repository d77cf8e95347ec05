import {
  BIGINT,
  DOUBLE,
  INTEGER,
  NULL,
  REAL,
  SMALLINT,
  TINYINT,
  decimal,
  isApproximate,
  isCharacter,
  isNumeric,
  type SqlType,
} from '../types/sql-type.js';

// The reference's rules for the types of results, written down once more.

export type Arithmetic = '+' | '-' | '*' | '/';

const most = 18;
const integers = [TINYINT, SMALLINT, INTEGER, BIGINT];
const rank = (type: SqlType): number => integers.findIndex(({ kind }) => kind === type.kind);
const digits: Readonly<Record<string, number>> = { TINYINT: 3, SMALLINT: 5, INTEGER: 10, BIGINT: 19 };
const places = (type: SqlType): [number, number] =>
  type.kind === 'DECIMAL' ? [type.precision, type.scale] : [digits[type.kind] ?? 0, 0];

/** Of a + b and its like over numbers. */
export function arithmeticType(operator: Arithmetic, a: SqlType, b: SqlType): SqlType {
  if (isApproximate(a) || isApproximate(b)) return a.kind === 'DOUBLE' ? a : commonType([a, b]);
  if (a.kind !== 'DECIMAL' && b.kind !== 'DECIMAL') return rank(a) >= rank(b) ? a : b;
  const [p1, s1] = places(a);
  const [p2, s2] = places(b);
  if (operator === '*') return decimal(Math.min(most, p1 + p2), Math.min(most, s1 + s2));
  if (operator === '/') {
    const before = Math.min(most, p1 - s1 + s2);
    const scale = Math.min(Math.max(6, s1 + p2 + 1), most - before);
    return decimal(Math.min(most, before + Math.max(s1, scale)), Math.max(s1, scale));
  }
  const scale = Math.max(s1, s2);
  return decimal(Math.min(most, Math.max(p1 - s1, p2 - s2) + scale + 1), scale);
}

/** Of CASE, COALESCE and UNION. */
export const commonType = (types: readonly SqlType[]): SqlType => types.reduce(commonOfTwo, NULL);

function commonOfTwo(a: SqlType, b: SqlType): SqlType {
  if (a.kind === 'NULL') return b;
  if (b.kind === 'NULL') return a;
  if (isNumeric(a) && isNumeric(b)) return commonNumber(a, b);
  if (isCharacter(a) && isCharacter(b) && 'length' in a && 'length' in b)
    return { kind: a.kind === 'CHAR' && b.kind === 'CHAR' ? 'CHAR' : 'VARCHAR', length: Math.max(a.length, b.length) };
  return a;
}

function commonNumber(a: SqlType, b: SqlType): SqlType {
  const kinds = [a.kind, b.kind];
  if (isApproximate(a) || isApproximate(b))
    return kinds.includes('DOUBLE') || kinds.includes('DECIMAL') ? DOUBLE : REAL;
  if (!kinds.includes('DECIMAL')) return rank(a) >= rank(b) ? a : b;
  const [p1, s1] = places(a);
  const [p2, s2] = places(b);
  const before = Math.min(most, Math.max(p1 - s1, p2 - s2));
  const scale = Math.min(Math.max(s1, s2), most - before);
  return decimal(before + scale, scale);
}
