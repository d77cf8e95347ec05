import { feedKey, type Fence, type Tables } from '@paddock/store';
import { ChangeRecord, itemOf } from '../change-record.js';
import { itemSize } from '../domain/value-size.js';
import { indexEntry } from '../index-entries.js';
import { keyOfItem } from '../keys.js';
import { readSlice, sliceBytes, sliceItems } from '../slice.js';
import { StoredItem } from '../stored-item.js';
import type { TableView } from '../table-view.js';

/** Entries that are only looked at before others get their turn. */
const longLook = 1_000;

/**
 * How a table's items are copied as they were at one moment while others write to the table. What is copied slice by slice is of many
 * moments; but the table's history has every change since before the copy began, with the item as it was. So the changes after the moment are undone in
 * the copy, the newest first: what is left of an item is what the first of its changes after the moment found. Each function does one slice and answers where it has come to,
 * undefined at the end; doing a slice twice does no harm, as long as nobody else is at a later one: the fence sees to that.
 */
export class Copier {
  readonly #tables: Tables;
  readonly #sliceItems: number;

  constructor(tables: Tables, most = sliceItems) {
    this.#tables = tables;
    this.#sliceItems = most;
  }

  async copy(from: string, to: string, at: string | undefined, fence: Fence): Promise<string | undefined> {
    const { entries, last } = await this.entries(from, at);
    if (entries.length > 0) {
      await this.#tables.transact(
        [],
        (_values, writes) => {
          for (const { key, value } of entries) writes.put(to, key, value);
        },
        [fence],
      );
    }
    return last;
  }

  /** @param view with the table's keys */
  async undo(
    history: string,
    since: Since,
    copy: { readonly view: TableView; readonly to: string },
    at: string | undefined,
    fence: Fence,
  ): Promise<string | undefined> {
    const range = {
      ...('mark' in since && since.mark !== '' ? { after: since.mark } : {}),
      ...(at === undefined ? {} : { below: at }),
      reverse: true,
    };
    const most = this.#sliceItems;
    let undone: { key: string; old: Buffer | undefined }[] = [];
    let last: string | undefined;
    let bytes = 0;
    await this.#tables.scan(history, range, {
      visit(key, value) {
        const record = new ChangeRecord(value);
        if ('time' in since && record.time <= since.time) {
          last = undefined;
          return false;
        }
        undone.push({ key: placeOf(copy.view, record), old: record.oldImage && storedImage(record.oldImage).bytes });
        bytes += value.byteLength;
        last = undone.length < most && bytes < sliceBytes ? undefined : key;
        return last === undefined;
      },
      restart() {
        [undone, bytes, last] = [[], 0, undefined];
      },
    });
    if (undone.length > 0) {
      await this.#tables.transact(
        [],
        (_values, writes) => {
          for (const { key, old } of undone) {
            if (old === undefined) writes.delete(copy.to, key);
            else writes.put(copy.to, key, old);
          }
        },
        [fence],
      );
    }
    return last;
  }

  /** The key of the last change so far; empty when there is none. Whoever writes after it was asked for has a greater one. */
  async lastChange(history: string): Promise<string> {
    let last = '';
    await this.#tables.scan(
      history,
      { reverse: true },
      {
        visit(key) {
          last = key;
          return false;
        },
      },
    );
    return last === '' ? feedKey(0) : last;
  }

  /** Makes the entries of all indexes of a table that nobody else writes to. */
  async index(view: TableView, at: string | undefined, fence: Fence): Promise<string | undefined> {
    if (view.indexes.length === 0) return undefined;
    const { entries, last } = await this.entries(view.collection, at);
    await this.#tables.transact(
      [],
      (_values, writes) => {
        for (const { value } of entries) {
          const stored = new StoredItem(value);
          const key = keyOfItem(view, stored.item);
          for (const index of view.indexes) {
            const entry = indexEntry(view, index, key, stored);
            if (entry) writes.put(index.collection, entry.key, entry.stored.bytes);
          }
        }
      },
      [fence],
    );
    return last;
  }

  /** What a part of a collection holds: its entries, and their bytes as AWS counts them. */
  async count(
    collection: string,
    at: string | undefined,
  ): Promise<{ readonly items: number; readonly bytes: number; readonly last: string | undefined }> {
    let [items, bytes] = [0, 0];
    let last: string | undefined;
    await this.#tables.scan(collection, at === undefined ? {} : { after: at }, {
      visit(key, value) {
        items += 1;
        bytes += new StoredItem(value).size;
        if (items < longLook) return true;
        last = key;
        return false;
      },
      restart() {
        [items, bytes, last] = [0, 0, undefined];
      },
    });
    return { items, bytes, last };
  }

  /** A slice of a collection, and the key of its last entry unless nothing is left behind it. */
  async entries(
    collection: string,
    at: string | undefined,
  ): Promise<{ readonly entries: readonly { key: string; value: Buffer }[]; readonly last: string | undefined }> {
    const copied = (key: string, value: Uint8Array) => ({ key, value: Buffer.from(value) });
    const { picked, last } = await readSlice(this.#tables, collection, at, copied, this.#sliceItems);
    return { entries: picked, last };
  }
}

/** Which changes are undone: those whose keys in the history are above the mark, or that are younger than a time, ms since the epoch. */
export type Since = { readonly mark: string } | { readonly time: number };

/** Where a change's item stands. */
export const placeOf = (view: TableView, record: ChangeRecord): string => keyOfItem(view, itemOf(record.keys)).place;

/** An image of a change as an item is stored; of bytes of its own. */
export function storedImage(image: Buffer): StoredItem {
  const item = itemOf(image);
  const bytes = Buffer.allocUnsafe(4 + image.length);
  bytes.writeUInt32LE(itemSize(item), 0);
  image.copy(bytes, 4);
  return new StoredItem(bytes, item);
}
