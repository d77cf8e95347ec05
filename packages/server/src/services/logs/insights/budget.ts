import { QueryTooLargeError } from './query.js';

/** What an execution may keep in memory, about, in bytes. */
export const MOST_KEPT = 512 * 1024 * 1024;

/** Counts what an execution keeps. */
export class Budget {
  #left: number;

  constructor(bytes: number = MOST_KEPT) {
    this.#left = bytes;
  }

  /** @throws QueryTooLargeError */
  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new QueryTooLargeError('the query keeps too much: narrow it down');
  }

  release(bytes: number): void {
    this.#left += bytes;
  }
}
