import type { AwsError } from '@paddock/wire';
import type { Clock } from '../../runtime/clock.js';
import type { IndexUnits } from './capacity.js';
import { BurstBucket, burstSeconds } from './domain/burst-bucket.js';
import { initialRate, OnDemandRate } from './domain/on-demand-rate.js';
import type { DynamoDbMetrics } from './metrics.js';
import type { IndexView, TableView } from './table-view.js';
import { isThrottled, throttled, type ThroughputLimit } from './throttled.js';
import type { Admission, Throughput } from './throughput.js';

type Way = 'read' | 'write';

/** Of one table or global index, one way. */
interface Meter {
  readonly bucket: BurstBucket;
  readonly onDemand: OnDemandRate;
  /** Of an on-demand table's own maximum, which keeps nothing for later. */
  readonly maximum: BurstBucket;
}

/** More than this are forgotten, and begin with full buckets: memory stays bounded. */
const mostMeters = 20_000;

/** AWS's throughput: what tables and global indexes are provisioned with or take on demand. Local indexes take from their table. */
export class Rates implements Throughput {
  readonly #clock: Clock;
  readonly #metrics: DynamoDbMetrics;
  readonly #enforced: boolean;
  readonly #meters = new Map<string, Meter>();

  /** @param enforced whether anything is refused; what is taken is counted anyway */
  constructor(clock: Clock, metrics: DynamoDbMetrics, enforced: boolean) {
    this.#clock = clock;
    this.#metrics = metrics;
    this.#enforced = enforced;
  }

  admission(factor: number): Admission {
    if (!this.#enforced) return open;
    const ahead = new Map<string, number>();
    const admit = (view: TableView, index: IndexView | undefined, units: number): void => {
      const { collection } = index ?? view;
      const before = ahead.get(collection) ?? 0;
      const refusal = this.#refusal(view, index, 'write', before);
      if (refusal) throw refusal;
      ahead.set(collection, before + units * factor);
    };
    return {
      write(view, units, indexes) {
        admit(view, undefined, units);
        for (const { index, units: more } of indexes) admit(view, index.global ? index : undefined, more);
      },
    };
  }

  admitRead(view: TableView, index?: IndexView): void {
    const refusal = this.refusalOfRead(view, index);
    if (refusal) throw refusal;
  }

  refusalOfRead(view: TableView, index?: IndexView): AwsError | undefined {
    if (!this.#enforced) return undefined;
    return this.#refusal(view, index?.global ? index : undefined, 'read', 0);
  }

  wrote(view: TableView, units: number, indexes: readonly IndexUnits[], factor: number): void {
    let ofTable = units;
    for (const { index, units: more } of indexes) {
      if (index.global) this.#take(view, index, 'write', more * factor);
      else ofTable += more * factor;
    }
    this.#take(view, undefined, 'write', ofTable);
  }

  read(view: TableView, units: number, index?: IndexUnits): void {
    if (index?.index.global) this.#take(view, index.index, 'read', index.units);
    this.#take(view, undefined, 'read', units + (index && !index.index.global ? index.units : 0));
  }

  isThrottle(error: AwsError): boolean {
    return isThrottled(error);
  }

  #take(view: TableView, index: IndexView | undefined, way: Way, units: number): void {
    if (units === 0) return;
    const now = this.#clock.now();
    this.#metrics.consumed(view.table, index?.name, way, units);
    if (!view.isOnDemand) this.#metrics.provisioned(view.table, index?.name, way, provisionedOf(view, index)[way], now);
    if (!this.#enforced) return;
    const meter = this.#meter(view, index, way, now);
    if (view.isOnDemand) {
      meter.onDemand.took(units, now);
      const maximum = maximumOf(view, index, way);
      if (maximum !== undefined) meter.maximum.take(units, maximum, now);
    }
    meter.bucket.take(units, this.#rate(view, index, way, meter.onDemand, now), now);
  }

  /** @param ahead units that are as good as taken */
  #refusal(view: TableView, index: IndexView | undefined, way: Way, ahead: number): AwsError | undefined {
    const now = this.#clock.now();
    const meter = this.#meter(view, index, way, now);
    let limit: ThroughputLimit | undefined;
    if (!meter.bucket.hasMore(ahead, this.#rate(view, index, way, meter.onDemand, now), now)) {
      limit = view.isOnDemand ? 'KeyRange' : 'Provisioned';
    } else if (view.isOnDemand) {
      const maximum = maximumOf(view, index, way);
      if (maximum !== undefined && !meter.maximum.hasMore(ahead, maximum, now)) limit = 'MaxOnDemand';
    }
    if (limit === undefined) return undefined;
    this.#metrics.throttled(view.table, index?.name, way, limit);
    return throttled(view, index, way === 'read' ? 'Read' : 'Write', limit);
  }

  /** Units a second. */
  #rate(view: TableView, index: IndexView | undefined, way: Way, onDemand: OnDemandRate, now: number): number {
    if (view.isOnDemand) return Math.max(onDemand.at(now), warmOf(view, index)[way]);
    return provisionedOf(view, index)[way];
  }

  #meter(view: TableView, index: IndexView | undefined, way: Way, now: number): Meter {
    const key = `${(index ?? view).collection} ${way}`;
    let meter = this.#meters.get(key);
    if (meter === undefined) {
      if (this.#meters.size >= mostMeters) this.#meters.clear();
      const onDemand = new OnDemandRate(initialRate[way], now);
      const rate = this.#rate(view, index, way, onDemand, now);
      const maximum = new BurstBucket(maximumOf(view, index, way) ?? rate, 1, now);
      this.#meters.set(key, (meter = { bucket: new BurstBucket(rate, burstSeconds, now), onDemand, maximum }));
    }
    return meter;
  }
}

const open: Admission = { write: () => undefined };

const provisionedOf = (view: TableView, index: IndexView | undefined): Record<Way, number> =>
  index?.global ? index.global.throughput : view.table.billing.throughput;

/** What it takes at once, whatever it took before. */
const warmOf = (view: TableView, index: IndexView | undefined): Record<Way, number> =>
  index?.global ? index.global.warm : view.table.warm;

const maximumOf = (view: TableView, index: IndexView | undefined, way: Way): number | undefined => {
  const maximum = (index?.global ? index.global.maximum : view.table.billing.maximum)?.[way];
  return maximum === undefined || maximum < 0 ? undefined : maximum;
};
