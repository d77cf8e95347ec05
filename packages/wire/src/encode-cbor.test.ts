import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Blob } from './blob.js';
import { decodeCbor } from './cbor.js';
import { decodeDocument } from './decode.js';
import { encodeCbor } from './encode-cbor.js';
import { blob, double, integer, string, structure, timestamp } from './shapes.js';
import { comparable, shapeAndValue } from './testing/shape-arbitraries.js';

const Few = structure('Few', { Name: string(), Count: integer(), Ratio: double(), At: timestamp, Data: blob() });
const hex = (value: unknown) => Buffer.from(encodeCbor(Few, value)).toString('hex');

test('writes set members in the order of the shape into a map of definite length', () => {
  assert.equal(hex({ Count: 1, Extra: 2, Name: 'a', Ratio: undefined, Data: null }), 'a2644e616d65616165436f756e7401');
  assert.equal(hex({}), 'a0');
});

test('writes a timestamp as tag 1 around integer milliseconds, as the SDK for Java does', () => {
  assert.equal(hex({ At: 1_787_036_486_712 }), 'a1624174c11b000001a013accc38');
});

test('writes blobs as byte strings and doubles as 64 bits', () => {
  assert.equal(hex({ Data: Blob.fromBase64('AQI=') }), 'a16444617461420102');
  assert.equal(hex({ Ratio: 1 }), 'a165526174696ffb3ff0000000000000');
});

test('what it writes decodes to what was written', () => {
  fc.assert(
    fc.property(shapeAndValue, ([shape, value]) => {
      const decoded = decodeDocument(shape, decodeCbor(encodeCbor(shape, value)), 'cbor');
      assert.deepEqual(comparable(decoded), comparable(value));
    }),
  );
});
