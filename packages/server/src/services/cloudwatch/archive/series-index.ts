import type { Tables, Writes } from '@paddock/store';
import type { ListedMetric, MetricListFilter } from '../metric-reader.js';
import type { SeriesName } from './series-id.js';
import { indexCollection, type Place } from './tiers.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** How long a metric without data is listed. */
export const LISTED_FOR = 14 * DAY;
// How far behind the time may be that the index says a metric last had data.
const LAG = 5 * MINUTE;
const MOST_NOTED = 100_000;

/** An entry at rest: namespace, metric, dimensions, and when data came last. */
interface Entry {
  readonly n: string;
  readonly m: string;
  readonly d: Readonly<Record<string, string>>;
  readonly t: number;
}

/** Which metrics there are: an entry each, in the transaction that brought its data. */
export class SeriesIndex {
  readonly #tables: Tables;
  #noted = new Map<string, number>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** Whether {@link note} has something to write. */
  isStale(place: Place, id: string, now: number): boolean {
    const noted = this.#noted.get(notedKey(place, id));
    return noted === undefined || now >= noted + LAG;
  }

  /** Writes that the metric has data now. */
  note(writes: Writes, place: Place, id: string, series: SeriesName, now: number): void {
    const entry: Entry = { n: series.namespace, m: series.metric, d: series.dimensions, t: now };
    writes.put(indexCollection(place), entryKey(series, id), Buffer.from(JSON.stringify(entry)));
  }

  /** What {@link note} wrote is durable. */
  noted(place: Place, id: string, now: number): void {
    if (this.#noted.size >= MOST_NOTED) this.#noted = new Map();
    this.#noted.set(notedKey(place, id), now);
  }

  /**
   * Metrics by the order of their keys, from after a key if one is given.
   * @param limit how many at most; all when absent
   */
  async list(
    filter: MetricListFilter & { readonly since: number },
    { after, limit = Infinity }: { readonly after?: string | undefined; readonly limit?: number } = {},
  ): Promise<{ readonly key: string; readonly metric: ListedMetric }[]> {
    const { account, region, namespace, metric } = filter;
    const prefix =
      namespace === undefined ? '' : metric === undefined ? bytes(namespace) : `${bytes(namespace)}${bytes(metric)}`;
    let found: { key: string; metric: ListedMetric }[] = [];
    const range = after === undefined ? { from: prefix } : { after };
    await this.#tables.scan(indexCollection({ account, region }), range, {
      visit: (key, value) => {
        if (!key.startsWith(prefix)) return key < prefix;
        const entry = readEntry(value);
        const { n, m, d, t } = entry;
        if (t >= filter.since && matches({ namespace: n, metric: m, dimensions: d }, filter)) {
          found.push({ key, metric: { account, region, namespace: n, metric: m, dimensions: d, lastTime: t } });
        }
        return found.length < limit;
      },
      restart: () => {
        found = [];
      },
    });
    return found;
  }

  /** Removes the entries of metrics that have had no data for so long that they are not listed. */
  async prune(place: Place, now: number): Promise<void> {
    const collection = indexCollection(place);
    const isOld = (value: Uint8Array | undefined): boolean =>
      value !== undefined && readEntry(value).t < now - LISTED_FOR - DAY;
    let old: string[] = [];
    await this.#tables.scan(
      collection,
      {},
      {
        visit: (key, value) => {
          if (isOld(value)) old.push(key);
          return true;
        },
        restart: () => {
          old = [];
        },
      },
    );
    for (let at = 0; at < old.length; at += PRUNED_AT_ONCE) {
      const keys = old.slice(at, at + PRUNED_AT_ONCE);
      const places = keys.map((key) => ({ collection, key }));
      await this.#tables.transact(places, (values, writes) => {
        for (const [index, key] of keys.entries()) if (isOld(values[index])) writes.delete(collection, key);
      });
    }
  }
}

const PRUNED_AT_ONCE = 500;

/** Namespace and metric, each ended by a NUL, which neither can hold, then the id. */
export const entryKey = ({ namespace, metric }: SeriesName, id: string): string =>
  `${bytes(namespace)}${bytes(metric)}${id}`;
const bytes = (text: string): string => `${Buffer.from(text.replaceAll('\0', ' ')).toString('latin1')}\0`;
const notedKey = ({ account, region }: Place, id: string): string => `${account}/${region}/${id}`;

const readEntry = (value: Uint8Array): Entry => JSON.parse(Buffer.from(value).toString()) as Entry;

/** Whether a metric of the right account and region is one that is asked for. */
export function matches(series: SeriesName, { namespace, metric, dimensions = [] }: MetricListFilter): boolean {
  if (namespace !== undefined && series.namespace !== namespace) return false;
  if (metric !== undefined && series.metric !== metric) return false;
  const { dimensions: own } = series;
  return dimensions.every(
    ({ name, value }) => Object.hasOwn(own, name) && (value === undefined || own[name] === value),
  );
}
