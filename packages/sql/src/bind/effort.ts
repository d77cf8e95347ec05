import { type Span, sqlErrorAt } from '../errors.js';

/** What one program may cost: parts of expressions, columns and relations that are gone through while it is compiled. */
const most = 1_200_000;

const beginning: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 };

// Programs are compiled one at a time and without waiting: what is left is nobody else's.
let left = Infinity;
let place = beginning;

/**
 * Compiles within bounds: views of views, functions of functions and stars of stars are short to write and long to work out.
 * @throws SqlError where the program costs more than any should
 */
export function withinBounds<T>(run: () => T): T {
  left = most;
  place = beginning;
  try {
    const result = run();
    spend(0);
    return result;
  } finally {
    left = Infinity;
  }
}

/** Where a program that costs too much is said to do so, from now on. */
export function blame(at: Span): void {
  place = at;
}

/** Where the statement stands that is compiled at the moment. */
export const blamed = (): Span => place;

export function spend(parts: number): void {
  left -= parts;
  if (left < 0)
    throw sqlErrorAt(place, 'The program is too large: what its views and functions stand for is written out');
}
