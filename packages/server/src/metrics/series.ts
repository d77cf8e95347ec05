import type { Clock } from '../runtime/clock.js';
import { mergePoints, type MetricPoint } from './metric-point.js';
import { packOne, ValueHistogram } from './value-histogram.js';

export const MINUTE = 60_000;

/** What makes a metric the one that it is. Its unit does not: the first one given stays. */
export interface MetricIdentity {
  readonly account: string;
  readonly region: string;
  /** `AWS/Kinesis` */
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What a series asks of the store that keeps it. */
export interface SeriesKeeper {
  /** Called before a series opens a minute. Gives the series that the data belongs to: another one if this one had been let go. */
  opening(series: Series): Series;
  /** Called when the number of points kept changes. */
  counted(change: number): void;
  /** Called with what a minute saw that is over. @returns whether it is kept elsewhere */
  closed(series: Series, point: MetricPoint): boolean;
}

/** One metric of one resource. To be kept by whoever adds often: finding it again costs a lookup, adding does not. */
export class Series {
  readonly identity: MetricIdentity;
  /** As CloudWatch names it: `Count`, `Bytes`, `Milliseconds`. */
  readonly unit: string;
  readonly key: string;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #keeper: SeriesKeeper;
  /** Finished periods, by time, without overlap. */
  #points: MetricPoint[] = [];
  /** Start of the last minute that was over and is kept elsewhere. */
  #lastElsewhere: number | undefined;

  // The minute that is open: [start, end). Closed, it contains no moment.
  #start = Infinity;
  #end = -Infinity;
  #sum = 0;
  #count = 0;
  #min = Infinity;
  #max = -Infinity;
  /** Once the minute has seen two different values: most never do. */
  #values: ValueHistogram | undefined;
  #successor: Series | undefined;

  #earlierSum = 0;
  #earlierCount = 0;

  constructor(
    identity: MetricIdentity,
    unit: string,
    key: string,
    { clock, keeper }: { readonly clock: Pick<Clock, 'now'>; readonly keeper: SeriesKeeper },
  ) {
    this.identity = identity;
    this.unit = unit;
    this.key = key;
    this.#clock = clock;
    this.#keeper = keeper;
  }

  /**
   * Notes that the metric had the value, `count` times.
   * @param now the clock's time, for callers that have just read it: reading it again costs more than all the rest
   */
  add(value: number, count = 1, now = this.#clock.now()): void {
    if (now >= this.#end || now < this.#start) {
      this.#open(now);
      if (this.#successor !== undefined) {
        this.#successor.add(value, count, now);
        return;
      }
    }
    if (value !== this.#min && this.#count > 0) this.#spread();
    this.#sum += value * count;
    this.#count += count;
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    this.#values?.add(value, count);
  }

  /** Sum and samples of all that was added since the series began, however little of it is kept. */
  get total(): { sum: number; count: number } {
    return { sum: this.#earlierSum + this.#sum, count: this.#earlierCount + this.#count };
  }

  /** Start of the last period that has data, ms since the epoch; undefined when there never was any. */
  get lastTime(): number | undefined {
    const last = this.#points.at(-1)?.time ?? this.#lastElsewhere;
    if (this.#count === 0) return last;
    return last === undefined ? this.#start : Math.max(last, this.#start);
  }

  /** Points whose period begins in [from, to), by time, the open minute among them. */
  points(from: number, to: number): MetricPoint[] {
    const found = this.#points.filter(({ time }) => time >= from && time < to);
    const open = this.#openPoint();
    if (open !== undefined && open.time >= from && open.time < to) insert(found, open);
    return found;
  }

  /** Start of the oldest period kept. */
  get oldest(): number | undefined {
    return this.#points[0]?.time ?? (this.#count > 0 ? this.#start : undefined);
  }

  /** Joins points that began before the time into periods of that length, which divides into whole minutes. */
  coarsen(before: number, period: number): void {
    const kept: MetricPoint[] = [];
    let group: MetricPoint[] = [];
    let groupTime = -Infinity;
    const flush = (): void => {
      const only = group.length === 1 && group[0]?.period === period ? group[0] : undefined;
      const merged = only ?? mergePoints(group, groupTime, period);
      if (merged !== undefined) kept.push(merged);
      group = [];
    };
    for (const point of this.#points) {
      const time = Math.floor(point.time / period) * period;
      const joins = point.period <= period && time + period <= before;
      if (!joins || time !== groupTime) flush();
      if (joins) {
        groupTime = time;
        group.push(point);
      } else kept.push(point);
    }
    flush();
    this.#replace(kept);
  }

  /** Drops points that began before the time. */
  drop(before: number): void {
    const first = this.#points.findIndex(({ time }) => time >= before);
    if (first !== 0) this.#replace(first < 0 ? [] : this.#points.slice(first));
  }

  /** Closes the open minute if it has passed, so that no memory waits for the next value. */
  settle(now: number): void {
    if (now >= this.#end) this.#close();
  }

  /** Lets the series go, points and all; whoever still adds to it is asked back to the store. */
  detach(): void {
    this.#close();
    this.#replace([]);
    this.#earlierSum = 0;
    this.#earlierCount = 0;
  }

  #open(now: number): void {
    this.#close();
    const kept = this.#keeper.opening(this);
    this.#successor = kept === this ? undefined : kept;
    if (this.#successor !== undefined) return;
    this.#start = Math.floor(now / MINUTE) * MINUTE;
    this.#end = this.#start + MINUTE;
  }

  #spread(): void {
    if (this.#values !== undefined) return;
    this.#values = new ValueHistogram();
    this.#values.add(this.#min, this.#count);
  }

  #close(): void {
    const point = this.#openPoint();
    if (point !== undefined) {
      if (this.#keeper.closed(this, point)) this.#lastElsewhere = point.time;
      else {
        const before = this.#points.length;
        insert(this.#points, point);
        this.#keeper.counted(this.#points.length - before);
      }
      this.#earlierSum += this.#sum;
      this.#earlierCount += this.#count;
    }
    this.#start = Infinity;
    this.#end = -Infinity;
    this.#sum = 0;
    this.#count = 0;
    this.#min = Infinity;
    this.#max = -Infinity;
    this.#values = undefined;
  }

  #openPoint(): MetricPoint | undefined {
    if (this.#count === 0) return undefined;
    const values = this.#values?.pack() ?? packOne(this.#min, this.#count);
    const [time, sum, count] = [this.#start, this.#sum, this.#count];
    return { time, period: MINUTE, sum, count, min: this.#min, max: this.#max, values };
  }

  #replace(points: MetricPoint[]): void {
    this.#keeper.counted(points.length - this.#points.length);
    this.#points = points;
  }
}

/** Puts a point in its place. Where its time is covered already, because the clock was set back, it joins what is there. */
function insert(points: MetricPoint[], point: MetricPoint): void {
  const last = points.at(-1);
  if (last === undefined || last.time + last.period <= point.time) {
    points.push(point);
    return;
  }
  const at = points.findIndex(({ time, period }) => time + period > point.time);
  const there = points[at];
  if (there === undefined || there.time > point.time) points.splice(at, 0, point);
  else points[at] = mergePoints([there, point], there.time, there.period) ?? there;
}
