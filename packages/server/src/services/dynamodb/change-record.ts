import { itemSize } from './domain/value-size.js';
import { keyAttributesOf } from './keys.js';
import type { StoredItem } from './stored-item.js';
import type { FeedView, TableView } from './table-view.js';

/** Who deletes an item when it is not a request. */
export type Remover = 'time-to-live';

/** One change of one item, as a feed has it. */
export interface ItemChange {
  readonly old: StoredItem | undefined;
  readonly new: StoredItem | undefined;
  /** ms since the epoch */
  readonly time: number;
  readonly remover?: Remover | undefined;
}

/** What is read back of a feed's record. Images are items. */
export interface ChangeRecord {
  /** ms since the epoch */
  readonly time: number;
  readonly event: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly remover?: Remover;
  /** In bytes, as AWS counts: the keys and the images that there are. */
  readonly size: number;
  readonly keys: Record<string, unknown>;
  readonly new?: Record<string, unknown>;
  readonly old?: Record<string, unknown>;
}

/** The record of a change, JSON of a {@link ChangeRecord}; the images are copied as they are stored. */
export function changeRecord(view: TableView, feed: FeedView, change: ItemChange): Buffer {
  const some = change.new ?? change.old;
  if (some === undefined) throw new TypeError('a change changes something');
  const keys = keyAttributesOf(view, some.item);
  const now = feed.hasNew ? change.new : undefined;
  const before = feed.hasOld ? change.old : undefined;
  const event = change.old === undefined ? 'INSERT' : change.new === undefined ? 'REMOVE' : 'MODIFY';
  const size = itemSize(keys) + (now?.size ?? 0) + (before?.size ?? 0);
  const head =
    `{"time":${change.time},"event":"${event}",${change.remover === undefined ? '' : `"remover":"${change.remover}",`}` +
    `"size":${size},"keys":${JSON.stringify(keys)}`;
  return Buffer.concat([
    Buffer.from(head),
    ...(now ? [NEW, now.json] : []),
    ...(before ? [OLD, before.json] : []),
    END,
  ]);
}

const [NEW, OLD, END] = [Buffer.from(',"new":'), Buffer.from(',"old":'), Buffer.from('}')];
