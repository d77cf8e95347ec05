import type { Saved } from '../aggregates/aggregate.js';
import { restoreNumbers, saveNumbers } from './saved-state.js';

const indexBits = 14;
const registers = 2 ** indexBits;
/** The greatest rank is one more: of a word without a bit. */
const rankBits = 32;

/**
 * An estimate of how many different hashes were added, its standard error 0.8 %: HyperLogLog (Flajolet, Fusy, Gandouet, Meunier, 2007), estimated as
 * Ertl's "New cardinality estimation algorithms for HyperLogLog sketches" (2017) does, which has no bias at any size.
 */
export class HyperLogLog {
  readonly #ranks = new Uint8Array(registers);

  constructor(saved?: Saved) {
    if (saved !== undefined) restoreNumbers(this.#ranks, saved);
  }

  add([first, second]: readonly [number, number]): void {
    const index = first >>> (32 - indexBits);
    const rank = Math.clz32(second) + 1;
    if (rank > (this.#ranks[index] as number)) this.#ranks[index] = rank;
  }

  estimate(): number {
    const counts = new Float64Array(rankBits + 2);
    for (const rank of this.#ranks) counts[rank] = (counts[rank] as number) + 1;
    let sum = registers * tau(1 - (counts[rankBits + 1] as number) / registers);
    for (let rank = rankBits; rank >= 1; rank--) sum = (sum + (counts[rank] as number)) / 2;
    sum += registers * sigma((counts[0] as number) / registers);
    return Math.round(registers ** 2 / (2 * Math.LN2 * sum));
  }

  save(): Saved {
    return saveNumbers(this.#ranks);
  }
}

/** x + the sum of x^(2^k) 2^(k-1) over k from 1 on: for the registers that nothing reached. */
function sigma(start: number): number {
  if (start === 1) return Infinity;
  let power = start;
  let factor = 1;
  let sum = start;
  for (let before = NaN; sum !== before;) {
    before = sum;
    power *= power;
    sum += power * factor;
    factor *= 2;
  }
  return sum;
}

/** (1 - x - the sum of (1 - x^(2^-k))² 2^-k over k from 1 on) / 3: for the registers that are full. */
function tau(start: number): number {
  if (start === 0 || start === 1) return 0;
  let root = start;
  let factor = 1;
  let sum = 1 - start;
  for (let before = NaN; sum !== before;) {
    before = sum;
    root = Math.sqrt(root);
    factor /= 2;
    sum -= (1 - root) ** 2 * factor;
  }
  return sum / 3;
}
