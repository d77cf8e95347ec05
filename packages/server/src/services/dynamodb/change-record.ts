import { itemSize } from './domain/value-size.js';
import type { Item } from './domain/attribute-value.js';
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

const EVENTS = ['INSERT', 'MODIFY', 'REMOVE'] as const;
export type ChangeEvent = (typeof EVENTS)[number];

/*
 * A record's bytes: which event (two bits) and whether expiry removed the item (one), 1 byte; time, 6; size, 4; lengths of keys and new image, 4 each;
 * then JSON of the keys, the new image and the old one. Numbers have their least significant byte first.
 */
const EXPIRED = 4;
const [TIME, SIZE, KEYS_LENGTH, NEW_LENGTH, BODY] = [1, 7, 11, 15, 19];

/** The record of a change; the images are copied as they are stored. */
export function changeRecord(view: TableView, feed: FeedView, change: ItemChange): Buffer {
  const some = change.new ?? change.old;
  if (some === undefined) throw new TypeError('a change changes something');
  const keys = keyAttributesOf(view, some.item);
  const keysJson = JSON.stringify(keys);
  const keysLength = Buffer.byteLength(keysJson);
  const now = feed.hasNew ? change.new : undefined;
  const before = feed.hasOld ? change.old : undefined;
  const nowLength = now?.json.length ?? 0;
  const record = Buffer.allocUnsafe(BODY + keysLength + nowLength + (before?.json.length ?? 0));
  const event = change.old === undefined ? 0 : change.new === undefined ? 2 : 1;
  record[0] = event | (change.remover === undefined ? 0 : EXPIRED);
  record.writeUIntLE(change.time, TIME, 6);
  record.writeUInt32LE(itemSize(keys) + (now?.size ?? 0) + (before?.size ?? 0), SIZE);
  record.writeUInt32LE(keysLength, KEYS_LENGTH);
  record.writeUInt32LE(nowLength, NEW_LENGTH);
  record.write(keysJson, BODY);
  now?.json.copy(record, BODY + keysLength);
  before?.json.copy(record, BODY + keysLength + nowLength);
  return record;
}

/** A feed's record, read where it lies: what nobody asks for is neither copied nor parsed. Its bytes are the store's; see `Visitor`. */
export class ChangeRecord {
  readonly #bytes: Buffer;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Of its own bytes, for those who keep it. */
  copy(): ChangeRecord {
    return new ChangeRecord(Buffer.from(this.#bytes));
  }

  get byteLength(): number {
    return this.#bytes.length;
  }

  get event(): ChangeEvent {
    return EVENTS[(this.#bytes[0] ?? 0) & 3] ?? 'MODIFY';
  }

  get remover(): Remover | undefined {
    return ((this.#bytes[0] ?? 0) & EXPIRED) === 0 ? undefined : 'time-to-live';
  }

  /** ms since the epoch */
  get time(): number {
    return this.#bytes.readUIntLE(TIME, 6);
  }

  /** In bytes, as AWS counts: the keys and the images that there are. */
  get size(): number {
    return this.#bytes.readUInt32LE(SIZE);
  }

  /** JSON of the item's key attributes. */
  get keys(): Buffer {
    return this.#bytes.subarray(BODY, this.#newStart);
  }

  /** JSON of the item as it became; undefined where there is none, or the feed does not have it. */
  get newImage(): Buffer | undefined {
    return this.#image(this.#newStart, this.#oldStart);
  }

  /** JSON of the item as it was. */
  get oldImage(): Buffer | undefined {
    return this.#image(this.#oldStart, this.#bytes.length);
  }

  get #newStart(): number {
    return BODY + this.#bytes.readUInt32LE(KEYS_LENGTH);
  }

  get #oldStart(): number {
    return this.#newStart + this.#bytes.readUInt32LE(NEW_LENGTH);
  }

  // An item has a key at least, so that no image is empty.
  #image(start: number, end: number): Buffer | undefined {
    return start === end ? undefined : this.#bytes.subarray(start, end);
  }
}

/** The item that an image or a record's keys are. */
export const itemOf = (json: Buffer): Item => JSON.parse(json.toString()) as Item;
