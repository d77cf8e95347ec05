import { RowError } from '../errors.js';
import type { Value } from '../types/sql-type.js';

/** An application of AWS's has 4 GB for each of its units; this process has several applications. */
export const mostMemory = 512 * 1024 * 1024;

/** What an engine's operators remember of rows, about, in bytes. */
export class Memory {
  readonly #most: number;
  #kept = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Asked before a row is remembered. @throws RowError where there is no room for more */
  check(): void {
    if (this.#kept >= this.#most)
      throw new RowError('Out of memory: the windows of the application hold too much: Code=53200');
  }

  /** What is remembered from now on; less than 0 for what is forgotten. */
  grow(bytes: number): void {
    this.#kept += bytes;
  }
}

const bytesOfList = 64;

/** What an accumulator takes beside the values that it remembers. */
export const bytesOfAccumulator = 96;

/** What a list of values takes, about. */
export function bytesOf(values: readonly Value[]): number {
  let bytes = bytesOfList;
  for (const value of values) {
    bytes += 16;
    if (typeof value === 'string' || value instanceof Uint8Array) bytes += value.length;
  }
  return bytes;
}
