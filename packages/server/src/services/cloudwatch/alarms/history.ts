import type { Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import type { Alarm, AlarmPlace } from './alarm.js';
import { hashOf } from './store.js';

export interface HistoryItem {
  readonly name: string;
  readonly type: Alarm['type'];
  /** ms since the epoch */
  readonly time: number;
  readonly kind: 'ConfigurationUpdate' | 'StateUpdate' | 'Action';
  readonly summary: string;
  /** JSON text. */
  readonly data: string;
  /** Orders the items of one moment, and tells them apart: an item that is added again is the same. */
  readonly order: string;
}

export interface HistoryQuery {
  readonly name?: string | undefined;
  /** ms since the epoch, inclusive. */
  readonly from?: number | undefined;
  /** ms since the epoch, inclusive. */
  readonly to?: number | undefined;
  readonly isRising: boolean;
  /** The key of the last item of the page before. */
  readonly after?: string | undefined;
  readonly limit: number;
  readonly fits: (item: HistoryItem) => boolean;
}

const KEPT = 30 * 24 * 3_600_000;
// Each addition removes a few of the items that are too old: nothing has to run for it.
const PRUNED_AT_ONCE = 20;

/** What happened to alarms in the last thirty days, also to those that are there no more. */
export class AlarmHistory {
  readonly #tables: Tables;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(tables: Tables, clock: Pick<Clock, 'now'>) {
    this.#tables = tables;
    this.#clock = clock;
  }

  /** Durable when it resolves; adding an item again changes nothing. */
  async add(place: AlarmPlace, items: readonly HistoryItem[]): Promise<void> {
    const collection = collectionOf(place);
    const old = await this.#old(collection);
    await this.#tables.transact([], (_, writes) => {
      for (const item of old) {
        for (const key of keysOf(item)) writes.delete(collection, key);
      }
      for (const item of items) {
        const value = Buffer.from(JSON.stringify(item));
        for (const key of keysOf(item)) writes.put(collection, key, value);
      }
    });
  }

  async list(place: AlarmPlace, query: HistoryQuery): Promise<{ readonly key: string; readonly item: HistoryItem }[]> {
    const prefix = query.name === undefined ? ALL : ofName(query.name);
    const from = Math.max(query.from ?? 0, this.#clock.now() - KEPT);
    const lower = `${prefix}${timeText(from)}`;
    const upper = `${prefix}${timeText((query.to ?? LATEST) + 1)}`;
    const { isRising, after, fits, limit } = query;
    const range = {
      ...(isRising && after !== undefined ? { after } : { from: lower }),
      below: !isRising && after !== undefined ? after : upper,
      reverse: !isRising,
    };
    let found: { readonly key: string; readonly item: HistoryItem }[] = [];
    await this.#tables.scan(collectionOf(place), range, {
      visit: (key, value) => {
        const item = JSON.parse(Buffer.from(value).toString()) as HistoryItem;
        if (fits(item)) found.push({ key, item });
        return found.length < limit;
      },
      restart: () => {
        found = [];
      },
    });
    return found;
  }

  async #old(collection: string): Promise<HistoryItem[]> {
    let old: HistoryItem[] = [];
    const below = `${ALL}${timeText(this.#clock.now() - KEPT)}`;
    await this.#tables.scan(
      collection,
      { from: ALL, below },
      {
        visit: (_, value) => old.push(JSON.parse(Buffer.from(value).toString()) as HistoryItem) < PRUNED_AT_ONCE,
        restart: () => {
          old = [];
        },
      },
    );
    return old;
  }
}

const LATEST = 9e13;
const ALL = 'a/';
const collectionOf = ({ account, region }: AlarmPlace): string => `cloudwatch-alarms/${account}/${region}`;
const ofName = (name: string): string => `n/${hashOf(name)}/`;
const timeText = (time: number): string => String(Math.max(0, Math.trunc(time))).padStart(14, '0');

/** Each item stands among all by time, and among those of its alarm. */
function keysOf({ name, time, order }: HistoryItem): string[] {
  const place = `${timeText(time)}/${order}/${hashOf(name)}`;
  return [`${ALL}${place}`, `${ofName(name)}${place}`];
}
