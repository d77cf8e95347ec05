import { isApproximate, isCharacter, isNumeric, type SqlType, type Value } from '../types/sql-type.js';
import { fractionOf, minus, valueOf } from './fraction.js';

const withoutEnd = (value: Value): string => String(value).replace(/ +$/, '');

/** Negative, 0 or positive; neither value is NULL. */
export function compared(a: Value, typeOfA: SqlType, b: Value, typeOfB: SqlType): number {
  if (isNumeric(typeOfA)) {
    if (isApproximate(typeOfA) || isApproximate(typeOfB)) return asDouble(a, typeOfA) - asDouble(b, typeOfB);
    const { over } = minus(fractionOf(a, typeOfA), fractionOf(b, typeOfB));
    return over < 0n ? -1 : over > 0n ? 1 : 0;
  }
  const [x, y] = isCharacter(typeOfA) ? [withoutEnd(a), withoutEnd(b)] : [a, b];
  if (x === null || y === null) throw new TypeError('NULL does not compare');
  return x < y ? -1 : x > y ? 1 : 0;
}

export const asDouble = (value: Value, type: SqlType): number =>
  typeof value === 'number' ? value : Number(valueOf(fractionOf(value, type), { kind: 'DOUBLE' }));

/** Whether GROUP BY has them as one: NULL is equal to NULL. */
export const isSame = (a: Value, b: Value, type: SqlType): boolean =>
  a === null || b === null ? a === b : compared(a, type, b, type) === 0;

/** Whether lists are the same, one by one. */
export const areSame = (a: readonly Value[], b: readonly Value[], types: readonly SqlType[]): boolean =>
  types.every((type, index) => isSame(a[index] ?? null, b[index] ?? null, type));
