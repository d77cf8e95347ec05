import { changeTypes, fenceOf, type Change } from './tables-changes.js';

/** What was decided and is not durable yet: only other decisions may see it. */
export class Pending {
  readonly #shelves = new Map<string, PendingShelf>();
  readonly #fences = new Map<string, number>();

  add(change: Change): void {
    const { type, name, key } = change;
    if (type === changeTypes.fence) {
      const fence = fenceOf(change);
      this.#fences.set(fence.name, Math.max(fence.revision, this.#fences.get(fence.name) ?? 0));
      return;
    }
    let shelf = this.#shelves.get(name);
    if (shelf === undefined) this.#shelves.set(name, (shelf = { writes: new Map(), clears: [] }));
    if (type === changeTypes.clear || type === changeTypes.trim) {
      for (const written of shelf.writes.keys()) if (covers(change, written)) shelf.writes.delete(written);
      shelf.clears.push(change);
    } else {
      shelf.writes.set(key, change);
    }
  }

  /** It is durable, and visible elsewhere now. */
  settle(change: Change): void {
    const { type, name, key } = change;
    if (type === changeTypes.fence) {
      const fence = fenceOf(change);
      if (this.#fences.get(fence.name) === fence.revision) this.#fences.delete(fence.name);
      return;
    }
    const shelf = this.#shelves.get(name);
    if (shelf === undefined) return;
    if (type === changeTypes.clear || type === changeTypes.trim) {
      if (shelf.clears[0] === change) shelf.clears.shift();
    } else if (shelf.writes.get(key) === change) {
      shelf.writes.delete(key);
    }
    if (shelf.writes.size === 0 && shelf.clears.length === 0) this.#shelves.delete(name);
  }

  /** It will never be durable, none of it. */
  drop(): void {
    this.#shelves.clear();
    this.#fences.clear();
  }

  /** The value; null when it is decided that there is none; undefined when nothing is. */
  find(collection: string, key: string): Uint8Array | null | undefined {
    const shelf = this.#shelves.get(collection);
    if (shelf === undefined) return undefined;
    const write = shelf.writes.get(key);
    if (write !== undefined) return write.type === changeTypes.delete ? null : write.value;
    return shelf.clears.some((clear) => covers(clear, key)) ? null : undefined;
  }

  fence(name: string): number {
    return this.#fences.get(name) ?? 0;
  }
}

interface PendingShelf {
  readonly writes: Map<string, Change>;
  /** In their order. They hide what is older, not `writes`. */
  readonly clears: Change[];
}

function covers({ type, key }: Change, other: string): boolean {
  return type === changeTypes.clear || other < key;
}
