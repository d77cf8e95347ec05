const SECONDS = 60;
/** More than a minute: readings of the second that still runs are counted too, and those of a clock that is ahead. */
const SIZE = 128;

/** How many readings arrived in each of the last seconds. */
export class SecondCounts {
  readonly #counts = new Uint32Array(SIZE);
  /** Which second each count is of. */
  readonly #seconds = new Float64Array(SIZE).fill(NaN);

  count(at: number): void {
    const second = Math.floor(at / 1_000);
    const index = second % SIZE;
    const known = this.#seconds[index] ?? NaN;
    if (known > second) return; // long past
    if (known !== second) {
      this.#seconds[index] = second;
      this.#counts[index] = 0;
    }
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
  }

  /** Forgets what was counted for later seconds: the clock was set back. */
  setBack(now: number): void {
    const running = Math.floor(now / 1_000);
    for (const [index, second] of this.#seconds.entries()) if (second > running) this.#seconds[index] = NaN;
  }

  /** The 60 seconds that were complete at `now`, the oldest first. */
  lastMinute(now: number): number[] {
    const running = Math.floor(now / 1_000);
    return Array.from({ length: SECONDS }, (_, index) => {
      const second = running - SECONDS + index;
      return this.#seconds[second % SIZE] === second ? (this.#counts[second % SIZE] ?? 0) : 0;
    });
  }
}
