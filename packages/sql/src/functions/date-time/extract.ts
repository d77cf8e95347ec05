import { BIGINT, decimal, isDatetime, isInterval, isYearMonth } from '../../types/sql-type.js';
import type { IntervalField, SqlType } from '../../types/sql-type.js';
import { civilOf, msOfDay, msOfHour, msOfMinute, timeOfDay } from '../../values/datetimes.js';
import type { ScalarFunction } from '../function.js';
import { constantText } from '../operands.js';
import { fieldNamed } from './units.js';

/**
 * EXTRACT(field FROM x) of datetimes and intervals: BIGINT; of SECOND DECIMAL(5, 3), its ms included.
 * An interval's field is what its greater fields leave, with the interval's sign.
 */
export const extract: ScalarFunction = {
  name: 'EXTRACT',
  signatures: ['EXTRACT(<TIME_UNIT> FROM <DATETIME>)', 'EXTRACT(<TIME_UNIT> FROM <DATETIME_INTERVAL>)'],
  resolve(operands) {
    const [value, unit] = operands;
    const field = fieldNamed(constantText(unit));
    if (value === undefined || field === undefined || operands.length !== 2) return undefined;
    const { type } = value;
    const part = isInterval(type) ? ofInterval(type, field) : isDatetime(type) ? ofDatetime[field] : undefined;
    if (part === undefined) return undefined;
    return {
      type: field === 'SECOND' ? decimal(5, 3) : BIGINT,
      operandTypes: [type],
      evaluate: (from: number) => BigInt(part(from)),
    };
  },
};

type Part = (value: number) => number;

/** Of SECOND: ms. */
const ofDatetime: Readonly<Record<IntervalField, Part>> = {
  YEAR: (ms) => civilOf(ms).year,
  MONTH: (ms) => civilOf(ms).month,
  DAY: (ms) => civilOf(ms).day,
  HOUR: (ms) => Math.floor(timeOfDay(ms) / msOfHour),
  MINUTE: (ms) => Math.floor((timeOfDay(ms) % msOfHour) / msOfMinute),
  SECOND: (ms) => timeOfDay(ms) % msOfMinute,
};

const ofDayTime: Readonly<Partial<Record<IntervalField, Part>>> = {
  DAY: (ms) => Math.trunc(ms / msOfDay),
  HOUR: (ms) => Math.trunc((ms % msOfDay) / msOfHour),
  MINUTE: (ms) => Math.trunc((ms % msOfHour) / msOfMinute),
  SECOND: (ms) => ms % msOfMinute,
};

const ofMonths: Readonly<Partial<Record<IntervalField, Part>>> = {
  YEAR: (months) => Math.trunc(months / 12),
  MONTH: (months) => months % 12,
};

const ofInterval = (type: SqlType, field: IntervalField): Part | undefined =>
  isYearMonth(type) ? ofMonths[field] : ofDayTime[field];
