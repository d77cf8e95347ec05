/** Units a second that a new on-demand table takes. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode-initial.html */
export const initialRate = { read: 12_000, write: 4_000 } as const;
/** The most that one table gets unless its account has asked for more. */
export const tableQuota = 40_000;
/** A peak doubles what a table takes once it is so old, ms. */
const growth = 30 * 60_000;

/** What an on-demand table takes: at least what it begins with, and twice its earlier peak. */
export class OnDemandRate {
  readonly #initial: number;
  /** The highest rate of a past half hour, units a second. */
  #peak = 0;
  #current = 0;
  #since: number;
  #second = 0;
  #units = 0;

  constructor(initial: number, now: number) {
    this.#initial = initial;
    this.#since = now;
  }

  /** Units a second. */
  at(now: number): number {
    this.#turn(now);
    return Math.min(tableQuota, Math.max(this.#initial, 2 * this.#peak));
  }

  took(units: number, now: number): void {
    this.#turn(now);
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#units = 0;
    }
    this.#units += units;
    this.#current = Math.max(this.#current, this.#units);
  }

  #turn(now: number): void {
    if (now - this.#since < growth && now >= this.#since) return;
    this.#peak = Math.max(this.#peak, this.#current);
    this.#current = 0;
    this.#since = now;
  }
}
