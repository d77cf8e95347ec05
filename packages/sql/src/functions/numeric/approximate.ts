import { DOUBLE } from '../../types/sql-type.js';
import { finite } from '../../values/numbers.js';
import type { ScalarFunction } from '../function.js';
import { isNumber } from '../operands.js';
import { logarithmArgument, powerArgument } from '../row-errors.js';

/** EXP, LN, LOG10, SQRT and POWER: DOUBLE of any numbers. SQRT has no page in the reference, but AWS's samples call it. */
export const approximate: readonly ScalarFunction[] = [
  ofOne('EXP', (value) => finite(Math.exp(value))),
  ofOne('LN', (value) => Math.log(positive(value))),
  ofOne('LOG10', (value) => Math.log10(positive(value))),
  ofOne('SQRT', (value) => Math.sqrt(notNegative(value))),
  {
    name: 'POWER',
    signatures: ['POWER(<NUMERIC>, <NUMERIC>)'],
    resolve: (operands) =>
      operands.length === 2 && operands.every(isNumber)
        ? { type: DOUBLE, operandTypes: [DOUBLE, DOUBLE], evaluate: power }
        : undefined,
  },
];

/** All of them rise with their operand. */
function ofOne(name: string, evaluate: (value: number) => number): ScalarFunction {
  return {
    name,
    signatures: [`${name}(<NUMERIC>)`],
    resolve: (operands) =>
      operands.length === 1 && operands.every(isNumber)
        ? { type: DOUBLE, operandTypes: [DOUBLE], evaluate, monotonic: true }
        : undefined,
  };
}

function positive(value: number): number {
  if (!(value > 0)) throw logarithmArgument();
  return value;
}

function notNegative(value: number): number {
  if (value < 0) throw powerArgument();
  return value;
}

function power(base: number, exponent: number): number {
  if (base === 0 && exponent < 0) throw powerArgument();
  if (base < 0 && !Number.isInteger(exponent)) throw powerArgument();
  return finite(base ** exponent);
}
