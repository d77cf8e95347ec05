import type { Clock } from '../runtime/clock.js';
import type { MetricPoint } from './metric-point.js';
import { MINUTE, Series, type MetricIdentity } from './series.js';

export { mergePoints, percentile, valuesOf } from './metric-point.js';
export type { MetricIdentity, MetricPoint, Series };

/** Who keeps minutes that are over, in the store's place: see {@link MetricStore.handOver}. */
export interface MinuteKeeper {
  /** A series begins a minute: it is to be {@link MetricStore.settle}d some time after its end. */
  opened(): void;
  /** The series saw this in a minute that is over. Called again for the same minute when the clock was set back. */
  closed(series: Series, point: MetricPoint): void;
}

export interface MetricStoreOptions {
  /** Minutes are this clock's. */
  readonly clock: Pick<Clock, 'now'>;
  readonly retention?: MetricRetention;
}

/** How long what is kept. AWS keeps minutes for 15 days, 5 minutes for 63 and hours for 455; this is memory, and starts empty. */
export interface MetricRetention {
  /** How old a minute may become before it joins its 5 minutes, ms. */
  readonly minutes: number;
  /** How old 5 minutes may become before they join their hour, ms. */
  readonly fiveMinutes: number;
  /** How old an hour may become, ms. */
  readonly hours: number;
  /** Points kept of all series together, at some 350 bytes each; beyond it the oldest go first. */
  readonly points: number;
  /** Series kept; beyond it those go first that have been silent longest. */
  readonly series: number;
}

const HOUR = 60 * MINUTE;

export const defaultRetention: MetricRetention = {
  minutes: 3 * HOUR,
  fiveMinutes: 24 * HOUR,
  hours: 15 * 24 * HOUR,
  points: 100_000,
  series: 50_000,
};

/** Which metrics are meant: those that have everything that is given here. */
export interface MetricFilter {
  readonly account: string;
  readonly region: string;
  readonly namespace?: string;
  readonly metric?: string;
  /** Undefined as a value: the dimension must be there, whatever its value. */
  readonly dimensions?: Readonly<Record<string, string | undefined>>;
}

export interface ListedMetric extends MetricIdentity {
  readonly unit: string;
  /** Start of the last period that has data, ms since the epoch. */
  readonly lastTime: number;
}

/**
 * Every metric of every resource, per minute, with enough of the values to answer percentiles. CloudWatch reads it; Prometheus gets the
 * totals. Nothing is forgotten when its resource goes, as with AWS; memory is bounded by {@link MetricRetention} instead.
 */
export class MetricStore {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #retention: MetricRetention;
  readonly #series = new Map<string, Series>();
  readonly #keeper = {
    opening: (series: Series): Series => this.#opening(series),
    counted: (change: number): void => {
      this.#points += change;
    },
    closed: (series: Series, point: MetricPoint): boolean => {
      this.#minutes?.closed(series, point);
      return this.#minutes !== undefined;
    },
  };
  #minutes: MinuteKeeper | undefined;
  #points = 0;
  #sweptAt = -Infinity;

  constructor({ clock, retention = defaultRetention }: MetricStoreOptions) {
    this.#clock = clock;
    this.#retention = retention;
  }

  /** The series of a metric, the same one every time while it is kept. Listed once it has data. */
  series(metric: MetricIdentity & { readonly unit: string }): Series {
    const key = keyOf(metric);
    let series = this.#series.get(key);
    if (series === undefined) {
      const { unit, ...identity } = metric;
      series = new Series(identity, unit, key, { clock: this.#clock, keeper: this.#keeper });
      this.#register(series);
    }
    return series;
  }

  /**
   * What one metric saw, by time: points whose period begins in [from, to), ms since the epoch. Their periods are a minute, or longer where
   * it is long ago; {@link mergePoints} and {@link percentile} make statistics of them. Empty for a metric that is not there.
   */
  query(metric: MetricIdentity & { readonly from: number; readonly to: number }): MetricPoint[] {
    return this.#series.get(keyOf(metric))?.points(metric.from, metric.to) ?? [];
  }

  /** The series of a metric, if it is there. */
  find(metric: MetricIdentity): Series | undefined {
    return this.#series.get(keyOf(metric));
  }

  /** Metrics that have data, in no particular order. */
  list(filter: MetricFilter): ListedMetric[] {
    const found: ListedMetric[] = [];
    for (const { identity, unit, lastTime } of this.#series.values()) {
      if (lastTime !== undefined && matches(identity, filter)) found.push({ ...identity, unit, lastTime });
    }
    return found;
  }

  /** All series that have had data, with their totals. */
  *all(): Iterable<Series> {
    for (const series of this.#series.values()) if (series.total.count > 0) yield series;
  }

  /** From now on minutes that are over are the keeper's, and {@link query} finds the open one alone. */
  handOver(keeper: MinuteKeeper): void {
    this.#minutes = keeper;
  }

  /** Closes the minutes that were over at the time, ms since the epoch. */
  settle(now: number): void {
    for (const series of this.#series.values()) series.settle(now);
  }

  /** Forgets everything; series in use begin anew. */
  clear(): void {
    for (const series of this.#series.values()) series.detach();
    this.#series.clear();
  }

  /** What is kept, for tests and metrics. */
  get size(): { series: number; points: number } {
    return { series: this.#series.size, points: this.#points };
  }

  #opening(series: Series): Series {
    const kept = this.#series.get(series.key);
    if (kept === undefined) this.#register(series);
    this.#minutes?.opened();
    const now = this.#clock.now();
    // Once a minute, and at once when the clock was set back.
    if (now >= this.#sweptAt + MINUTE || now < this.#sweptAt) this.#sweep(now);
    return kept ?? series;
  }

  #register(series: Series): void {
    this.#series.set(series.key, series);
    if (this.#series.size > this.#retention.series) this.#evict();
  }

  #sweep(now: number): void {
    const passed = now - this.#sweptAt;
    this.#sweptAt = now;
    const isFresh = (before: number, period: number): boolean =>
      passed < 0 || Math.floor(before / period) > Math.floor((before - passed) / period);
    const { minutes, fiveMinutes, hours } = this.#retention;
    for (const series of this.#series.values()) {
      series.settle(now);
      series.drop(now - hours);
      if (isFresh(now - minutes, 5 * MINUTE)) series.coarsen(now - minutes, 5 * MINUTE);
      if (isFresh(now - fiveMinutes, HOUR)) series.coarsen(now - fiveMinutes, HOUR);
    }
    this.#shed(now);
  }

  /** Shortens everyone's history alike until it fits: a tenth of its span at a time. */
  #shed(now: number): void {
    while (this.#points > this.#retention.points) {
      let oldest = Infinity;
      for (const series of this.#series.values()) oldest = Math.min(oldest, series.oldest ?? Infinity);
      const before = Math.max(oldest + MINUTE, oldest + (now - oldest) / 10);
      for (const series of this.#series.values()) series.drop(before);
    }
  }

  /** A tenth at a time, so that creating many more costs little each. */
  #evict(): void {
    const bySilence = [...this.#series.values()].sort((a, b) => (a.lastTime ?? Infinity) - (b.lastTime ?? Infinity));
    for (const series of bySilence.slice(0, Math.ceil(bySilence.length / 10))) {
      this.#series.delete(series.key);
      series.detach();
    }
  }
}

// Names and values hold no NUL, so that no two identities share a key.
function keyOf({ account, region, namespace, metric, dimensions }: MetricIdentity): string {
  let key = `${account}\0${region}\0${namespace}\0${metric}`;
  for (const name of Object.keys(dimensions).sort()) key += `\0${name}\0${dimensions[name] ?? ''}`;
  return key;
}

function matches(identity: MetricIdentity, filter: MetricFilter): boolean {
  if (identity.account !== filter.account || identity.region !== filter.region) return false;
  if (filter.namespace !== undefined && identity.namespace !== filter.namespace) return false;
  if (filter.metric !== undefined && identity.metric !== filter.metric) return false;
  return Object.entries(filter.dimensions ?? {}).every(([name, value]) => {
    const has = identity.dimensions[name];
    return has !== undefined && (value === undefined || has === value);
  });
}
