import type { Item } from './domain/attribute-value.js';
import { itemJson } from './domain/item-json.js';

/** Bytes before an item's JSON: its size as AWS counts it. */
const HEADER = 4;

/**
 * An item, or an index's part of one, as the store has it: the size that AWS charges for, then JSON in UTF-8, so that what is only passed on is
 * neither parsed nor measured.
 */
export class StoredItem {
  readonly bytes: Buffer;
  #item: Item | undefined;

  constructor(bytes: Uint8Array, item?: Item) {
    this.bytes = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#item = item;
  }

  /** @param size in bytes, as AWS counts them */
  static of(item: Item, size: number): StoredItem {
    const bytes = itemJson(item, HEADER);
    bytes.writeUInt32LE(size, 0);
    return new StoredItem(bytes, item);
  }

  get size(): number {
    return this.bytes.readUInt32LE(0);
  }

  get json(): Buffer {
    return this.bytes.subarray(HEADER);
  }

  get item(): Item {
    return (this.#item ??= JSON.parse(this.json.toString('utf8')) as Item);
  }

  /** Whether both say the same in the same order; the same item may be written in another one. */
  hasBytesOf(other: StoredItem): boolean {
    return this.bytes.equals(other.bytes);
  }
}
