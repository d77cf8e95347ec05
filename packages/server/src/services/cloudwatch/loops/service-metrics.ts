import { valuesOf, type MetricPoint, type MetricStore, type Series } from '../../../metrics/metric-store.js';
import type { Clock, Timer } from '../../../runtime/clock.js';
import type { Logger } from '../../../runtime/log.js';
import type { ArchivedDatum, ArchivedPoint, MetricArchive } from '../archive/metric-archive.js';
import type { ListedMetric, PointsRequest } from '../metric-reader.js';

const MINUTE = 60_000;
/** How long after its end a minute is written, ms: whoever was just adding to it has done so. */
const AFTER = 1_000;
// What one transaction writes.
const AT_ONCE = 1_000;
/** Minutes that wait while the disk cannot be written; beyond it the oldest series lose theirs. */
const MOST_WAITING = 200_000;

interface Waiting {
  readonly series: Series;
  readonly points: MetricPoint[];
}

/**
 * Takes the minutes that services' metrics saw, once they are over, to the archive, where they add up with those of other processes. A crash
 * loses the minute that is open. Nothing runs while no service emits anything.
 */
export class ServiceMetrics {
  readonly #metrics: MetricStore;
  readonly #archive: MetricArchive;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #waiting = new Map<string, Waiting>();
  #waitingPoints = 0;
  #timer: Timer | undefined;
  #flushing: Promise<void> | undefined;
  /** Grows when minutes begin to go, and when they are there. */
  #generation = 0;
  #isStopped = false;

  constructor(parts: {
    readonly metrics: MetricStore;
    readonly archive: MetricArchive;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.#metrics = parts.metrics;
    this.#archive = parts.archive;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
    this.#metrics.handOver({ opened: () => this.#wake(), closed: (series, point) => this.#closed(series, point) });
  }

  /**
   * Reads the archive and what has not come to it, as they are at one moment: a minute on its way there is seen once.
   */
  async read(request: PointsRequest): Promise<ArchivedPoint[]> {
    for (let attempt = 1; ; attempt++) {
      await this.#flushing;
      const generation = this.#generation;
      const found = await this.#archive.read(request);
      if (generation === this.#generation || attempt === MOST_ATTEMPTS) {
        if (request.period >= 60) found.push(...this.#here(request));
        return found;
      }
    }
  }

  /** What services have emitted in this process, the open minute included. */
  list(place: { readonly account: string; readonly region: string }): ListedMetric[] {
    const { account, region } = place;
    return this.#metrics.list({ account, region });
  }

  /** Writes every minute that is over. Resolves when they are durable, or wait for the next time. */
  async flush(now = this.#clock.now()): Promise<void> {
    await this.#flushing;
    this.#metrics.settle(now);
    if (this.#waiting.size === 0) return;
    const going = this.#waiting;
    this.#waiting = new Map();
    this.#waitingPoints = 0;
    this.#generation++;
    this.#flushing = this.#write(going).finally(() => {
      this.#generation++;
      this.#flushing = undefined;
    });
    await this.#flushing;
  }

  /** Writes all there is, the open minute too. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timer?.cancel();
    await this.flush(Infinity);
  }

  #wake(): void {
    if (this.#timer !== undefined || this.#isStopped) return;
    const now = this.#clock.now();
    const end = (Math.floor(now / MINUTE) + 1) * MINUTE;
    this.#timer = this.#clock.after(end + AFTER - now, () => {
      this.#timer = undefined;
      void this.flush().then(() => {
        if (this.#waiting.size > 0) this.#wake();
      });
    });
  }

  #closed(series: Series, point: MetricPoint): void {
    let waiting = this.#waiting.get(series.key);
    if (waiting === undefined) this.#waiting.set(series.key, (waiting = { series, points: [] }));
    waiting.points.push(point);
    if (++this.#waitingPoints > MOST_WAITING) this.#shed();
    this.#wake();
  }

  #shed(): void {
    for (const [key, { points }] of this.#waiting) {
      if (this.#waitingPoints <= MOST_WAITING * 0.9) return;
      this.#waiting.delete(key);
      this.#waitingPoints -= points.length;
    }
  }

  /** What fails waits again. */
  async #write(going: ReadonlyMap<string, Waiting>): Promise<void> {
    const places = new Map<string, Waiting[]>();
    for (const waiting of going.values()) {
      const { account, region } = waiting.series.identity;
      const place = `${account}/${region}`;
      const there = places.get(place);
      if (there === undefined) places.set(place, [waiting]);
      else there.push(waiting);
    }
    for (const all of places.values()) {
      for (let at = 0; at < all.length; at += AT_ONCE) {
        const some = all.slice(at, at + AT_ONCE);
        const first = some[0];
        if (first === undefined) continue;
        try {
          await this.#archive.add(first.series.identity, some.flatMap(archived));
        } catch (error) {
          this.#logger.error('metrics of services could not be written; they wait', { error });
          for (const { series, points } of some) for (const point of points) this.#closed(series, point);
        }
      }
    }
  }

  #here({ metric, from, to, unit }: PointsRequest): ArchivedPoint[] {
    const series = this.#metrics.find(metric);
    if (series === undefined || (unit !== undefined && series.unit !== unit)) return [];
    const points = [...(this.#waiting.get(series.key)?.points ?? []), ...series.points(-Infinity, Infinity)];
    return points
      .filter(({ time }) => time >= from && time < to)
      .map((point) => ({ unit: series.unit, time: point.time, sample: sampleOf(point) }));
  }
}

const MOST_ATTEMPTS = 5;

function archived({ series, points }: Waiting): ArchivedDatum[] {
  const { namespace, metric, dimensions } = series.identity;
  const name = { namespace, metric, dimensions };
  return points.map((point) => ({ series: name, unit: series.unit, time: point.time, sample: sampleOf(point) }));
}

function sampleOf(point: MetricPoint): ArchivedDatum['sample'] {
  const { count, sum, min, max } = point;
  return { count, sum, min, max, values: valuesOf(point).flatMap(({ value, count: times }) => [value, times]) };
}
