import { INTEGER, isInterval, isNumeric } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import { fitBigint, integerRange } from '../../values/numbers.js';
import { overflow } from '../../values/row-errors.js';
import type { ResolvedCall, ScalarFunction } from '../function.js';
import { typeOr } from '../operands.js';

/** ABS of a number or an interval, of the same type. The least integer of a type has none. */
export const absolute: ScalarFunction = {
  name: 'ABS',
  signatures: ['ABS(<NUMERIC>)', 'ABS(<DATETIME_INTERVAL>)'],
  resolve(operands) {
    const [operand] = operands;
    if (operand === undefined || operands.length !== 1) return undefined;
    const type = typeOr(operand, INTEGER);
    if (!isNumeric(type) && !isInterval(type)) return undefined;
    return { type, operandTypes: [type], ...absoluteOf(type) };
  },
};

function absoluteOf(type: SqlType): Pick<ResolvedCall, 'evaluate'> {
  switch (type.kind) {
    case 'BIGINT':
      return { evaluate: (value: bigint) => (value < 0n ? fitBigint(-value) : value) };
    case 'DECIMAL':
      return { evaluate: (value: bigint) => (value < 0n ? -value : value) };
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER': {
      const [, greatest] = integerRange[type.kind];
      return {
        evaluate: (value: number) => {
          if (value < -greatest) throw overflow();
          return Math.abs(value);
        },
      };
    }
    default:
      return { evaluate: Math.abs };
  }
}
