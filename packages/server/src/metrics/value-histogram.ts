/**
 * How often which values were seen, to within 1.6 % of each: a sparse histogram with 32 buckets for every doubling. Adding takes some
 * nanoseconds and allocates only when a bucket is met for the first time.
 */
export class ValueHistogram {
  /** Open addressing by bucket; EMPTY where there is none. */
  #buckets = EMPTY_TABLE;
  #counts = NO_COUNTS;
  #used = 0;
  // Most series see the same few values again and again.
  #lastBucket = EMPTY;
  #lastSlot = 0;

  add(value: number, count: number): void {
    const bucket = bucketOf(value);
    if (bucket !== this.#lastBucket) {
      this.#lastSlot = this.#slotOf(bucket);
      this.#lastBucket = bucket;
    }
    const slot = this.#lastSlot;
    this.#counts[slot] = (this.#counts[slot] ?? 0) + count;
  }

  /** What was added, in the form to keep. */
  pack(): PackedValues {
    const slots: number[] = [];
    for (let slot = 0; slot < this.#buckets.length; slot++) if (this.#buckets[slot] !== EMPTY) slots.push(slot);
    const pairs = slots.map((slot) => [this.#buckets[slot] ?? 0, this.#counts[slot] ?? 0] as const);
    return pairs.sort(([a], [b]) => valueOf(a) - valueOf(b)).flat();
  }

  addPacked(packed: PackedValues): void {
    for (let i = 0; i < packed.length; i += 2) {
      const slot = this.#slotOf(packed[i] ?? 0);
      this.#counts[slot] = (this.#counts[slot] ?? 0) + (packed[i + 1] ?? 0);
    }
  }

  /** The bucket's slot, taken if it has none. */
  #slotOf(bucket: number): number {
    if ((this.#used + 1) * 2 > this.#buckets.length) this.#grow();
    const mask = this.#buckets.length - 1;
    let slot = Math.imul(bucket, 0x9e3779b1) & mask;
    for (let found = this.#buckets[slot]; found !== bucket; found = this.#buckets[slot]) {
      if (found === EMPTY) {
        this.#buckets[slot] = bucket;
        this.#used += 1;
        break;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #grow(): void {
    const [buckets, counts] = [this.#buckets, this.#counts];
    const size = Math.max(8, buckets.length * 2);
    this.#buckets = new Int32Array(size).fill(EMPTY);
    this.#counts = new Float64Array(size);
    this.#used = 0;
    this.#lastBucket = EMPTY;
    for (let i = 0; i < buckets.length; i++) {
      const bucket = buckets[i] ?? EMPTY;
      if (bucket !== EMPTY) this.#counts[this.#slotOf(bucket)] = counts[i] ?? 0;
    }
  }
}

/** A histogram at rest: bucket, count, bucket, count, …, by rising value. Plain numbers take a fifth of what small typed arrays do. */
export type PackedValues = readonly number[];

export function mergeValues(a: PackedValues, b: PackedValues): PackedValues {
  const merged = new ValueHistogram();
  merged.addPacked(a);
  merged.addPacked(b);
  return merged.pack();
}

export const packOne = (value: number, count: number): PackedValues => [bucketOf(value), count];

// The table is never searched before it has grown, so the empty one can be shared.
const EMPTY = -1;
const EMPTY_TABLE = new Int32Array(0);
const NO_COUNTS = new Float64Array(0);

const float = new Float64Array(1);
const halves = new Uint32Array(float.buffer);
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

// Sign, exponent and the first five bits of the fraction: at most 17 bits, so never negative.
function bucketOf(value: number): number {
  float[0] = value + 0; // -0 is 0
  return (halves[HIGH] ?? 0) >>> 15;
}

/** The middle of the bucket's values; 0 for the bucket of 0. */
export function valueOf(bucket: number): number {
  if (bucket === 0) return 0;
  halves[HIGH] = (bucket << 15) | (1 << 14);
  halves[1 - HIGH] = 0;
  return float[0] ?? 0;
}
