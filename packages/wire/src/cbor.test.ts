import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CborError, decodeCbor } from './cbor.js';
import type { CborValue } from './cbor.js';
import { encodeCborValue } from './cbor-writer.js';

const bytes = (hex: string) => Buffer.from(hex, 'hex');
const decode = (hex: string) => decodeCbor(bytes(hex));

/** From RFC 8949, appendix A, and the forms in which Jackson writes. */
const examples: readonly (readonly [hex: string, value: CborValue])[] = [
  ['00', 0],
  ['17', 23],
  ['1818', 24],
  ['1903e8', 1000],
  ['1a000f4240', 1_000_000],
  ['1b000000e8d4a51000', 1_000_000_000_000],
  ['1bffffffffffffffff', 18_446_744_073_709_551_615n],
  ['3bffffffffffffffff', -18_446_744_073_709_551_616n],
  ['1b001fffffffffffff', Number.MAX_SAFE_INTEGER],
  ['1b0020000000000000', 9_007_199_254_740_992n],
  ['20', -1],
  ['3903e7', -1000],
  ['c249010000000000000000', 18_446_744_073_709_551_616n],
  ['c349010000000000000000', -18_446_744_073_709_551_617n],
  ['f90000', 0],
  ['f98000', -0],
  ['f93c00', 1],
  ['f93e00', 1.5],
  ['f97bff', 65_504],
  ['f90001', 5.960464477539063e-8],
  ['f90400', 0.00006103515625],
  ['f9c400', -4],
  ['f97c00', Infinity],
  ['f97e00', NaN],
  ['f9fc00', -Infinity],
  ['fa47c35000', 100_000],
  ['fb3ff199999999999a', 1.1],
  ['fbc010666666666666', -4.1],
  ['f4', false],
  ['f5', true],
  ['f6', null],
  ['f7', null],
  ['c11a514b67b0', 1_363_896_240],
  ['c1fb41d452d9ec200000', 1_363_896_240.5],
  ['d9d9f7a0', {}],
  ['4401020304', bytes('01020304')],
  ['40', bytes('')],
  ['5f42010243030405ff', bytes('0102030405')],
  ['60', ''],
  ['62c3bc', 'ü'],
  ['64f0908591', '\u{10151}'],
  ['7f657374726561646d696e67ff', 'streaming'],
  // A character whose bytes are shared between two chunks.
  ['7f61c361bcff', 'ü'],
  ['80', []],
  ['8301820203820405', [1, [2, 3], [4, 5]]],
  ['9fff', []],
  ['9f018202039f0405ffff', [1, [2, 3], [4, 5]]],
  ['a26161016162820203', { a: 1, b: [2, 3] }],
  ['bf61610161629f0203ffff', { a: 1, b: [2, 3] }],
  ['a2616101616102', { a: 2 }],
];

for (const [hex, value] of examples)
  test(`decodes ${hex}`, () => {
    assert.deepEqual(decode(hex), value);
  });

const malformed: readonly (readonly [what: string, hex: string])[] = [
  ['nothing', ''],
  ['a truncated number', '19ff'],
  ['a truncated string', '6461'],
  ['a truncated float', 'fb00'],
  ['a text of 2^60 bytes', '7b1000000000000000'],
  ['bytes of 2^60', '5b1000000000000000'],
  ['an array of 2^60', '9b1000000000000000'],
  ['a map of 2^60', 'bb1000000000000000'],
  ['a map of more entries than bytes', 'a36161016162'],
  ['an endless array', '9f01'],
  ['an endless text', '7f6161'],
  ['a chunk of another type', '7f4161ff'],
  ['an indefinite chunk in a chunked text', '7f7f6161ffff'],
  ['a break without a beginning', 'ff'],
  ['a map that breaks between key and value', 'bf6161ff'],
  ['reserved lengths', '1c'],
  ['an integer of indefinite length', '1f'],
  ['unassigned simple values', 'f0'],
  ['invalid UTF-8', '61ff'],
  ['an overlong encoding', '62c080'],
  ['a key that is a number', 'a10101'],
  ['bytes after the document', '0000'],
  ['a bignum that is no byte string', 'c201'],
  ['a bignum of 65 bytes', `c25841${'ff'.repeat(65)}`],
];

for (const [what, hex] of malformed)
  test(`refuses ${what}`, () => {
    assert.throws(() => decode(hex), CborError);
  });

test('refuses what is nested a million deep, in every way of nesting', () => {
  for (const opening of ['81', '9f', 'a16161', 'bf6161', 'c1', 'd9d9f7'])
    assert.throws(() => decode(opening.repeat(1_000_000)), CborError);
});

test('refuses more items than a request can need', () => {
  assert.throws(() => decodeCbor(Buffer.concat([bytes('9f'), Buffer.alloc(1_000_001), bytes('ff')])), CborError);
});

test('a replacement character that was sent stays', () => {
  assert.equal(decode('63efbfbd'), '\ufffd');
});

test('a key named __proto__ is a key like any other', () => {
  const value = decode('a1695f5f70726f746f5f5fa16161f5');
  assert.deepEqual(Object.keys(value as object), ['__proto__']);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
});

test('random bytes decode or are refused cleanly', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (input) => {
      try {
        decodeCbor(input);
      } catch (error) {
        assert.ok(error instanceof CborError);
      }
    }),
    { numRuns: 2000 },
  );
});

test('values survive being written and read', () => {
  const { value } = fc.letrec<{ value: CborValue; leaf: CborValue }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      tie('leaf'),
      fc.array(tie('value')),
      fc.dictionary(fc.string({ unit: 'binary' }), tie('value'), { noNullPrototype: true }),
    ),
    leaf: fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger(),
      fc.double(),
      fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }),
      fc.bigInt({ min: -(2n ** 64n), max: -(2n ** 53n) }),
      fc.string({ unit: 'binary' }),
      fc.uint8Array().map((array) => Buffer.from(array)),
    ),
  }));
  fc.assert(
    fc.property(value, (sent) => {
      assert.deepEqual(decodeCbor(encodeCborValue(sent)), sent);
    }),
  );
});

test('every truncation of a document is refused', () => {
  const whole = encodeCborValue({ Records: [{ Data: bytes('0102'), PartitionKey: 'key', At: 1.5 }], Count: 70_000 });
  for (let length = 0; length < whole.length; length++)
    assert.throws(() => decodeCbor(whole.subarray(0, length)), CborError);
});

test('integers beyond 64 bits cannot be written', () => {
  assert.throws(() => encodeCborValue(2n ** 64n), RangeError);
});
