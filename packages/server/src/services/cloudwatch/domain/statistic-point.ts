import type { Distribution } from './distribution.js';

/** What a metric saw in one period, in one unit. */
export interface StatisticPoint {
  /** The period's start, ms since the epoch. */
  readonly time: number;
  /** `None` where none was given. */
  readonly unit: string;
  /** Samples: 0 for values that were given with a count of 0. */
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  /** How often which values were seen. Undefined where that is not known: of statistic sets. */
  readonly values: Distribution | undefined;
}
