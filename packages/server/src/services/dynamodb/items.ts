import { TablesFencedError, type Place, type Tables, type Writes } from '@paddock/store';
import { AwsError } from '@paddock/wire';
import type { Clock } from '../../runtime/clock.js';
import { changeRecord, type Remover } from './change-record.js';
import type { TableName } from './domain/table.js';
import { sameItem } from './domain/value-compare.js';
import { moveExpiry } from './expiry.js';
import { indexMoves, type IndexMove } from './index-entries.js';
import type { ItemKey } from './keys.js';
import { StoredItem } from './stored-item.js';
import type { TableView } from './table-view.js';
import { writeUnits, type IndexUnits } from './capacity.js';
import type { Admission, Throughput } from './throughput.js';

/** One item's write. */
export interface ItemWrite {
  readonly view: TableView;
  readonly key: ItemKey;
  /**
   * Says what becomes of the item, given what it is: another item, nothing (`undefined`), or `keep` for a look without a change. May be called again. What it throws is the write's
   * failure.
   */
  decide(old: StoredItem | undefined): StoredItem | undefined | 'keep';
  readonly remover?: Remover;
}

/** What a write did, or why it did nothing. */
export interface ItemWritten {
  readonly old: StoredItem | undefined;
  readonly new: StoredItem | undefined;
  readonly error?: AwsError;
  /** Of the table itself, not multiplied for transactions; 0 when throttled. */
  readonly units: number;
  readonly indexUnits: readonly IndexUnits[];
}

/** What else is read and written in the transaction: a token, say. */
export interface Rider {
  readonly places: readonly Place[];
  /** Called first, and again with every new attempt. What it throws fails the transaction. */
  board(values: readonly (Uint8Array | undefined)[]): void;
  /** Called when everything else is decided. */
  write(writes: Writes): void;
}

/** Reads and writes items, with their indexes and feeds: the only place where these are brought in step. */
export class Items {
  readonly #tables: Tables;
  readonly #clock: Clock;
  readonly #throughput: Throughput;

  constructor(tables: Tables, clock: Clock, throughput: Throughput) {
    this.#tables = tables;
    this.#clock = clock;
    this.#throughput = throughput;
  }

  /** The items at the keys, as they were at one moment. */
  async read(
    keys: readonly { readonly view: TableView; readonly key: ItemKey }[],
  ): Promise<(StoredItem | undefined)[]> {
    const values = await this.#tables.read(
      keys.map(({ view, key }) => ({ collection: view.collection, key: key.place })),
    );
    return values.map((value) => (value === undefined ? undefined : new StoredItem(value)));
  }

  /**
   * Writes items with their index entries and the records of their changes, in one transaction.
   * @param settle `each`: what fails leaves the others be; `all`: one failure, and nothing is written
   * @param options.factor how often units count: 2 for transactions
   * @param options.dry only to see what would fail
   * @throws TableChangedError when one of the tables has another definition by now: look it up again
   */
  async write(
    writes: readonly ItemWrite[],
    settle: 'each' | 'all' = 'each',
    options: { readonly factor?: number; readonly rider?: Rider; readonly dry?: boolean } = {},
  ): Promise<ItemWritten[]> {
    const { factor = 1, rider, dry = false } = options;
    const places = writes.map(({ view, key }): Place => ({ collection: view.collection, key: key.place }));
    const fences = [...new Set(writes.map(({ view }) => view.fence))];
    try {
      const written = await this.#tables.transact(
        rider ? [...places, ...rider.places] : places,
        (values, into) => {
          rider?.board(values.slice(places.length));
          const admission = this.#throughput.admission(factor);
          const outcomes = writes.map((write, i) => this.#decide(write, values[i], admission));
          if (dry || (settle === 'all' && outcomes.some(({ error }) => error !== undefined))) return outcomes;
          const time = this.#clock.now();
          for (const [i, write] of writes.entries()) {
            const outcome = outcomes[i];
            if (outcome !== undefined && outcome.error === undefined) this.#put(write, outcome, time, into);
          }
          rider?.write(into);
          return outcomes;
        },
        fences,
      );
      for (const [i, { view, remover }] of writes.entries()) {
        const outcome = written[i];
        // What expires is nobody's to pay.
        if (outcome && remover === undefined)
          this.#throughput.wrote(view, outcome.units * factor, outcome.indexUnits, factor);
      }
      return written;
    } catch (error) {
      if (error instanceof TablesFencedError) throw new TableChangedError(writes.map(({ view }) => view.table));
      throw error;
    }
  }

  #decide(write: ItemWrite, value: Uint8Array | undefined, admission: Admission): Decided {
    const { view } = write;
    const old = value === undefined ? undefined : new StoredItem(value);
    try {
      const decided = write.decide(old);
      const next = decided === 'keep' ? old : decided;
      const moves = next === old ? [] : indexMoves(view, write.key, old, next);
      const indexUnits = moves.length === 0 ? none : moves.map(({ index, units }) => ({ index, units }));
      const units = writeUnits(Math.max(old?.size ?? 0, next?.size ?? 0));
      if (write.remover === undefined) admission.write(view, units, indexUnits);
      return { old, new: next, units, indexUnits, moves };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // What the condition was judged on was read, and is paid for; what was throttled is not.
      const isThrottled = this.#throughput.isThrottle(error);
      const units = isThrottled ? 0 : writeUnits(old?.size ?? 0);
      return { old, new: old, error, units, indexUnits: none, moves: [] };
    }
  }

  #put({ view, key, remover }: ItemWrite, decided: Decided, time: number, into: Writes): void {
    const { old, new: next } = decided;
    if (old === next) return;
    const { collection } = view;
    if (next === undefined) into.delete(collection, key.place);
    else into.put(collection, key.place, next.bytes);
    for (const { index, before, after } of decided.moves) {
      if (before && before.key !== after?.key) into.delete(index.collection, before.key);
      if (after) into.put(index.collection, after.key, after.stored.bytes);
    }
    if (view.expiry !== undefined) moveExpiry(view.expiry, key.place, old, next, into);
    if (view.feeds.length === 0) return;
    if (old && next && (old.hasBytesOf(next) || sameItem(old.item, next.item))) return;
    for (const feed of view.feeds) into.append(feed.feed, changeRecord(view, feed, { old, new: next, time, remover }));
  }
}

interface Decided extends ItemWritten {
  readonly moves: readonly IndexMove[];
}

const none: readonly IndexUnits[] = [];

/** A table's definition is not what the writer went by. */
export class TableChangedError extends Error {
  override readonly name = 'TableChangedError';
  /** It is one of these. */
  readonly tables: readonly TableName[];

  constructor(tables: readonly TableName[]) {
    super('the definition of a table has changed');
    this.tables = tables;
  }
}
