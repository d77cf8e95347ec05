import type { Registry, Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import type { PointsRequest } from '../metric-reader.js';
import { addedToRow, eachPoint, type Block } from './block.js';
import { Chunks } from './chunks.js';
import { joinSamples, type Sample } from './sample.js';
import { SeriesIds, type SeriesName } from './series-id.js';
import { entryKey, SeriesIndex } from './series-index.js';
import {
  blockOf,
  chunkCollection,
  chunkOf,
  countsCollection,
  isOpen,
  minutes,
  readRowKey,
  rollUps,
  rowKey,
  seconds,
  type Place,
  type Tier,
} from './tiers.js';
import { unitNamed, unitNumber } from './units.js';

/** Something to keep. */
export interface ArchivedDatum {
  readonly series: SeriesName;
  readonly unit: string;
  /** ms since the epoch; kept to the minute, or to the second if it is of high resolution. */
  readonly time: number;
  readonly highResolution?: boolean;
  readonly sample: Sample;
}

export interface ArchivedPoint {
  readonly unit: string;
  /** When it begins, ms since the epoch. */
  readonly time: number;
  readonly sample: Sample;
}

/** Data points on disk, at the resolutions and for the times that CloudWatch keeps them. docs/services/cloudwatch.md says how they lie. */
export class MetricArchive {
  readonly index: SeriesIndex;
  readonly chunks: Chunks;
  /** Called, and waited for, once data was added: alarms that sleep are woken by it. */
  onAdded: ((place: Place, series: Iterable<SeriesName>) => Promise<void>) | undefined;
  readonly #tables: Tables;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #ids = new SeriesIds();

  constructor(parts: { readonly tables: Tables; readonly registry: Registry; readonly clock: Pick<Clock, 'now'> }) {
    this.#tables = parts.tables;
    this.#clock = parts.clock;
    this.index = new SeriesIndex(parts.tables);
    this.chunks = new Chunks(parts.registry);
  }

  /** Adds to what is there, in one durable transaction. What is older than everything that is kept is dropped. */
  async add(place: Place, data: readonly ArchivedDatum[]): Promise<void> {
    const now = this.#clock.now();
    const rows = new Rows();
    const stale = new Map<string, SeriesName>();
    for (const datum of data) {
      const { series, time, unit, sample } = datum;
      const id = this.#ids.of(series);
      if (datum.highResolution === true && isOpen(seconds, time, now)) rows.add(seconds, id, unit, time, sample);
      const tier = rollUps.find((one) => isOpen(one, time, now));
      if (tier === undefined) continue;
      rows.add(tier, id, unit, time, sample);
      if (!stale.has(id) && this.index.isStale(place, id, now)) stale.set(id, series);
    }
    for (const { tier, chunk } of rows.chunks.values()) await this.chunks.ensure(place, tier, chunk);
    const added = rows.all();
    const places = added.map(({ tier, chunk, key }) => ({ collection: chunkCollection(place, tier, chunk), key }));
    await this.#tables.transact(places, (values, writes) => {
      for (const [index, { collection, key }] of places.entries()) {
        writes.put(collection, key, addedToRow(values[index], added[index]?.block ?? new Map<number, Sample>()));
      }
      for (const [id, series] of stale) this.index.note(writes, place, id, series, now);
    });
    for (const id of stale.keys()) this.index.noted(place, id, now);
    await this.onAdded?.(place, new Set(data.map(({ series }) => series)));
  }

  /** Where a metric stands in the order in which the index lists them. */
  keyOf(series: SeriesName): string {
    return entryKey(series, this.#ids.of(series));
  }

  /** The points of a metric whose time is in [from, to), those of one unit if it is given; in no particular order, and maybe several of one time. */
  async read(request: PointsRequest): Promise<ArchivedPoint[]> {
    const { metric, from, period } = request;
    const place = { account: metric.account, region: metric.region };
    if (period < 60) return this.#readSeconds(place, request);
    if (from >= this.#clock.now() - minutes.keep) return this.#readTiers(place, rollUps, request);
    for (let attempt = 1; ; attempt++) {
      const before = await this.#rolledUp(place);
      const found = await this.#readTiers(place, rollUps, request);
      // What was moved meanwhile may have been seen twice, or not at all.
      if (attempt === MOST_ATTEMPTS || (await this.#rolledUp(place)) === before) return found;
    }
  }

  /** Points of seconds. What was put without them stands at the beginning of its minute. */
  async #readSeconds(place: Place, request: PointsRequest): Promise<ArchivedPoint[]> {
    const { from, to } = request;
    const start = Math.max(minuteOf(from), minuteOf(this.#clock.now() - seconds.keep));
    const whole = { ...request, from: start, to: minuteOf(to - 1) + minutes.resolution };
    const fine = await this.#readTiers(place, [seconds], whole);
    const known = new Set(fine.map(({ unit, time }) => `${minuteOf(time)} ${unit}`));
    const others = await this.#readTiers(place, [minutes], { ...whole, period: 60 });
    return [...fine, ...others.filter(({ unit, time }) => !known.has(`${time} ${unit}`))].filter(
      ({ time }) => time >= from && time < to,
    );
  }

  /** How much was rolled up so far. */
  async #rolledUp(place: Place): Promise<number> {
    const [count] = await this.#tables.read([{ collection: countsCollection(place), key: '' }]);
    return readCount(count);
  }

  async #readTiers(place: Place, tiers: readonly Tier[], request: PointsRequest): Promise<ArchivedPoint[]> {
    const { unit, metric, period } = request;
    const id = this.#ids.of(metric);
    const found: ArchivedPoint[] = [];
    const now = this.#clock.now();
    for (const tier of tiers) {
      // A request may ask about any time, and has only those chunks looked for that there may be.
      const from = Math.max(request.from, now - tier.keep - tier.chunk - DAY);
      const to = Math.min(request.to, now + DAY);
      // Points of an hour cannot tell of minutes.
      if (to <= from || (period * 1_000) % tier.resolution !== 0) continue;
      const [first, last] = [blockOf(tier, from), blockOf(tier, to - 1)];
      const range =
        unit === undefined
          ? { from: rowKey(id, 0, 0), upTo: rowKey(id, 0xff, 0xffffffff) }
          : { from: rowKey(id, unitNumber(unit), first), upTo: rowKey(id, unitNumber(unit), last) };
      for (let chunk = chunkOf(tier, from); chunk <= chunkOf(tier, to - 1); chunk++) {
        const before = found.length;
        await this.#tables.scan(chunkCollection(place, tier, chunk), range, {
          visit: (key, value) => {
            const row = readRowKey(key);
            if (row.block >= first && row.block <= last) readRow(tier, row, value, request, found);
            return true;
          },
          restart: () => void found.splice(before),
        });
      }
    }
    return found;
  }
}

function readRow(
  tier: Tier,
  { block, unit }: { readonly block: number; readonly unit: number },
  value: Uint8Array,
  { from, to }: PointsRequest,
  found: ArchivedPoint[],
): void {
  const name = unitNamed(unit);
  eachPoint(value, (slot, sample) => {
    const time = block * tier.block + slot * tier.resolution;
    if (time >= from && time < to) found.push({ unit: name, time, sample });
  });
}

export const readCount = (stored: Uint8Array | undefined): number =>
  stored === undefined ? 0 : Number(Buffer.from(stored).toString());

const DAY = 86_400_000;
const MOST_ATTEMPTS = 3;
const minuteOf = (time: number): number => Math.floor(time / minutes.resolution) * minutes.resolution;

interface Row {
  readonly tier: Tier;
  readonly chunk: number;
  readonly key: string;
  readonly samples: Map<number, Sample[]>;
}

/** What a transaction adds, gathered by row. */
class Rows {
  readonly chunks = new Map<string, { readonly tier: Tier; readonly chunk: number }>();
  readonly #rows = new Map<string, Row>();

  add(tier: Tier, id: string, unit: string, time: number, sample: Sample): void {
    const block = blockOf(tier, time);
    const key = rowKey(id, unitNumber(unit), block);
    const name = `${tier.name}${key}`;
    let row = this.#rows.get(name);
    if (row === undefined) {
      const chunk = chunkOf(tier, block * tier.block);
      this.#rows.set(name, (row = { tier, chunk, key, samples: new Map<number, Sample[]>() }));
      const chunkName = `${tier.name}${chunk}`;
      if (!this.chunks.has(chunkName)) this.chunks.set(chunkName, { tier, chunk });
    }
    const slot = Math.floor((time - block * tier.block) / tier.resolution);
    const samples = row.samples.get(slot);
    if (samples === undefined) row.samples.set(slot, [sample]);
    else samples.push(sample);
  }

  /** Samples of one moment are joined at once: a request may have a thousand of them. */
  all(): (Omit<Row, 'samples'> & { readonly block: Block })[] {
    return Array.from(this.#rows.values(), ({ tier, chunk, key, samples }) => {
      const block: Block = new Map();
      for (const [slot, some] of samples) {
        const joined = joinSamples(some);
        if (joined !== undefined) block.set(slot, joined);
      }
      return { tier, chunk, key, block };
    });
  }
}
