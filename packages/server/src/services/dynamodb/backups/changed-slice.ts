import type { Fence, Tables } from '@paddock/store';
import { ChangeRecord } from '../change-record.js';
import type { TableView } from '../table-view.js';
import { decodeChangedItem, encodeChangedItem, withChange, type ChangedItem } from './changed-item.js';
import { sliceBytes, sliceItems } from '../slice.js';
import { placeOf } from './copying.js';

/** Changes that are looked at in a slice; most of them may be too old. */
const longLook = 1_000;

/**
 * Gathers what became of items in a period, one entry for each, out of a table's history; one slice.
 * @param period from, inclusive, to, exclusive, ms since the epoch
 * @returns the key of the last change that was looked at, undefined at the end
 */
export async function changedSlice(
  tables: Tables,
  history: string,
  period: { readonly from: number; readonly to: number },
  copy: { readonly view: TableView; readonly to: string },
  at: string | undefined,
  fence: Fence,
): Promise<string | undefined> {
  const found = new Map<string, ChangeRecord[]>();
  let [looked, count, bytes] = [0, 0, 0];
  let last: string | undefined;
  await tables.scan(history, at === undefined ? {} : { after: at }, {
    visit(key, value) {
      const record = new ChangeRecord(value);
      last = undefined;
      if (record.time >= period.to) return false;
      looked += 1;
      if (record.time >= period.from) {
        const place = placeOf(copy.view, record);
        found.set(place, [...(found.get(place) ?? []), record.copy()]);
        count += 1;
        bytes += value.byteLength;
      }
      if (looked < longLook && count < sliceItems && bytes < sliceBytes) return true;
      last = key;
      return false;
    },
    restart() {
      found.clear();
      [looked, count, bytes, last] = [0, 0, 0, undefined];
    },
  });
  if (found.size > 0) {
    const places = [...found.keys()];
    await tables.transact(
      places.map((key) => ({ collection: copy.to, key })),
      (values, writes) => {
        for (const [i, place] of places.entries()) {
          const value = values[i];
          let changed: ChangedItem | undefined = value && decodeChangedItem(value);
          for (const record of found.get(place) ?? []) changed = withChange(changed, record);
          if (changed) writes.put(copy.to, place, encodeChangedItem(changed));
        }
      },
      [fence],
    );
  }
  return last;
}
