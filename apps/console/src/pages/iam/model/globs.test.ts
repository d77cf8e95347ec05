import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canMeet, includes } from './globs.js';

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
const texts: readonly string[] = ['', 'a', 'b'].flatMap((x) =>
  ['', 'a', 'b'].flatMap((y) => ['', 'a', 'b', 'ab', 'ba'].flatMap((z) => ['', 'a', 'b'].map((w) => x + y + z + w))),
);
const matches = (glob: string, text: string): boolean =>
  new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);

test('patterns that match the same text can meet', () => {
  fc.assert(
    fc.property(pattern, pattern, fc.constantFrom(...texts), (a, b, text) => {
      if (matches(a, text) && matches(b, text)) assert.ok(canMeet(a, b), `${a} ${b} ${text}`);
      assert.equal(canMeet(a, b), canMeet(b, a));
    }),
    { numRuns: 3000 },
  );
  assert.equal(canMeet('a*b', '*ba'), false);
  assert.equal(canMeet('stream/w', '*/x/consumer/*:*'), false);
  assert.equal(canMeet('stream/w/consumer/*', '*/*/consumer/*:*'), true);
});

test('what includes another matches all that it does', () => {
  fc.assert(
    fc.property(pattern, pattern, fc.constantFrom(...texts), (a, b, text) => {
      if (includes(a, b) && matches(b, text)) assert.ok(matches(a, text), `${a} ${b} ${text}`);
    }),
    { numRuns: 3000 },
  );
  assert.ok(includes('kinesis:*', 'kinesis:Get*'));
  assert.ok(includes('kinesis:Get*', 'kinesis:getRecords'.replace('g', 'G')));
  assert.equal(includes('kinesis:Get?', 'kinesis:Get*'), false);
});
