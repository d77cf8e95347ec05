import { isOpen, type Shard, type Stream } from './stream.js';

/** A stream as requests need it: its open shards in the order of their hash keys, any shard by its index. */
export class StreamView {
  readonly stream: Stream;
  /** The version of the registry's document, which a change must still find. */
  readonly version: number;
  readonly #open: readonly Shard[];
  readonly #byIndex: ReadonlyMap<number, Shard>;

  constructor(stream: Stream, version: number) {
    this.stream = stream;
    this.version = version;
    this.#open = stream.shards.filter(isOpen).sort((a, b) => (a.startHash < b.startHash ? -1 : 1));
    this.#byIndex = new Map(stream.shards.map((shard) => [shard.index, shard]));
  }

  get openCount(): number {
    return this.#open.length;
  }

  /** The open shard, when there is only one: then no key needs to be hashed. */
  get onlyShard(): Shard | undefined {
    return this.#open.length === 1 ? this.#open[0] : undefined;
  }

  /** The open shard whose range holds the hash key (32 hexadecimal digits). */
  route(hash: string): Shard {
    let low = 0;
    let high = this.#open.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#open[middle]?.startHash ?? '') <= hash) low = middle;
      else high = middle - 1;
    }
    const shard = this.#open[low];
    if (shard === undefined) throw new Error(`stream ${this.stream.name} has no open shard`);
    return shard;
  }

  shard(index: number): Shard | undefined {
    return this.#byIndex.get(index);
  }

  childrenOf(index: number): Shard[] {
    return this.stream.shards.filter((shard) => shard.parent === index || shard.adjacentParent === index);
  }
}
