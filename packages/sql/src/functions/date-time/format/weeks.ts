import { civilFromDays, daysFromCivil } from '../../../values/datetimes.js';

/** Days since 1970-01-01 of a date; its weekday, from Sunday as 0. */
export const weekdayOf = (days: number): number => (((days + 4) % 7) + 7) % 7;

/** The Sunday with which the week begins that January 1st lies in: weeks of a year are counted from it, the first being 1. */
export function firstWeekOf(year: number): number {
  const first = daysFromCivil(year, 1, 1);
  return first - weekdayOf(first);
}

export function firstWeekOfMonth(year: number, month: number): number {
  const first = daysFromCivil(year, month, 1);
  return first - weekdayOf(first);
}

/** The year that a day's week belongs to: the next one where it has January 1st. */
export function weekYearOf(days: number): number {
  const { year } = civilFromDays(days);
  return days >= firstWeekOf(year + 1) ? year + 1 : year;
}

export const weekOfYear = (days: number): number => Math.floor((days - firstWeekOf(weekYearOf(days))) / 7) + 1;

export function weekOfMonth(days: number): number {
  const { year, month } = civilFromDays(days);
  return Math.floor((days - firstWeekOfMonth(year, month)) / 7) + 1;
}
