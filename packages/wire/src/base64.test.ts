import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { base64Fault } from './base64.js';

const foreign = (character: string) => `Invalid Base64 character: '${character}'`;
const lastBits = 'Invalid last non-pad Base64 character dectected';

const faults: readonly (readonly [text: string, fault: string | undefined])[] = [
  ['', undefined],
  ['AAAA', undefined],
  ['AAA=', undefined],
  ['AA==', undefined],
  ['+/+/', undefined],
  ['23456', 'Base64 encoded length is expected a multiple of 4 bytes but found: 5'],
  ['=+/=', foreign('=')],
  ['A===', foreign('=')],
  ['====', foreign('=')],
  ['AA==AAAA', foreign('=')],
  ['AA=A', foreign('=')],
  ['AA-A', foreign('-')],
  ['AA_A', foreign('_')],
  ['A AA', foreign(' ')],
  ['AAA\n', foreign('\n')],
  ['AAAé', foreign('é')],
  // U+0141 ends in the byte of 'A'.
  ['AAA\u0141', foreign('\u0141')],
  ['+/+=', lastBits],
  ['AB==', lastBits],
];

for (const [text, fault] of faults)
  test(`${JSON.stringify(text)}: ${fault ?? 'no fault'}`, () => {
    assert.equal(base64Fault(text), fault);
  });

const isCanonical = (text: string) => Buffer.from(text, 'base64').toString('base64') === text;

test('finds no fault in what Node writes, of any length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      assert.equal(base64Fault(Buffer.from(bytes).toString('base64')), undefined);
    }),
  );
});

test('finds a fault in every text that does not survive decoding and encoding', () => {
  const characters = fc.constantFrom(...Array.from('AB+/=-_ Qgw9é\u0141\u2041\n'));
  fc.assert(
    fc.property(fc.string({ unit: characters, maxLength: 12 }), (text) => {
      assert.equal(base64Fault(text) === undefined, isCanonical(text));
    }),
    { numRuns: 5000 },
  );
});

test('checks texts longer than its scratch buffer to their end', () => {
  const long = 'QUJD'.repeat(100_000);
  assert.equal(base64Fault(long), undefined);
  assert.equal(base64Fault(`${long}AAA=`), undefined);
  assert.equal(base64Fault(`${long}A*A=`), foreign('*'));
  assert.equal(base64Fault(`AA==${long}`), foreign('='));
  assert.equal(base64Fault(`${long}AAB=`), lastBits);
});
