import {
  civilOf,
  daysFromCivil,
  fitTimestamp,
  msOfDay,
  msOfHour,
  msOfMinute,
  msOfSecond,
} from '../../values/datetimes.js';
import type { IntervalField } from '../../types/sql-type.js';

export type Rounding = (value: number) => number;

const fieldNames: readonly IntervalField[] = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];

/** The field that a word of the call names. */
export const fieldNamed = (word: string | undefined): IntervalField | undefined =>
  fieldNames.find((field) => field === word);

const lengths: Readonly<Partial<Record<IntervalField, number>>> = {
  DAY: msOfDay,
  HOUR: msOfHour,
  MINUTE: msOfMinute,
  SECOND: msOfSecond,
};

/** The ms of a field of fixed length; undefined for YEAR and MONTH. */
export const lengthOfField = (field: IntervalField): number | undefined => lengths[field];

/** Down to a multiple, from 1970 on and before it alike. */
export const downTo =
  (step: number): Rounding =>
  (value) =>
    Math.floor(value / step) * step;

export const upTo =
  (step: number): Rounding =>
  (value) =>
    // Without it, what is between -step and 0 would be -0.
    Math.ceil(value / step) * step + 0;

/** Months since January 1970 of a timestamp. */
function monthsOf(ms: number): number {
  const { year, month } = civilOf(ms);
  return (year - 1970) * 12 + month - 1;
}

/** The beginning of a month, counted from January 1970. */
function startOfMonth(months: number): number {
  const year = 1970 + Math.floor(months / 12);
  return daysFromCivil(year, months - (year - 1970) * 12 + 1, 1) * msOfDay;
}

/** Down to the beginning of a month that is a multiple of so many since January 1970. */
export const downToMonths =
  (step: number): Rounding =>
  (ms) =>
    startOfMonth(Math.floor(monthsOf(ms) / step) * step);

export const upToMonths = (step: number): Rounding => {
  const down = downToMonths(step);
  return (ms) => {
    const start = down(ms);
    return start === ms ? ms : fitTimestamp(startOfMonth(monthsOf(start) + step));
  };
};
