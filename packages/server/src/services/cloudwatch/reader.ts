import type { Clock } from '../../runtime/clock.js';
import type { ArchivedPoint, MetricArchive } from './archive/metric-archive.js';
import type { Sample } from './archive/sample.js';
import { LISTED_FOR, matches } from './archive/series-index.js';
import { joinDistributions, type Distribution } from './domain/distribution.js';
import type { StatisticPoint } from './domain/statistic-point.js';
import type { ServiceMetrics } from './loops/service-metrics.js';
import type { ListedMetric, MetricListFilter, MetricReader, PointsRequest } from './metric-reader.js';

type ListedPage = readonly { readonly key: string; readonly metric: ListedMetric }[];

/** Reads the archive together with what services have just emitted. */
export class CloudWatchReader implements MetricReader {
  readonly #archive: MetricArchive;
  readonly #services: ServiceMetrics;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(archive: MetricArchive, services: ServiceMetrics, clock: Pick<Clock, 'now'>) {
    this.#archive = archive;
    this.#services = services;
    this.#clock = clock;
  }

  async list(filter: MetricListFilter): Promise<readonly ListedMetric[]> {
    const page = await this.page(filter, {});
    return page.map(({ metric }) => metric);
  }

  /**
   * Some of the metrics, in the order of their keys; those that services have begun to emit within the minute among them.
   * @param page from after which key, and how many at most
   */
  async page(
    filter: MetricListFilter,
    { after = '', limit = Infinity }: { readonly after?: string | undefined; readonly limit?: number },
  ): Promise<ListedPage> {
    const since = Math.max(filter.since ?? 0, this.#clock.now() - LISTED_FOR);
    const found = await this.#archive.index.list({ ...filter, since }, { after: after || undefined, limit });
    const last = found.length < limit ? undefined : found.at(-1)?.key;
    const known = new Set(found.map(({ key }) => key));
    const emitted = this.#services
      .list(filter)
      .filter((metric) => metric.lastTime >= since && matches(metric, filter))
      .map((metric) => ({ key: this.#archive.keyOf(metric), metric }))
      .filter(({ key }) => key > after && (last === undefined || key < last) && !known.has(key));
    if (emitted.length === 0) return found;
    return [...found, ...emitted].sort((a, b) => (a.key < b.key ? -1 : 1)).slice(0, limit);
  }

  async points(request: PointsRequest): Promise<readonly StatisticPoint[]> {
    return inPeriods(await this.#services.read(request), request);
  }
}

/** Joins points by unit and period: by time, and by the unit's name within one time. */
function inPeriods(found: readonly ArchivedPoint[], { from, period }: PointsRequest): StatisticPoint[] {
  const length = period * 1_000;
  const units = new Map<string, Map<number, PeriodPoint>>();
  for (const { unit, time, sample } of found) {
    let periods = units.get(unit);
    if (periods === undefined) units.set(unit, (periods = new Map<number, PeriodPoint>()));
    const start = from + Math.floor((time - from) / length) * length;
    const point = periods.get(start);
    if (point === undefined) periods.set(start, new PeriodPoint(start, unit, sample));
    else point.add(sample);
  }
  const points = [...units.values()].flatMap((periods) => [...periods.values()]);
  return points.sort((a, b) => a.time - b.time || (a.unit < b.unit ? -1 : 1));
}

/** Joins what was seen of values only when it is asked for: most statistics need none of it. */
class PeriodPoint implements StatisticPoint {
  readonly time: number;
  readonly unit: string;
  count: number;
  sum: number;
  min: number;
  max: number;
  #values: (Distribution | undefined)[];

  constructor(time: number, unit: string, { count, sum, min, max, values }: Sample) {
    this.time = time;
    this.unit = unit;
    this.count = count;
    this.sum = sum;
    this.min = min;
    this.max = max;
    this.#values = [values];
  }

  add({ count, sum, min, max, values }: Sample): void {
    this.count += count;
    this.sum += sum;
    this.min = Math.min(this.min, min);
    this.max = Math.max(this.max, max);
    this.#values.push(values);
  }

  get values(): Distribution | undefined {
    if (this.#values.length > 1) this.#values = [joinDistributions(this.#values)];
    return this.#values[0];
  }
}
