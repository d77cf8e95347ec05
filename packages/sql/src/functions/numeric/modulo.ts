import { BIGINT, INTEGER } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import { divisionByZero } from '../../values/row-errors.js';
import type { ResolvedCall, ScalarFunction } from '../function.js';
import { isWhole, typeOr } from '../operands.js';

/** MOD(dividend, divisor) of integers: it has the dividend's sign and the divisor's type. */
export const modulo: ScalarFunction = {
  name: 'MOD',
  signatures: ['MOD(<EXACT_NUMERIC>, <EXACT_NUMERIC>)'],
  resolve(operands) {
    const [dividend, divisor] = operands;
    if (dividend === undefined || divisor === undefined || operands.length !== 2) return undefined;
    if (!operands.every(isWhole)) return undefined;
    const from = typeOr(dividend, INTEGER);
    const by = typeOr(divisor, INTEGER);
    if (!isBig(from) && !isBig(by)) return { type: by, operandTypes: [from, by], evaluate: ofNumbers };
    return { type: by, operandTypes: [BIGINT, BIGINT], ...ofBigints(isBig(by)) };
  },
};

/** Whether its values are bigints. */
const isBig = ({ kind }: SqlType): boolean => kind === 'BIGINT' || kind === 'DECIMAL';

function ofNumbers(dividend: number, divisor: number): number {
  if (divisor === 0) throw divisionByZero();
  return (dividend % divisor) + 0;
}

function ofBigints(big: boolean): Pick<ResolvedCall, 'evaluate'> {
  return {
    evaluate: (dividend: bigint, divisor: bigint) => {
      if (divisor === 0n) throw divisionByZero();
      const rest = dividend % divisor;
      // It is less than the divisor, so that it fits where that does.
      return big ? rest : Number(rest);
    },
  };
}
