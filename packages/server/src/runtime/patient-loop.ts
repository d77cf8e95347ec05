import type { Clock, Timer } from './clock.js';

export interface PatientLoopParts {
  readonly clock: Clock;
  /** Does some of the work. @returns whether to go on at once; after `wait` it says no */
  step(): Promise<boolean>;
  /** A step threw. @returns whether it is to be tried again, after a wait */
  failed(error: unknown): boolean;
  /** ms; doubled with each wait in a row, up to the longest */
  readonly firstWait: number;
  readonly longestWait: number;
}

/** Work that is done, one step after another, whenever there may be some; and again after longer and longer waits for as long as whoever takes it refuses. */
export class PatientLoop {
  readonly #parts: PatientLoopParts;
  #running: Promise<void> | undefined;
  #isAsked = false;
  /** Somebody else than more work asks: a step that waits goes on once more. */
  #isWoken = false;
  #isStopped = false;
  #refusals = 0;
  #timer: Timer | undefined;

  constructor(parts: PatientLoopParts) {
    this.#parts = parts;
  }

  /** How many waits there have been in a row. */
  get refusals(): number {
    return this.#refusals;
  }

  /** There may be work, and somebody who takes it: a wait ends. */
  wake(): void {
    this.#isWoken = true;
    this.#ask();
  }

  #ask(): void {
    if (this.#isStopped) return;
    this.#isAsked = true;
    if (this.#running !== undefined) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** There is more work, which makes nobody willing who refuses: a wait goes on. */
  nudge(): void {
    if (this.#timer === undefined) this.#ask();
  }

  /** The work was refused. */
  wait(): void {
    if (this.#isStopped) return;
    const { clock, firstWait, longestWait } = this.#parts;
    const wait = Math.min(firstWait * 2 ** this.#refusals, longestWait);
    this.#refusals += 1;
    this.#isAsked = this.#isWoken;
    this.#timer = clock.after(wait, () => this.wake());
  }

  /** Some was taken: the next wait is a short one. */
  taken(): void {
    this.#refusals = 0;
  }

  /** Resolves when it waits, for work or for its next try. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  /** Begins no more steps, and waits for the one under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timer?.cancel();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#isAsked && !this.#isStopped) {
      this.#isAsked = false;
      this.#isWoken = false;
      this.#timer?.cancel();
      this.#timer = undefined;
      try {
        while (!this.#isStopped && (await this.#parts.step()));
      } catch (error) {
        if (!this.#parts.failed(error)) return;
        this.wait();
      }
    }
  }
}
