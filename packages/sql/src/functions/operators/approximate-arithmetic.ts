import { DOUBLE, REAL } from '../../types/sql-type.js';
import { finite, fitReal } from '../../values/numbers.js';
import { divisionByZero } from '../../values/row-errors.js';
import type { ResolvedCall } from '../function.js';
import type { ArithmeticOperator } from './arithmetic-operator.js';

/** An overflow to infinity is an error, an underflow is 0. */
export function approximateArithmetic(operator: ArithmeticOperator, kind: 'REAL' | 'DOUBLE'): ResolvedCall {
  const type = kind === 'REAL' ? REAL : DOUBLE;
  return { type, operandTypes: [type, type], evaluate: kind === 'REAL' ? reals[operator] : doubles[operator] };
}

type Evaluations = Readonly<Record<ArithmeticOperator, (a: number, b: number) => number>>;

const doubles: Evaluations = {
  '+': (a, b) => finite(a + b),
  '-': (a, b) => finite(a - b),
  '*': (a, b) => finite(a * b),
  '/': (a, b) => {
    if (b === 0) throw divisionByZero();
    return finite(a / b);
  },
};

const reals: Evaluations = {
  '+': (a, b) => fitReal(a + b),
  '-': (a, b) => fitReal(a - b),
  '*': (a, b) => fitReal(a * b),
  '/': (a, b) => {
    if (b === 0) throw divisionByZero();
    return fitReal(a / b);
  },
};
