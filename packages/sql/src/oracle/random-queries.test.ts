import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { trialOf, trialText, verdict, type Trial } from './trial.js';

// The engine against an evaluator that knows nothing of streams. PADDOCK_SQL_RUNS says how many programs are tried, PADDOCK_SQL_SEED which: `PADDOCK_SQL_RUNS=100000 npm test -- random-queries`.

const runs = Number(process.env['PADDOCK_SQL_RUNS'] ?? 2000);
/** ms; what was tried by then counts. */
const longest = process.env['PADDOCK_SQL_RUNS'] === undefined ? 60_000 : 170_000;
const seed = process.env['PADDOCK_SQL_SEED'];

const numbers = (length: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat({ max: 5039 }), { minLength: length, maxLength: length });

test('random programs over random rows', () => {
  const seeds = fc.record({
    schema: numbers(60),
    program: fc.array(fc.nat({ max: 5039 }), { maxLength: 400, size: 'max' }),
    rows: fc.array(numbers(14), { maxLength: 40, size: 'max' }),
    cuts: fc.array(fc.tuple(fc.nat(7), fc.nat(2), fc.nat(4)), { maxLength: 20, size: 'max' }),
  });
  fc.assert(
    fc.property(seeds, (given) => {
      const trial = trialOf(given);
      const problem = problemOf(trial);
      assert.equal(problem, undefined, `${problem}\n${trialText(trial)}`);
    }),
    {
      numRuns: runs,
      includeErrorInReport: true,
      interruptAfterTimeLimit: longest,
      ...(seed === undefined ? {} : { seed: Number(seed) }),
    },
  );
});

function problemOf(trial: Trial): string | undefined {
  try {
    return verdict(trial);
  } catch (error) {
    return String(error instanceof Error ? error.stack : error);
  }
}
