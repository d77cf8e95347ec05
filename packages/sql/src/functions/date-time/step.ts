import { isDatetime, isInteger, isInterval, isYearMonth } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import { midnightOf, msOfDay } from '../../values/datetimes.js';
import { divisionByZero } from '../../values/row-errors.js';
import type { Operand, ResolvedCall, ScalarFunction } from '../function.js';
import { downTo, downToMonths } from './units.js';
import type { Rounding } from './units.js';

/**
 * STEP(x BY step): down to a multiple of the step; of datetimes since 1970-01-01, as the reference's formula has it (its example with steps of five days does not follow it).
 * The step is a literal.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-step.html
 */
export const step: ScalarFunction = {
  name: 'STEP',
  signatures: ['STEP(<DATETIME> BY <INTERVAL>)', 'STEP(<INTEGER> BY <INTEGER>)'],
  resolve(operands) {
    const [value, by] = operands;
    if (value === undefined || by?.constant === undefined || operands.length !== 2) return undefined;
    const call = { type: value.type, operandTypes: [value.type, by.type], monotonic: true };
    if (isInteger(value.type) && isInteger(by.type)) return { ...call, ...ofIntegers(value.type, by) };
    if (!isDatetime(value.type) || !isInterval(by.type)) return undefined;
    const round = ofDatetimes(value.type, by);
    return round === undefined ? undefined : { ...call, evaluate: round };
  },
};

/** A quotient that is cut, as integers are divided. */
function ofIntegers({ kind }: SqlType, { constant }: Operand): Pick<ResolvedCall, 'evaluate'> {
  if (kind === 'BIGINT') {
    const by = typeof constant === 'bigint' || typeof constant === 'number' ? BigInt(constant) : 0n;
    return {
      evaluate: (value: bigint) => {
        if (by === 0n) throw divisionByZero();
        return (value / by) * by;
      },
    };
  }
  const by = Number(constant);
  return {
    evaluate: (value: number) => {
      if (by === 0) throw divisionByZero();
      return Math.trunc(value / by) * by + 0;
    },
  };
}

function ofDatetimes(type: SqlType, { type: interval, constant }: Operand): Rounding | undefined {
  // NULL: never called.
  if (constant === null) return (value) => value;
  if (typeof constant !== 'number') return undefined;
  const by = Math.abs(constant);
  if (isYearMonth(interval) && type.kind === 'TIME') return undefined;
  if (by === 0) return dividing;
  if (isYearMonth(interval)) return downToMonths(by);
  const round = downTo(by);
  return type.kind === 'DATE' && by % msOfDay !== 0 ? (value) => midnightOf(round(value)) : round;
}

const dividing: Rounding = () => {
  throw divisionByZero();
};
