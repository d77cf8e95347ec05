import type { AggregateFunction } from './aggregate.js';
import { count } from './count.js';
import { max, min } from './extreme.js';
import { avg, sum } from './sum.js';

/** The aggregate functions of the reference, over groups and over windows. */
export const aggregateFunctions: readonly AggregateFunction[] = [count, sum, avg, min, max];
