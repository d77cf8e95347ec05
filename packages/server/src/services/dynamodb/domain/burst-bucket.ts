/** What a table did not use is kept for so many seconds. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/burst-adaptive-capacity.html */
export const burstSeconds = 300;

/**
 * Capacity units that fill at a rate and are kept for a time. A request is let through while there is anything, and takes what it took
 * afterwards: so the last one may take more than there was.
 */
export class BurstBucket {
  #units: number;
  #rate: number;
  #seconds: number;
  /** ms since the epoch */
  #at: number;

  /** @param rate units a second @param seconds how long units are kept */
  constructor(rate: number, seconds: number, now: number) {
    this.#rate = rate;
    this.#seconds = seconds;
    this.#units = rate * seconds;
    this.#at = now;
  }

  /** Whether there is more than so many units. */
  hasMore(units: number, rate: number, now: number): boolean {
    this.#fill(rate, now);
    return this.#units > units;
  }

  take(units: number, rate: number, now: number): void {
    this.#fill(rate, now);
    this.#units -= units;
  }

  /** What was kept is kept when the rate changes, as far as the new one keeps so much. */
  #fill(rate: number, now: number): void {
    // A clock that was set back fills nothing.
    if (now > this.#at) this.#units += ((now - this.#at) / 1000) * this.#rate;
    this.#at = now;
    this.#rate = rate;
    this.#units = Math.min(this.#units, rate * this.#seconds);
  }
}
