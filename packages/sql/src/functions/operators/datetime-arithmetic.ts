import { isDatetime, isInterval, isYearMonth } from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';
import { addMonths, fitTimestamp, midnightOf, timeOfDay } from '../../values/datetimes.js';
import { combinedQualifier } from '../../values/intervals.js';
import { overflow } from '../../values/row-errors.js';
import type { ResolvedCall } from '../function.js';

/** A datetime and an interval, or two intervals of one class. Months keep the day, or end on the month's last one. */
export function datetimeArithmetic(operator: '+' | '-', left: SqlType, right: SqlType): ResolvedCall | undefined {
  if (isInterval(left) && isInterval(right)) {
    if (isYearMonth(left) !== isYearMonth(right)) return undefined;
    return {
      type: { kind: 'INTERVAL', qualifier: combinedQualifier(left.qualifier, right.qualifier) },
      operandTypes: [left, right],
      evaluate: operator === '+' ? addIntervals : subtractIntervals,
    };
  }
  if (isDatetimeLike(left, right)) {
    const evaluate = shift(left, right, operator);
    return evaluate && { type: left, operandTypes: [left, right], evaluate };
  }
  if (operator === '+' && isDatetimeLike(right, left)) {
    const later = shift(right, left, '+');
    return (
      later && {
        type: right,
        operandTypes: [left, right],
        evaluate: (interval: number, at: number) => later(at, interval),
      }
    );
  }
  return undefined;
}

/** A datetime beside an interval, either of which may be a bare NULL, but not both. */
const isDatetimeLike = (datetime: SqlType, interval: SqlType): boolean =>
  isDatetime(datetime) && (isInterval(interval) || interval.kind === 'NULL');

const addIntervals = (a: number, b: number): number => fitInterval(a + b);
const subtractIntervals = (a: number, b: number): number => fitInterval(a - b);

/** Intervals are as long as numbers count exactly. @throws RowError beyond */
export function fitInterval(value: number): number {
  if (!Number.isSafeInteger(value)) throw overflow();
  return value;
}

type Shift = (at: number, interval: number) => number;

/** What an interval makes of a datetime: undefined for months of a TIME. */
export function shift(datetime: SqlType, interval: SqlType, operator: '+' | '-'): Shift | undefined {
  const months = isYearMonth(interval);
  if (datetime.kind === 'TIME') return months ? undefined : operator === '+' ? laterTime : earlierTime;
  if (months) return operator === '+' ? addMonths : (at, count) => addMonths(at, -count);
  if (datetime.kind === 'DATE') return operator === '+' ? laterDate : earlierDate;
  return operator === '+' ? (at, ms) => fitTimestamp(at + ms) : (at, ms) => fitTimestamp(at - ms);
}

const laterDate: Shift = (at, ms) => midnightOf(fitTimestamp(at + ms));
const earlierDate: Shift = (at, ms) => midnightOf(fitTimestamp(at - ms));
// Times go round the clock.
const laterTime: Shift = (at, ms) => timeOfDay(at + ms);
const earlierTime: Shift = (at, ms) => timeOfDay(at - ms);
