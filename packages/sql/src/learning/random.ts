/** A generator of chance that starts from a seed and can be saved: xoshiro128** of Blackman and Vigna. */
export class Random {
  readonly #state: Uint32Array;

  /** @param state four words that are not all zero */
  constructor(state: Uint32Array) {
    this.#state = state.slice(0, 4);
  }

  static seeded(seed: number): Random {
    const state = new Uint32Array(4);
    let word = seed >>> 0;
    for (let index = 0; index < 4; index++) {
      // SplitMix32: neighbouring seeds give unlike states.
      word = (word + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      state[index] = mixed ^ (mixed >>> 15);
    }
    return new Random(state);
  }

  /** Uniform in [0, 1), 53 bits of it. */
  next(): number {
    const high = this.#word() >>> 5;
    return (high * 0x4000000 + (this.#word() >>> 6)) / 0x20000000000000;
  }

  state(): Uint32Array {
    return this.#state.slice();
  }

  #word(): number {
    const state = this.#state;
    const s0 = state[0] as number;
    const s1 = state[1] as number;
    const s2 = (state[2] as number) ^ s0;
    const s3 = (state[3] as number) ^ s1;
    const scrambled = Math.imul(s1, 5);
    state[0] = s0 ^ s3;
    state[1] = s1 ^ s2;
    state[2] = s2 ^ (s1 << 9);
    state[3] = (s3 << 11) | (s3 >>> 21);
    return Math.imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
  }
}
