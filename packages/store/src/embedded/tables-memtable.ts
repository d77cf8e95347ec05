import { OrderedMap } from '../ordered-map.js';
import { changeTypes, fenceOf, type Change } from './tables-changes.js';

/** What a memtable knows of one collection. */
export interface Shelf {
  /** Addresses of values, or `DELETED`. */
  readonly entries: OrderedMap<number>;
  /** Everything older is forgotten. */
  isCleared: boolean;
  /** What is older and below this key is forgotten. */
  below: string;
}

export const DELETED = -1;

/** What an entry takes beside key and value: about. */
const ENTRY_BYTES = 64;

/** Durable changes that are not in the file yet: the latest of each key, in order. */
export class Memtable {
  readonly shelves = new Map<string, Shelf>();
  readonly fences = new Map<string, number>();
  readonly #values = new Arena();
  #keyBytes = 0;

  /** The memory that it takes, about. */
  get bytes(): number {
    return this.#values.bytes + this.#keyBytes;
  }

  get isEmpty(): boolean {
    return this.shelves.size === 0 && this.fences.size === 0;
  }

  /** Copies what it needs. */
  apply(change: Change): void {
    const { type, name, key } = change;
    switch (type) {
      case changeTypes.put:
      case changeTypes.append:
        return this.#set(name, key, this.#values.add(change.value));
      case changeTypes.delete:
        return this.#set(name, key, DELETED);
      case changeTypes.clear:
        this.shelves.set(name, { entries: new OrderedMap(), isCleared: true, below: '' });
        return;
      case changeTypes.trim: {
        const shelf = this.#shelf(name);
        shelf.entries.deleteBelow(key);
        if (key > shelf.below) shelf.below = key;
        return;
      }
      case changeTypes.fence: {
        const { name: fence, revision } = fenceOf(change);
        this.fences.set(fence, Math.max(revision, this.fences.get(fence) ?? 0));
      }
    }
  }

  /** A view of the value; null when it is known that there is none; undefined when older layers know. */
  find(collection: string, key: string): Buffer | null | undefined {
    const shelf = this.shelves.get(collection);
    if (shelf === undefined) return undefined;
    const address = shelf.entries.get(key);
    if (address === undefined) return shelf.isCleared || key < shelf.below ? null : undefined;
    return address === DELETED ? null : this.#values.at(address);
  }

  /** A view of the value at an address of a shelf. */
  valueAt(address: number): Buffer {
    return this.#values.at(address);
  }

  #set(name: string, key: string, address: number): void {
    if (this.#shelf(name).entries.set(key, address) === undefined) this.#keyBytes += key.length + ENTRY_BYTES;
  }

  #shelf(name: string): Shelf {
    let shelf = this.shelves.get(name);
    if (shelf === undefined) {
      this.shelves.set(name, (shelf = { entries: new OrderedMap(), isCleared: false, below: '' }));
      this.#keyBytes += ENTRY_BYTES;
    }
    return shelf;
  }
}

const SLAB = 1024 * 1024;
const LENGTH = 4;

/**
 * Values in large slabs, each behind its length, found by a number: hundred thousands of small buffers would keep the garbage
 * collector busy. Space is given back with the whole arena.
 */
class Arena {
  bytes = 0;
  readonly #slabs: Buffer[] = [];
  /** The slab that is being filled. */
  #current = -1;
  #used = SLAB;

  add(value: Uint8Array): number {
    const size = LENGTH + value.length;
    this.bytes += size;
    if (size > SLAB / 4) {
      const own = Buffer.allocUnsafeSlow(size);
      write(own, 0, value);
      return (this.#slabs.push(own) - 1) * SLAB;
    }
    if (this.#used + size > SLAB) {
      this.#current = this.#slabs.push(Buffer.allocUnsafeSlow(SLAB)) - 1;
      this.#used = 0;
    }
    const offset = this.#used;
    const slab = this.#slabs[this.#current];
    if (slab === undefined) throw new Error('the arena has no slab');
    write(slab, offset, value);
    this.#used += size;
    return this.#current * SLAB + offset;
  }

  at(address: number): Buffer {
    const slab = this.#slabs[Math.floor(address / SLAB)];
    if (slab === undefined) throw new Error('no such address in the arena');
    const start = (address % SLAB) + LENGTH;
    return slab.subarray(start, start + slab.readUInt32LE(start - LENGTH));
  }
}

function write(slab: Buffer, offset: number, value: Uint8Array): void {
  slab.writeUInt32LE(value.length, offset);
  slab.set(value, offset + LENGTH);
}
