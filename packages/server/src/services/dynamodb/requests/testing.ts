import assert from 'node:assert/strict';
import { refusal } from '../domain/testing/refusal.js';

/** What is wrong with a request, and what AWS says of it. */
export interface Fault<I> {
  readonly has: Partial<I>;
  readonly text: string;
}

/** Asserts that of any two faults the earlier in the list is told, and each when it is alone. */
export function assertOrder<I>(
  parse: (input: I) => unknown,
  base: NoInfer<I>,
  faults: readonly Fault<NoInfer<I>>[],
): void {
  for (const [i, first] of faults.entries()) {
    assert.equal(
      refusal(() => parse({ ...base, ...first.has })),
      first.text,
    );
    for (const second of faults.slice(i + 1)) {
      const both = { ...base, ...second.has, ...first.has };
      assert.equal(
        refusal(() => parse(both)),
        first.text,
        `instead of ${second.text}`,
      );
    }
  }
}
