/** Spreads what is sent over time: at a rate, after a first second's worth at once. Nothing is refused, only put off. */
export class Pace {
  readonly #perMs: number;
  /** When all that was taken has been paid for at the rate, ms. */
  #paid: number;

  /** @param perSecond the rate, and what may be taken at once after a second's rest */
  constructor(perSecond: number, now: number) {
    this.#perMs = perSecond / 1000;
    this.#paid = now - 1000;
  }

  /** How long to wait before more may be taken, ms; 0 for not at all. Whatever is taken then may be as large as it is. */
  owed(now: number): number {
    return Math.max(0, this.#paid - now);
  }

  took(amount: number, now: number): void {
    this.#paid = Math.max(this.#paid, now - 1000) + amount / this.#perMs;
  }
}
