import type { Clock } from '../../../../runtime/clock.js';

/** Something happened that others wait for: they look again at what they need. Whoever looks and waits without a pause between misses nothing. */
export class Signal {
  readonly #waiting = new Set<() => void>();

  fire(): void {
    if (this.#waiting.size === 0) return;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const resolve of waiting) resolve();
  }

  /** Resolves when it is fired next. */
  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  /** Resolves when it is fired next, or after so many ms. */
  within(clock: Clock, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        timer.cancel();
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = clock.after(ms, wake);
      this.#waiting.add(wake);
    });
  }
}
