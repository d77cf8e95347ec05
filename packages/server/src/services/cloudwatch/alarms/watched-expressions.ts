import type { MetricAlarm } from './alarm.js';

/** Whether an alarm's expressions go by the time, so that they change without any data. */
export const namesDates = ({ queries = [] }: MetricAlarm): boolean =>
  queries.some(({ Expression: expression = '' }) => DATES.test(expression));

const DATES = /\b(?:MINUTE|HOUR|DAY|DATE|MONTH|YEAR|EPOCH)\s*\(/;
