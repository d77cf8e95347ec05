import type { DataRequest } from './data-pages.js';
import { dynamicLabel } from './domain/dynamic-label.js';
import type { MetricDataQuery, MetricStat, TimeSeries } from './query-types.js';

/** The labels that the results of a request have: defaults where none was given, and what is dynamic in them put in. */
export class Labels {
  readonly #timezone: string;
  readonly #now: number;
  /** What tells the request's metrics apart. */
  readonly #parts: readonly ((stat: MetricStat) => string)[];

  /** @param now ms since the epoch */
  constructor(request: DataRequest, now: number) {
    this.#timezone = request.LabelOptions?.Timezone ?? '+0000';
    this.#now = now;
    const stats = request.MetricDataQueries.flatMap(({ MetricStat: stat }) => stat ?? []);
    this.#parts = [dimensionValues, statistic, period].filter((part) => new Set(stats.map(part)).size > 1);
  }

  /** Gives a query's results their labels. */
  on(series: readonly TimeSeries[], { MetricStat: stat, Label: given }: MetricDataQuery): readonly TimeSeries[] {
    const moment = { now: this.#now, timezone: this.#timezone };
    return series.map((one) => {
      const usual = stat === undefined ? one.label : this.#usual(stat);
      // An expression has put the given label before those of its results, unless it is dynamic.
      const isGiven = given !== undefined && (stat !== undefined || given.includes('${'));
      return { ...one, label: dynamicLabel(isGiven ? given : usual, { ...one, label: usual }, moment) };
    });
  }

  /** The metric's name, and after it what differs among the request's metrics. */
  #usual(stat: MetricStat): string {
    const texts = [stat.Metric.MetricName ?? '', ...this.#parts.map((part) => part(stat))];
    return texts.filter((text) => text !== '').join(' ');
  }
}

const dimensionValues = ({ Metric: { Dimensions = [] } }: MetricStat): string =>
  Dimensions.map(({ Value }) => Value).join(' ');
const statistic = ({ Stat }: MetricStat): string => Stat;
const period = ({ Period }: MetricStat): string => String(Period);
