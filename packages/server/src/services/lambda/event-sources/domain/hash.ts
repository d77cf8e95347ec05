import { hash } from 'node:crypto';

/** Which of a mapping's concurrent batches of one shard takes the records of a key, so that the records of one key stay in order. */
export class Lanes {
  readonly #count: number;
  readonly #known = new Map<string, number>();

  /** @param count the mapping's ParallelizationFactor, 1 to 10 */
  constructor(count: number) {
    this.#count = count;
  }

  /** 0 to count - 1, the same for a key whoever asks. The key is a partition key, or JSON of an item's keys. */
  of(key: string): number {
    if (this.#count === 1) return 0;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const lane = Number.parseInt(hash('md5', key).slice(0, 8), 16) % this.#count;
    if (this.#known.size >= MOST_KNOWN) this.#known.clear();
    if (key.length <= LONGEST_KNOWN) this.#known.set(key, lane);
    return lane;
  }
}

/** A hash costs about a microsecond; streams with more keys than this pay it now and then. */
const MOST_KNOWN = 4096;
const LONGEST_KNOWN = 256;
