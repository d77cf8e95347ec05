import { QueryTooLargeError } from './query.js';

/** What all executions of a process may keep in memory together, about, in bytes. */
export const MOST_KEPT = 512 * 1024 * 1024;

/** Counts what is kept: by an execution, and by all that share another budget. */
export class Budget {
  readonly #shared: Budget | undefined;
  #left: number;
  #spent = 0;

  /** @param shared what this one's expenses are on, too */
  constructor(bytes: number = MOST_KEPT, shared?: Budget) {
    this.#left = bytes;
    this.#shared = shared;
  }

  /** Whether there is room for so much more. */
  has(bytes: number): boolean {
    return bytes <= this.#left && this.#shared?.has(bytes) !== false;
  }

  /** @throws QueryTooLargeError */
  spend(bytes: number): void {
    if (!this.has(bytes)) throw new QueryTooLargeError('the query keeps too much: narrow it down');
    this.#count(bytes);
  }

  release(bytes: number): void {
    this.#count(-bytes);
  }

  /** Gives everything back. */
  close(): void {
    this.release(this.#spent);
  }

  #count(bytes: number): void {
    this.#left -= bytes;
    this.#spent += bytes;
    if (this.#shared !== undefined) this.#shared.#count(bytes);
  }
}
