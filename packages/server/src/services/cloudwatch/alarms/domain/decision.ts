export type StateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** A period that an alarm looks at. */
export interface EvaluatedPoint {
  /** The period's start, ms since the epoch. */
  readonly time: number;
  /** Undefined where there was no data. */
  readonly value: number | undefined;
  readonly sampleCount?: number | undefined;
}

export interface Decision {
  /** Undefined to stay as it is. */
  readonly state: StateValue | undefined;
  /** What was decided by: the points that there are, the newest first, no more than are evaluated. */
  readonly real: readonly EvaluatedPoint[];
  /** How many periods were without data, of those that were evaluated. */
  readonly missing: number;
  /** Those of the real points that speak for the state. */
  readonly supporting: readonly EvaluatedPoint[];
}

/**
 * What state the points put an alarm in: ALARM when `toAlarm` of `periods` breach. Of a few periods more than are evaluated the newest with data count, and only
 * where those are too few, missing data is treated as the alarm says.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 * @param points the range's periods, the newest first, with those that have no data
 */
export function decide(
  points: readonly EvaluatedPoint[],
  rule: {
    readonly periods: number;
    readonly toAlarm: number;
    readonly missing: MissingData;
    readonly isBreaching: (value: number) => boolean;
  },
): Decision {
  const { periods, toAlarm, isBreaching } = rule;
  const real = points.filter(({ value }) => value !== undefined).slice(0, periods);
  const missing = periods - real.length;
  const breaching = real.filter(({ value }) => value !== undefined && isBreaching(value));
  const fine = real.filter((point) => !breaching.includes(point));
  const alarm: Decision = { state: 'ALARM', real, missing, supporting: breaching };
  const ok: Decision = { state: 'OK', real, missing, supporting: fine };
  if (breaching.length >= toAlarm) return alarm;
  if (missing === 0 || rule.missing === 'notBreaching') return ok;
  if (rule.missing === 'breaching') return breaching.length + missing >= toAlarm ? alarm : ok;
  if (fine.length > 0) return ok;
  if (rule.missing === 'ignore') return { state: undefined, real, missing, supporting: [] };
  // All that is known breaches. Once that is long enough ago, nothing is going to contradict it.
  const oldest = points.findLastIndex((point) => breaching.includes(point));
  if (oldest + 1 >= toAlarm) return alarm;
  return { state: 'INSUFFICIENT_DATA', real, missing, supporting: [] };
}
