import type { Time } from './time.js';

/** A clock for tests: it stands still while anyone has something to do, and jumps to the next sleeper's end otherwise. */
export class VirtualTime implements Time {
  #now = 0;
  #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  epoch = (): number => 1_500_000_000_000 + this.#now;
  elapsed = (): number => this.#now;

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const end = (): void => {
        signal?.removeEventListener('abort', end);
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      };
      const sleeper = { at: this.#now + ms, wake: end };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', end);
    });
  }

  /** Lets time pass until the work is done; its result or error. Throws when everyone waits for something else. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    void Promise.allSettled([work]).then(() => (isDone = true));
    for (let idle = 0; !isDone;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (isDone) break;
      this.#sleepers.sort((a, b) => a.at - b.at);
      const next = this.#sleepers[0];
      if (next === undefined) {
        if ((idle += 1) > 100) throw new Error('nothing happens any more, and the work is not done');
        continue;
      }
      idle = 0;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
    return work;
  }
}
