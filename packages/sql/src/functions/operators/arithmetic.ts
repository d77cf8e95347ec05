import { leastRestrictive } from '../../types/derive.js';
import { isApproximate, isInteger, isInterval, isNumeric } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import type { Operand, ResolvedCall, ScalarFunction } from '../function.js';
import type { ArithmeticOperator } from './arithmetic-operator.js';
import { approximateArithmetic } from './approximate-arithmetic.js';
import { datetimeArithmetic } from './datetime-arithmetic.js';
import { decimalArithmetic } from './decimal-arithmetic.js';
import { integerArithmetic, negation } from './integer-arithmetic.js';
import { intervalScaling } from './interval-scaling.js';

/** `+ - * /`, of two operands; `+` and `-` of one, too. */
export const arithmetic: readonly ScalarFunction[] = [
  {
    name: '+',
    signatures: [
      '<NUMERIC> + <NUMERIC>',
      '<DATETIME_INTERVAL> + <DATETIME_INTERVAL>',
      '<DATETIME> + <DATETIME_INTERVAL>',
      '<DATETIME_INTERVAL> + <DATETIME>',
    ],
    resolve: (operands) => (operands.length === 1 ? resolvePrefix('+', operands) : resolve('+', operands)),
  },
  {
    name: '-',
    signatures: [
      '<NUMERIC> - <NUMERIC>',
      '<DATETIME_INTERVAL> - <DATETIME_INTERVAL>',
      '<DATETIME> - <DATETIME_INTERVAL>',
    ],
    resolve: (operands) => (operands.length === 1 ? resolvePrefix('-', operands) : resolve('-', operands)),
  },
  {
    name: '*',
    signatures: ['<NUMERIC> * <NUMERIC>', '<DATETIME_INTERVAL> * <NUMERIC>', '<NUMERIC> * <DATETIME_INTERVAL>'],
    resolve: (operands) => resolve('*', operands),
  },
  {
    name: '/',
    signatures: ['<NUMERIC> / <NUMERIC>', '<DATETIME_INTERVAL> / <NUMERIC>'],
    resolve: (operands) => resolve('/', operands),
  },
];

/** `+` and `-` of one operand, with signatures of their own for error messages. */
export const prefixArithmetic: readonly ScalarFunction[] = (['+', '-'] as const).map((name) => ({
  name,
  signatures: [`${name}<NUMERIC>`, `${name}<DATETIME_INTERVAL>`],
  resolve: (operands) => resolvePrefix(name, operands),
}));

function resolve(operator: ArithmeticOperator, operands: readonly Operand[]): ResolvedCall | undefined {
  const [left, right] = operands;
  if (operands.length !== 2 || left === undefined || right === undefined) return undefined;
  return resolveTypes(operator, typeBeside(left.type, right.type), typeBeside(right.type, left.type));
}

/** A bare NULL is of the other operand's type, a number's beside datetimes and intervals. */
const typeBeside = (type: SqlType, other: SqlType): SqlType =>
  type.kind === 'NULL' && (isNumeric(other) || isInterval(other) || other.kind === 'NULL') ? other : type;

function resolveTypes(operator: ArithmeticOperator, left: SqlType, right: SqlType): ResolvedCall | undefined {
  if (left.kind === 'NULL' && right.kind === 'NULL')
    return { type: left, operandTypes: [left, right], evaluate: never };
  if (isNumeric(left) && isNumeric(right)) {
    if (isApproximate(left) || isApproximate(right))
      return approximateArithmetic(operator, leastRestrictive([left, right])?.kind === 'REAL' ? 'REAL' : 'DOUBLE');
    if (left.kind === 'DECIMAL' || right.kind === 'DECIMAL') return decimalArithmetic(operator, left, right);
    return integerArithmetic(operator, left, right);
  }
  if (operator === '+' || operator === '-') return datetimeArithmetic(operator, left, right);
  return intervalScaling(operator, left, right);
}

function resolvePrefix(operator: '+' | '-', operands: readonly Operand[]): ResolvedCall | undefined {
  const [operand] = operands;
  if (operand === undefined || operands.length !== 1) return undefined;
  const { type } = operand;
  if (!isNumeric(type) && !isInterval(type) && type.kind !== 'NULL') return undefined;
  if (operator === '+') return { type, operandTypes: [type], evaluate: (value: never) => value };
  if (type.kind === 'NULL') return { type, operandTypes: [type], evaluate: never };
  if (isInteger(type) || type.kind === 'DECIMAL') return { type, operandTypes: [type], evaluate: negation(type) };
  return { type, operandTypes: [type], evaluate: (value: number) => 0 - value };
}

/** Of a call that is NULL always. */
const never = (): null => null;
