import { leastRestrictive } from '../../types/derive.js';
import type { SqlType } from '../../types/sql-type.js';
import { fitBigint, integerRange } from '../../values/numbers.js';
import { divisionByZero, overflow } from '../../values/row-errors.js';
import type { ResolvedCall } from '../function.js';
import type { ArithmeticOperator } from './arithmetic-operator.js';

/** Of the wider of the operands' types, which must hold the result. A quotient is cut to its whole part. */
export function integerArithmetic(
  operator: ArithmeticOperator,
  left: SqlType,
  right: SqlType,
): ResolvedCall | undefined {
  const type = leastRestrictive([left, right]);
  if (type === undefined) return undefined;
  return { type, operandTypes: [type, type], evaluate: evaluation(operator, type) };
}

function evaluation(operator: ArithmeticOperator, type: SqlType): ResolvedCall['evaluate'] {
  switch (type.kind) {
    case 'TINYINT':
    case 'SMALLINT': {
      const [least, greatest] = integerRange[type.kind];
      return smallArithmetic(operator, least, greatest);
    }
    case 'INTEGER':
      return integers[operator];
    default:
      return bigints[operator];
  }
}

const bigints: Readonly<Record<ArithmeticOperator, (a: bigint, b: bigint) => bigint>> = {
  '+': (a, b) => fitBigint(a + b),
  '-': (a, b) => fitBigint(a - b),
  '*': (a, b) => fitBigint(a * b),
  '/': (a, b) => {
    if (b === 0n) throw divisionByZero();
    return fitBigint(a / b);
  },
};

// A product beyond 2^53 is inexact, but beyond the range all the more.
const integers: Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>> = {
  '+': (a, b) => {
    const sum = a + b;
    if (sum !== (sum | 0)) throw overflow();
    return sum;
  },
  '-': (a, b) => {
    const difference = a - b;
    if (difference !== (difference | 0)) throw overflow();
    return difference;
  },
  '*': (a, b) => {
    const product = a * b + 0;
    if (product !== (product | 0)) throw overflow();
    return product;
  },
  '/': (a, b) => {
    if (b === 0) throw divisionByZero();
    const quotient = Math.trunc(a / b) + 0;
    if (quotient !== (quotient | 0)) throw overflow();
    return quotient;
  },
};

function smallArithmetic(
  operator: ArithmeticOperator,
  least: number,
  greatest: number,
): (a: number, b: number) => number {
  const compute = integers[operator];
  return (a, b) => {
    const result = compute(a, b);
    if (result < least || result > greatest) throw overflow();
    return result;
  };
}

/** Unary minus of integers and DECIMAL. */
export function negation(type: SqlType): ResolvedCall['evaluate'] {
  switch (type.kind) {
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER': {
      const [, greatest] = integerRange[type.kind];
      return (value: number) => {
        if (-value > greatest) throw overflow();
        return 0 - value;
      };
    }
    case 'BIGINT':
      return (value: bigint) => fitBigint(-value);
    default:
      return (value: bigint) => -value;
  }
}
