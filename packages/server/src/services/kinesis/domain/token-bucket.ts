/** A rate with a burst of one second: so much may be taken at once, and it fills again at the rate. */
export class TokenBucket {
  readonly #perSecond: number;
  #tokens: number;
  #at: number;

  /** @param perSecond what the bucket holds and gains in a second */
  constructor(perSecond: number, now: number) {
    this.#perSecond = perSecond;
    this.#tokens = perSecond;
    this.#at = now;
  }

  /** Takes the amount if it is there. More than the bucket ever holds is given from a full one, and paid back over time. */
  take(amount: number, now: number): boolean {
    this.#fill(now);
    if (this.#tokens < Math.min(amount, this.#perSecond)) return false;
    this.#tokens -= amount;
    return true;
  }

  /** Whether `take` would succeed. */
  has(amount: number, now: number): boolean {
    this.#fill(now);
    return this.#tokens >= Math.min(amount, this.#perSecond);
  }

  /**
   * Takes the amount whatever is there: what is owed delays the next taker. For amounts known only afterwards. One that is more than the
   * bucket ever holds is owed whole: 10 MiB from 2 MiB a second takes five seconds, as AWS says.
   */
  charge(amount: number, now: number): void {
    this.#fill(now);
    this.#tokens = (amount > this.#perSecond ? Math.min(0, this.#tokens) : this.#tokens) - amount;
  }

  /** Whether nothing is owed. */
  isSolvent(now: number): boolean {
    this.#fill(now);
    return this.#tokens > 0;
  }

  #fill(now: number): void {
    if (now > this.#at) {
      this.#tokens = Math.min(this.#perSecond, this.#tokens + ((now - this.#at) / 1000) * this.#perSecond);
    }
    // A clock that was set back fills nothing until it passes the old time: it starts anew from here.
    this.#at = now;
  }
}
