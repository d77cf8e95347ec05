import type { AggregateFunction } from './aggregate.js';
import { count } from './count.js';
import { expAvg } from './exp-avg.js';
import { max, min } from './extreme.js';
import { firstValue } from './first-value.js';
import { lag } from './lag.js';
import { lastValue } from './last-value.js';
import { nthValue } from './nth-value.js';
import { avg, sum } from './sum.js';
import { any, every } from './truth.js';
import { spreads } from './variance.js';

/** The aggregate functions of the reference, over groups and over windows. */
export const aggregateFunctions: readonly AggregateFunction[] = [
  count,
  sum,
  avg,
  min,
  max,
  ...spreads,
  every,
  any,
  firstValue,
  lastValue,
  nthValue,
  lag,
  expAvg,
];
