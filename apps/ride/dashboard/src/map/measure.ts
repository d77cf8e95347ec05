/** The last values of a measure, in a ring of fixed size. */
export class Samples {
  readonly #values: Float64Array;
  #count = 0;

  constructor(size = 120) {
    this.#values = new Float64Array(size);
  }

  add(value: number): void {
    this.#values[this.#count % this.#values.length] = value;
    this.#count += 1;
  }

  /** Zeros when nothing was measured yet. */
  summary(): { readonly median: number; readonly worst: number } {
    const sorted = this.#values.slice(0, Math.min(this.#count, this.#values.length)).sort();
    return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, worst: sorted.at(-1) ?? 0 };
  }
}

/** Times between frames that followed each other; a pause, in which nothing had to be drawn, is not counted. */
export class FrameMeter {
  readonly #samples = new Samples();
  #last: number | undefined;

  /** @param now ms */
  frame(now: number): void {
    if (this.#last !== undefined && now > this.#last) this.#samples.add(now - this.#last);
    this.#last = now;
  }

  pause(): void {
    this.#last = undefined;
  }

  summary(): { readonly median: number; readonly worst: number } {
    return this.#samples.summary();
  }
}
