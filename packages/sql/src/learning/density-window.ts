import type { Saved } from '../aggregates/aggregate.js';
import { savedList, savedNumber } from '../aggregates/saved.js';
import { restoreNumbers, saveNumbers } from './saved-state.js';

export interface DenseRegion {
  /** Points in it. */
  readonly points: number;
  readonly minValues: readonly number[];
  readonly maxValues: readonly number[];
}

export interface DensityOptions {
  readonly dimensions: number;
  /** How many points the window holds. */
  readonly windowSize: number;
  readonly radius: number;
  /** Points within the radius of one (itself counted) that make it a dense one. */
  readonly leastPoints: number;
}

/**
 * The dense regions of the last points, as DBSCAN (Ester, Kriegel, Sander, Xu, KDD 1996) finds them: points with enough neighbours, joined where they
 * are neighbours, and what is around them. Who is whose neighbour is kept as bits while points come and go, so that a point costs one round of distances.
 */
export class DensityWindow {
  readonly #options: DensityOptions;
  /** The point of slot s begins at s * dimensions; the oldest is overwritten. */
  readonly #values: Float64Array;
  /** Slot s's neighbours, itself included: bits from s * words on. */
  readonly #neighbours: Uint32Array;
  readonly #neighbourCounts: Int32Array;
  readonly #words: number;
  #size = 0;
  #next = 0;

  constructor(options: DensityOptions, saved?: Saved) {
    const { windowSize, dimensions } = options;
    this.#options = options;
    this.#words = Math.ceil(windowSize / 32);
    this.#values = new Float64Array(windowSize * dimensions);
    this.#neighbours = new Uint32Array(windowSize * this.#words);
    this.#neighbourCounts = new Int32Array(windowSize);
    if (saved === undefined) return;
    const [size, next, values] = savedList(saved);
    const count = savedNumber(size);
    restoreNumbers(this.#values, values);
    for (this.#size = 0; this.#size < count; this.#size++) this.#join(this.#size);
    this.#next = savedNumber(next);
  }

  /** Takes a point in, and lets the oldest go when the window is full. */
  push(point: Float64Array): void {
    const { windowSize, dimensions } = this.#options;
    const slot = this.#next;
    if (this.#size === windowSize) this.#leave(slot);
    this.#values.set(point, slot * dimensions);
    this.#join(slot);
    if (this.#size < windowSize) this.#size++;
    this.#next = (slot + 1) % windowSize;
  }

  /** The dense regions, that of the oldest dense point first. A point between two is of the first one. */
  regions(): readonly DenseRegion[] {
    const { leastPoints } = this.#options;
    const taken = new Uint32Array(this.#words);
    const regions: DenseRegion[] = [];
    for (let age = 0; age < this.#size; age++) {
      const slot = this.#size < this.#options.windowSize ? age : (this.#next + age) % this.#size;
      if ((this.#neighbourCounts[slot] as number) < leastPoints || hasBit(taken, slot)) continue;
      regions.push(this.#regionOf(slot, taken));
    }
    return regions;
  }

  save(): Saved {
    return [this.#size, this.#next, saveNumbers(this.#values)];
  }

  #regionOf(start: number, taken: Uint32Array): DenseRegion {
    const { dimensions, leastPoints } = this.#options;
    const minValues = Array.from({ length: dimensions }, () => Infinity);
    const maxValues = Array.from({ length: dimensions }, () => -Infinity);
    let points = 0;
    setBit(taken, start);
    const reached = [start];
    for (let slot = reached.pop(); slot !== undefined; slot = reached.pop()) {
      points++;
      for (let dimension = 0; dimension < dimensions; dimension++) {
        const value = this.#values[slot * dimensions + dimension] as number;
        minValues[dimension] = Math.min(minValues[dimension] as number, value);
        maxValues[dimension] = Math.max(maxValues[dimension] as number, value);
      }
      if ((this.#neighbourCounts[slot] as number) < leastPoints) continue;
      for (let word = 0; word < this.#words; word++) {
        let fresh = (this.#neighbours[slot * this.#words + word] as number) & ~(taken[word] as number);
        taken[word] = (taken[word] as number) | fresh;
        for (; fresh !== 0; fresh &= fresh - 1) reached.push(word * 32 + 31 - Math.clz32(fresh & -fresh));
      }
    }
    return { points, minValues, maxValues };
  }

  #join(slot: number): void {
    const { dimensions, radius } = this.#options;
    const values = this.#values;
    const words = this.#words;
    this.#link(slot, slot);
    this.#neighbourCounts[slot] = 1;
    const own = slot * dimensions;
    for (let other = 0; other < this.#size; other++) {
      if (other === slot) continue;
      let squares = 0;
      for (let dimension = 0; dimension < dimensions; dimension++) {
        // In radii: squares of what is far then overflow to what is far, and squares of what is near do not vanish.
        const distance =
          ((values[own + dimension] as number) - (values[other * dimensions + dimension] as number)) / radius;
        squares += distance * distance;
      }
      if (!(squares <= 1)) continue;
      this.#link(slot, other);
      setBit(this.#neighbours, other * words * 32 + slot);
      this.#neighbourCounts[slot] = (this.#neighbourCounts[slot] as number) + 1;
      this.#neighbourCounts[other] = (this.#neighbourCounts[other] as number) + 1;
    }
  }

  #link(slot: number, other: number): void {
    setBit(this.#neighbours, slot * this.#words * 32 + other);
  }

  #leave(slot: number): void {
    const words = this.#words;
    for (let word = 0; word < words; word++) {
      let bits = this.#neighbours[slot * words + word] as number;
      this.#neighbours[slot * words + word] = 0;
      for (; bits !== 0; bits &= bits - 1) {
        const other = word * 32 + 31 - Math.clz32(bits & -bits);
        if (other === slot) continue;
        const at = other * words + (slot >>> 5);
        this.#neighbours[at] = (this.#neighbours[at] as number) & ~(1 << (slot & 31));
        this.#neighbourCounts[other] = (this.#neighbourCounts[other] as number) - 1;
      }
    }
  }
}

const hasBit = (bits: Uint32Array, bit: number): boolean => (((bits[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1;

function setBit(bits: Uint32Array, bit: number): void {
  bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << (bit & 31));
}
