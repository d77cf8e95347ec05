import { isDatetime, isInterval, isYearMonth } from '../../types/sql-type.js';
import type { IntervalField, SqlType } from '../../types/sql-type.js';
import { fitTimestamp, msOfDay } from '../../values/datetimes.js';
import { roundNumber } from '../numeric/rounding.js';
import { constantText } from '../operands.js';
import type { ScalarFunction } from '../function.js';
import { downTo, downToMonths, fieldNamed, lengthOfField, upTo, upToMonths } from './units.js';
import type { Rounding } from './units.js';

type Direction = 'down' | 'up';

/** FLOOR, CEIL and CEILING: of numbers, and of datetimes and intervals TO a unit. */
export const rounding: readonly ScalarFunction[] = [
  roundingFunction('FLOOR', 'down'),
  roundingFunction('CEIL', 'up'),
  roundingFunction('CEILING', 'up'),
];

function roundingFunction(name: string, direction: Direction): ScalarFunction {
  return {
    name,
    signatures: [
      `${name}(<NUMERIC>)`,
      `${name}(<DATETIME_INTERVAL> TO <TIME_UNIT>)`,
      `${name}(<DATETIME> TO <TIME_UNIT>)`,
    ],
    resolve(operands) {
      const [value, unit] = operands;
      if (value === undefined) return undefined;
      const { type } = value;
      if (operands.length === 1) return roundNumber(type, direction);
      const field = fieldNamed(constantText(unit));
      if (field === undefined || operands.length !== 2) return undefined;
      const evaluate = toUnit(type, field, direction);
      if (evaluate === undefined) return undefined;
      // The end of a day rounded up is its beginning.
      const monotonic = !(type.kind === 'TIME' && direction === 'up');
      return { type, operandTypes: [type], evaluate, ...(monotonic ? { monotonic } : {}) };
    },
  };
}

function toUnit(type: SqlType, field: IntervalField, direction: Direction): Rounding | undefined {
  const ms = lengthOfField(field);
  if (isInterval(type)) {
    if (isYearMonth(type)) return ms === undefined ? toMultiple(field === 'YEAR' ? 12 : 1, direction) : undefined;
    return ms === undefined ? undefined : toMultiple(ms, direction);
  }
  if (!isDatetime(type)) return undefined;
  if (type.kind === 'TIME') {
    if (ms === undefined || ms === msOfDay) return undefined;
    const round = toMultiple(ms, direction);
    return direction === 'down' ? round : (time) => round(time) % msOfDay;
  }
  if (ms === undefined) {
    const months = field === 'YEAR' ? 12 : 1;
    return direction === 'down' ? downToMonths(months) : upToMonths(months);
  }
  if (type.kind === 'DATE') return (date) => date;
  const round = toMultiple(ms, direction);
  return direction === 'down' ? round : (timestamp) => fitTimestamp(round(timestamp));
}

const toMultiple = (step: number, direction: Direction): Rounding => (direction === 'down' ? downTo(step) : upTo(step));
