import { aggregate, AGGREGATES, type Aggregate } from './aggregates.js';
import { DATES, dated } from './dates.js';
import { fill, choose } from './gaps.js';
import { differences, perPoint, POINTWISE, runningSum } from './over-time.js';
import { slice, sort } from './groups.js';
import { computed, group, scalar, type Group, type Scalar, type Series, type Value } from './values.js';
import type { Type } from './types.js';

/** What functions work with besides their arguments. */
export interface Surroundings {
  /** Starts of the window's periods, ms since the epoch. @param period seconds */
  readonly grid: (period: number) => readonly number[];
  /** Seconds: of series that are made of numbers. */
  readonly period: number;
  /** The metrics among the queries whose ids contain the text. */
  readonly metrics: (part: string) => Group;
  /** What a search found. It has been looked for before. */
  readonly found: (search: string, stat: string, period: number | undefined) => Group;
}

/** Values, and the texts of strings and words. */
export type Argument = Value | string;

export interface FunctionDefinition {
  /** What it gives for arguments of such types; undefined if it does not take them. */
  readonly type: (given: readonly Type[]) => Type | undefined;
  /** Words that can stand as arguments, by place. */
  readonly words?: readonly (readonly string[])[];
  /** Called with arguments of types that it takes. */
  readonly run: (given: readonly Argument[], surroundings: Surroundings) => Value;
}

/** Functions of AWS's that need what is not there. */
export const NOT_HERE: ReadonlySet<string> = new Set([
  'ANOMALY_DETECTION_BAND',
  'DB_PERF_INSIGHTS',
  'INSIGHT_RULE_METRIC',
  'LAMBDA',
  'SERVICE_QUOTA',
]);

const sameType = ([first, ...more]: readonly Type[]): Type | undefined =>
  more.length === 0 && (first === 'series' || first === 'group') ? first : undefined;

/** Of one series a series, of a group a group. */
const each = (of: (series: Series, surroundings: Surroundings) => Series): FunctionDefinition => ({
  type: sameType,
  run: ([given], surroundings) => {
    const one = (series: Series): Series => of(series, surroundings);
    if (isGroup(given)) return group(given.series.map(one));
    return one(seriesOf(given));
  },
});

const takes =
  (types: readonly (readonly Type[])[], result: Type, least = types.length) =>
  (given: readonly Type[]): Type | undefined =>
    given.length >= least && given.length <= types.length && given.every((type, at) => types[at]?.includes(type))
      ? result
      : undefined;

const aggregates: Record<string, FunctionDefinition> = {};
for (const name of Object.keys(AGGREGATES) as Aggregate[]) {
  aggregates[name] = {
    type: ([first, ...more]) =>
      more.length > 0 ? undefined : first === 'series' ? 'scalar' : first === 'group' ? 'series' : undefined,
    run: ([given]) => aggregate(name, isGroup(given) ? given : seriesOf(given)),
  };
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html */
export const FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  ...Object.fromEntries(Object.keys(POINTWISE).map((name) => [name, each((series) => perPoint(name, series))])),
  ...aggregates,
  ...Object.fromEntries(
    Object.keys(DATES).map((name): [string, FunctionDefinition] => [
      name,
      {
        type: takes([['series']], 'series'),
        run: ([given], { grid }) => {
          const series = seriesOf(given);
          return dated(name, series, grid(series.period));
        },
      },
    ]),
  ),
  RATE: each((series) => differences(series, (rise, seconds) => rise / seconds)),
  DIFF: each((series) => differences(series, (rise) => rise)),
  DIFF_TIME: each((series) => differences(series, (_, seconds) => seconds)),
  RUNNING_SUM: each(runningSum),
  METRIC_COUNT: { type: takes([['group']], 'scalar'), run: ([all]) => scalar(groupOf(all).series.length) },
  METRICS: {
    type: takes([['string']], 'group', 0),
    run: ([part], { metrics }) => metrics(typeof part === 'string' ? part : ''),
  },
  FIRST: { type: takes([['group']], 'series'), run: ([all], here) => groupOf(all).series[0] ?? nothing(here) },
  LAST: { type: takes([['group']], 'series'), run: ([all], here) => groupOf(all).series.at(-1) ?? nothing(here) },
  FILL: {
    words: [[], ['REPEAT', 'LINEAR']],
    type: (given) =>
      takes(
        [
          ['series', 'group'],
          ['scalar', 'series', 'word'],
        ],
        given[0] ?? 'series',
      )(given),
    run: ([given, by], { grid }) => {
      const filled = (one: Series): Series => fill(one, fillingOf(by), grid(one.period));
      return isGroup(given) ? group(given.series.map(filled)) : filled(seriesOf(given));
    },
  },
  IF: {
    type: ([condition, ...given]) => {
      if (condition !== 'scalar' && condition !== 'series') return undefined;
      if (given.length === 0 || given.length > 2) return undefined;
      if (!given.every((type) => type === 'scalar' || type === 'series')) return undefined;
      // A number that is not taken leaves nothing, and nothing is a series.
      return condition === 'scalar' && given.length === 2 && given.every((type) => type === 'scalar')
        ? 'scalar'
        : 'series';
    },
    run: ([condition, taken, other], here) => {
      const [first, second] = [numbers(taken), other === undefined ? undefined : numbers(other)];
      const chosen = choose(numbers(condition), first, second, nothing(here));
      const isNumber = first.kind === 'scalar' && second?.kind === 'scalar';
      return chosen.kind === 'series' || isNumber ? chosen : everywhere(chosen.value, here);
    },
  },
  PERIOD: { type: takes([['series']], 'scalar'), run: ([given]) => scalar(seriesOf(given).period) },
  REMOVE_EMPTY: {
    type: takes([['group']], 'group'),
    run: ([all]) => group(groupOf(all).series.filter(({ times }) => times.length > 0)),
  },
  SLICE: {
    type: takes([['group'], ['scalar'], ['scalar']], 'group', 2),
    run: ([all, from, to]) => slice(groupOf(all), numberOf(from), to === undefined ? undefined : numberOf(to)),
  },
  SORT: {
    words: [[], ['AVG', 'MIN', 'MAX', 'SUM'], ['ASC', 'DESC']],
    type: takes([['group'], ['word'], ['word'], ['scalar']], 'group', 3),
    run: ([all, by, order, most]) =>
      sort(groupOf(all), textOf(by), textOf(order), most === undefined ? undefined : numberOf(most)),
  },
  TIME_SERIES: {
    type: takes([['scalar']], 'series'),
    run: ([value], here) => everywhere(numberOf(value), here),
  },
  SEARCH: {
    type: takes([['string'], ['string'], ['scalar']], 'group', 2),
    run: ([search, stat, period], { found }) =>
      found(textOf(search), textOf(stat), period === undefined ? undefined : numberOf(period)),
  },
};

const nothing = ({ period }: Surroundings): Series => ({ kind: 'series', times: [], values: [], period, label: '' });

const everywhere = (value: number, here: Surroundings): Series =>
  computed(
    nothing(here),
    here.grid(here.period).map((time) => [time, value] as const),
  );

const isGroup = (given: Argument | undefined): given is Group => typeof given === 'object' && given.kind === 'group';

// Types were checked before: these only say so.
function seriesOf(given: Argument | undefined): Series {
  if (typeof given !== 'object' || given.kind !== 'series') throw new Error('a series was expected');
  return given;
}
function groupOf(given: Argument | undefined): Group {
  if (!isGroup(given)) throw new Error('a group was expected');
  return given;
}
function numbers(given: Argument | undefined): Series | Scalar {
  if (typeof given !== 'object' || given.kind === 'group') throw new Error('a series or a number was expected');
  return given;
}
function numberOf(given: Argument | undefined): number {
  if (typeof given !== 'object' || given.kind !== 'scalar') throw new Error('a number was expected');
  return given.value;
}
function textOf(given: Argument | undefined): string {
  if (typeof given !== 'string') throw new Error('a text was expected');
  return given;
}
const fillingOf = (by: Argument | undefined): Series | Scalar | 'REPEAT' | 'LINEAR' =>
  by === 'REPEAT' || by === 'LINEAR' ? by : numbers(by);
