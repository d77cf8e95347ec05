/** What a sampler keeps, for a number of samples. */
export interface SamplerArrays {
  readonly keys: Float64Array;
  readonly leaves: Int32Array;
}

/**
 * A tree's sample of the stream: reservoir sampling without replacement in which a record's weight falls to 1/e of a newer one's within the time decay
 * (Efraimidis and Spirakis). The key of a record is drawn once; the samples are those with the least keys, in a heap whose root has the greatest.
 */
export class Sampler {
  readonly #keys: Float64Array;
  readonly #leaves: Int32Array;
  #size: number;

  constructor(arrays: SamplerArrays, size: number) {
    this.#keys = arrays.keys;
    this.#leaves = arrays.leaves;
    this.#size = size;
  }

  get size(): number {
    return this.#size;
  }

  get isFull(): boolean {
    return this.#size === this.#keys.length;
  }

  /** Whether a record of this key belongs to the sample. */
  accepts(key: number): boolean {
    return !this.isFull || key < (this.#keys[0] as number);
  }

  /** Takes the sample with the greatest key out, and says in which leaf it was. */
  evict(): number {
    const keys = this.#keys;
    const leaf = this.#leaves[0] as number;
    const last = --this.#size;
    const key = keys[last] as number;
    const moved = this.#leaves[last] as number;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= last) break;
      if (child + 1 < last && (keys[child + 1] as number) > (keys[child] as number)) child++;
      if ((keys[child] as number) <= key) break;
      this.#set(at, keys[child] as number, this.#leaves[child] as number);
      at = child;
    }
    this.#set(at, key, moved);
    return leaf;
  }

  add(key: number, leaf: number): void {
    const keys = this.#keys;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((keys[parent] as number) >= key) break;
      this.#set(at, keys[parent] as number, this.#leaves[parent] as number);
      at = parent;
    }
    this.#set(at, key, leaf);
  }

  #set(at: number, key: number, leaf: number): void {
    this.#keys[at] = key;
    this.#leaves[at] = leaf;
  }
}

/**
 * The key of the record that comes as the `age`-th, for a chance in [0, 1): the less, the likelier it is kept.
 * It is the logarithm of an exponential variable whose rate is the record's weight, exp(age / timeDecay).
 */
export const sampleKey = (chance: number, age: number, timeDecay: number): number =>
  Math.log(-Math.log(1 - chance)) - age / timeDecay;
