import type { Distribution } from './distribution.js';
import type { StatisticPoint } from './statistic-point.js';

/** A statistic, as its name says: `Average`, `p99.9`, `TM(10%:90%)`, `PR(:300)`. */
export type Statistic =
  | { readonly kind: 'SampleCount' | 'Sum' | 'Average' | 'Minimum' | 'Maximum' }
  | { readonly kind: 'percentile'; readonly percent: number }
  | {
      readonly kind: 'trimmed mean' | 'winsorized mean' | 'trimmed count' | 'trimmed sum' | 'percentile rank';
      readonly low: Bound | undefined;
      readonly high: Bound | undefined;
    };

/** Between which values, or which percents of the samples. */
export interface Bound {
  readonly by: 'value' | 'percent';
  readonly at: number;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html @returns undefined for what is no statistic */
export function parseStatistic(name: string): Statistic | undefined {
  if (isBasic(name)) return { kind: name };
  if (name === 'IQM') return { kind: 'trimmed mean', low: percent('25'), high: percent('75') };
  const short = /^(p|tm|wm|tc|ts)(\d{1,3}(?:\.\d{0,10})?)$/.exec(name);
  if (short) {
    const [, letters = '', digits = ''] = short;
    if (Number(digits) > 100) return undefined;
    if (letters === 'p') return { kind: 'percentile', percent: Number(digits) };
    const kind = RANGES[letters.toUpperCase()];
    return kind === undefined ? undefined : { kind, low: undefined, high: percent(digits) };
  }
  const range = /^(TM|WM|TC|TS|PR)\(([^:()]*):([^:()]*)\)$/.exec(name);
  const kind = RANGES[range?.[1] ?? ''];
  if (!range || kind === undefined) return undefined;
  const [low, high] = [boundOf(range[2] ?? ''), boundOf(range[3] ?? '')];
  if (low === 'none' || high === 'none' || (low === undefined && high === undefined)) return undefined;
  if (low !== undefined && high !== undefined && (low.by !== high.by || low.at > high.at)) return undefined;
  if (kind === 'percentile rank' && (low ?? high)?.by !== 'value') return undefined;
  return { kind, low, high };
}

/** @returns undefined where the point cannot answer: percentiles and the like of statistic sets, or of negative values */
export function statisticOf(point: StatisticPoint, statistic: Statistic): number | undefined {
  const { count, sum, min, max, values } = point;
  if (count === 0) return statistic.kind === 'SampleCount' ? 0 : undefined;
  switch (statistic.kind) {
    case 'SampleCount':
      return count;
    case 'Sum':
      return sum;
    case 'Average':
      return sum / count;
    case 'Minimum':
      return min;
    case 'Maximum':
      return max;
    default:
      return values === undefined || min < 0 ? undefined : ofValues(values, count, statistic);
  }
}

type OfValues = Exclude<Statistic, { readonly kind: BasicStatistic }>;
type BasicStatistic = 'SampleCount' | 'Sum' | 'Average' | 'Minimum' | 'Maximum';

function ofValues(values: Distribution, total: number, statistic: OfValues): number | undefined {
  if (statistic.kind === 'percentile') return valueAt(values, total, statistic.percent);
  const { low, high, kind } = statistic;
  if (kind === 'winsorized mean') {
    const bound = ({ by, at }: Bound): number => (by === 'value' ? at : valueAt(values, total, at));
    const [least, most] = [low ? bound(low) : -Infinity, high ? bound(high) : Infinity];
    let sum = 0;
    for (let i = 0; i < values.length; i += 2)
      sum += Math.min(most, Math.max(least, values[i] ?? 0)) * (values[i + 1] ?? 0);
    return sum / total;
  }
  let [kept, sum, before] = [0, 0, 0];
  for (let i = 0; i < values.length; i += 2) {
    const [value, count] = [values[i] ?? 0, values[i + 1] ?? 0];
    const inside =
      (low ?? high)?.by === 'value' ? (within(value, low, high) ? count : 0) : share(before, count, total, low, high);
    kept += inside;
    sum += inside * value;
    before += count;
  }
  switch (kind) {
    case 'trimmed count':
      return kept;
    case 'trimmed sum':
      return sum;
    case 'percentile rank':
      return (kept / total) * 100;
    case 'trimmed mean':
      return kept === 0 ? undefined : sum / kept;
  }
}

/** The least value that at least so many percent of the samples do not exceed. */
function valueAt(values: Distribution, total: number, percent: number): number {
  const rank = (percent / 100) * total;
  let seen = 0;
  for (let i = 0; i < values.length; i += 2) {
    seen += values[i + 1] ?? 0;
    // Shares of a hundred are not exact: 0.07 × 100 is 7.000000000000001.
    if (seen >= rank - 1e-9 * total) return values[i] ?? 0;
  }
  return values.at(-2) ?? 0;
}

/** Above the lower bound, up to the upper one. */
const within = (value: number, low: Bound | undefined, high: Bound | undefined): boolean =>
  (low === undefined || value > low.at) && (high === undefined || value <= high.at);

/** How many of `count` samples, which come after `before` others, lie between the percents. */
function share(before: number, count: number, total: number, low: Bound | undefined, high: Bound | undefined): number {
  const [from, to] = [((low?.at ?? 0) / 100) * total, ((high?.at ?? 100) / 100) * total];
  return Math.max(0, Math.min(before + count, to) - Math.max(before, from));
}

const isBasic = (name: string): name is BasicStatistic =>
  name === 'SampleCount' || name === 'Sum' || name === 'Average' || name === 'Minimum' || name === 'Maximum';

const RANGES: Readonly<
  Record<string, 'trimmed mean' | 'winsorized mean' | 'trimmed count' | 'trimmed sum' | 'percentile rank'>
> = {
  TM: 'trimmed mean',
  WM: 'winsorized mean',
  TC: 'trimmed count',
  TS: 'trimmed sum',
  PR: 'percentile rank',
};

const percent = (digits: string): Bound => ({ by: 'percent', at: Number(digits) });

/** Undefined for an open end, `none` for what is no bound. */
function boundOf(text: string): Bound | 'none' | undefined {
  if (text === '') return undefined;
  const number = /^(\d+(?:\.\d{0,10})?(?:[Ee][+-]?\d+)?)(%?)$/.exec(text);
  if (!number) return 'none';
  const at = Number(number[1]);
  if (number[2] === '') return { by: 'value', at };
  return at > 100 ? 'none' : { by: 'percent', at };
}
