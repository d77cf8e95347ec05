import { hash } from 'node:crypto';
import type { Budget } from './budget.js';
import { ownText } from './values.js';

/** Texts that are counted one by one; beyond, they are estimated. */
const EXACT_TEXTS = 10_000;
const REGISTER_BITS = 14;
const REGISTERS = 2 ** REGISTER_BITS;

/** Counts different texts: exactly while there are few, later to within about a percent (HyperLogLog). */
export class DistinctCounter {
  readonly #budget: Budget;
  #exact: Set<string> | undefined = new Set();
  #registers: Uint8Array | undefined;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(text: string): void {
    if (this.#registers) this.#note(text, this.#registers);
    else if (this.#exact && !this.#exact.has(text)) {
      this.#budget.spend(KEPT_TEXT + 2 * text.length);
      this.#exact.add(ownText(text));
      if (this.#exact.size > EXACT_TEXTS) this.#estimate(this.#exact);
    }
  }

  get count(): number {
    const registers = this.#registers;
    if (registers === undefined) return this.#exact?.size ?? 0;
    let sum = 0;
    let empty = 0;
    for (const rank of registers) {
      sum += 2 ** -rank;
      if (rank === 0) empty++;
    }
    const estimate = ((0.7213 / (1 + 1.079 / REGISTERS)) * REGISTERS * REGISTERS) / sum;
    return Math.round(estimate <= 2.5 * REGISTERS && empty > 0 ? REGISTERS * Math.log(REGISTERS / empty) : estimate);
  }

  #estimate(exact: Set<string>): void {
    this.#registers = new Uint8Array(REGISTERS);
    this.#budget.spend(REGISTERS);
    for (const text of exact) {
      this.#note(text, this.#registers);
      this.#budget.release(KEPT_TEXT + 2 * text.length);
    }
    this.#exact = undefined;
  }

  #note(text: string, registers: Uint8Array): void {
    const digest = Buffer.from(hash('md5', text), 'hex');
    const register = digest.readUInt32BE(0) >>> (32 - REGISTER_BITS);
    const rank = Math.clz32(digest.readUInt32BE(4)) + 1;
    if (rank > (registers[register] ?? 0)) registers[register] = rank;
  }
}

const KEPT_TEXT = 60;

/** Numbers that are kept one by one; beyond, only how many lie about where. */
const EXACT_NUMBERS = 10_000;
/** Buckets are so much wider, each than the one before: values are right to within half a percent. */
const GAMMA = Math.log(1.01);

/** Finds percentiles: exactly of few numbers, later to within half a percent. */
export class Percentiles {
  readonly #budget: Budget;
  #exact: number[] | undefined = [];
  readonly #buckets = new Map<number, number>();
  #count = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(number: number): void {
    this.#count++;
    if (this.#exact === undefined) return this.#note(number);
    this.#budget.spend(8);
    this.#exact.push(number);
    if (this.#exact.length <= EXACT_NUMBERS) return;
    for (const one of this.#exact) this.#note(one);
    this.#budget.release(8 * this.#exact.length);
    this.#exact = undefined;
  }

  /** The number that so many percent are not above; between two of them, in proportion. */
  at(percent: number): number | undefined {
    if (this.#count === 0) return undefined;
    const place = (Math.min(Math.max(percent, 0), 100) / 100) * (this.#count - 1);
    if (this.#exact) {
      const sorted = this.#exact.toSorted((a, b) => a - b);
      const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
      return low + (high - low) * (place - Math.floor(place));
    }
    let passed = 0;
    for (const [bucket, count] of [...this.#buckets].toSorted(([a], [b]) => a - b)) {
      passed += count;
      if (passed > place) return valueOf(bucket);
    }
    return undefined;
  }

  #note(number: number): void {
    const bucket = bucketOf(number);
    const count = this.#buckets.get(bucket);
    if (count === undefined) this.#budget.spend(KEPT_TEXT);
    this.#buckets.set(bucket, (count ?? 0) + 1);
  }
}

/** Larger than any bucket's distance from that of 1, so that signs and sizes order alike. */
const OFFSET = 100_000;

function bucketOf(number: number): number {
  if (number === 0) return 0;
  return Math.sign(number) * (OFFSET + Math.round(Math.log(Math.abs(number)) / GAMMA));
}

const valueOf = (bucket: number): number =>
  bucket === 0 ? 0 : Math.sign(bucket) * Math.exp((Math.abs(bucket) - OFFSET) * GAMMA);
