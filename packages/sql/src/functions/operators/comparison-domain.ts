import { asDecimal, isComparable } from '../../types/derive.js';
import { BIGINT, DOUBLE, isApproximate, isBinary, isCharacter, isExact, isNumeric } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import { compareBooleans, compareNumbers } from '../../values/compare.js';
import { powerOfTen } from '../../values/decimals.js';
import { compareBytes, compareStrings } from '../../values/strings.js';

/** What several operands are compared as: the types that they are cast to, and which comparisons those need. */
export interface ComparisonDomain {
  readonly operandTypes: readonly SqlType[];
  /** `scaled`: bigints, each to be multiplied by its factor first. */
  readonly of: 'numbers' | 'bigints' | 'scaled' | 'strings' | 'bytes' | 'booleans';
  readonly factors: readonly bigint[];
}

/** Undefined where one of the types does not compare with another. Nothing is lost in the casts: decimals keep their scales. */
export function comparisonDomain(types: readonly SqlType[]): ComparisonDomain | undefined {
  const type = types.find(({ kind }) => kind !== 'NULL');
  if (type === undefined) return { operandTypes: types, of: 'numbers', factors: [] };
  if (!types.every((other) => isComparable(type, other))) return undefined;
  if (isNumeric(type)) return numericDomain(types);
  const of = isCharacter(type)
    ? 'strings'
    : isBinary(type)
      ? 'bytes'
      : type.kind === 'BOOLEAN'
        ? 'booleans'
        : 'numbers';
  return { operandTypes: types, of, factors: [] };
}

const isBig = ({ kind }: SqlType): boolean => kind === 'BIGINT' || kind === 'DECIMAL';

function numericDomain(types: readonly SqlType[]): ComparisonDomain {
  if (types.some(isApproximate) || !types.some(isBig))
    return { operandTypes: types.map((type) => (isBig(type) ? DOUBLE : type)), of: 'numbers', factors: [] };
  const operandTypes = types.map((type) => (isExact(type) && !isBig(type) ? BIGINT : type));
  const scales = operandTypes.map((type) => asDecimal(type).scale);
  const scale = Math.max(...scales);
  const factors = scales.map((own) => powerOfTen(scale - own));
  return { operandTypes, of: factors.every((factor) => factor === 1n) ? 'bigints' : 'scaled', factors };
}

/** Compares the operand at one index with that at another: negative, 0, positive. */
export function domainComparator(
  domain: ComparisonDomain,
  left: number,
  right: number,
): (a: never, b: never) => number {
  switch (domain.of) {
    case 'strings':
      return compareStrings;
    case 'bytes':
      return compareBytes;
    case 'booleans':
      return compareBooleans;
    case 'scaled': {
      const f = domain.factors[left] ?? 1n;
      const g = domain.factors[right] ?? 1n;
      return (a: bigint, b: bigint) => (a * f < b * g ? -1 : a * f > b * g ? 1 : 0);
    }
    default:
      // Of bigints as of numbers.
      return compareNumbers as (a: never, b: never) => number;
  }
}
