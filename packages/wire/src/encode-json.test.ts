import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Blob } from './blob.js';
import { decodeDocument } from './decode.js';
import { encodeJson } from './encode-json.js';
import { blob, boolean, document, double, integer, list, map, string, structure, timestamp } from './shapes.js';
import { comparable, shapeAndValue } from './testing/shape-arbitraries.js';

const Everything = structure('Everything', {
  Name: string(),
  Count: integer(),
  Ratio: double(),
  On: boolean,
  At: timestamp,
  Data: blob(),
  Names: list(string()),
  Tags: map(string(), string()),
  Inner: structure('Inner', { Name: string() }),
});
const json = (value: unknown) => encodeJson(Everything, value);

test('writes the members in the order of the shape, and only those', () => {
  assert.equal(json({ Count: 1, Extra: 2, Name: 'a' }), '{"Name":"a","Count":1}');
});

test('leaves out what is undefined or null, down to an empty object', () => {
  assert.equal(json({ Name: undefined, Count: null }), '{}');
  assert.equal(json({ Inner: {} }), '{"Inner":{}}');
});

test('writes timestamps as seconds with as many decimals as they need, up to three', () => {
  assert.equal(json({ At: 1_700_000_000_123 }), '{"At":1700000000.123}');
  assert.equal(json({ At: 1_700_000_000_500 }), '{"At":1700000000.5}');
  assert.equal(json({ At: 1_700_000_000_000 }), '{"At":1700000000}');
});

test('writes blobs as base64, whichever form they came in', () => {
  assert.equal(json({ Data: Blob.fromBytes(Buffer.from('hello')) }), '{"Data":"aGVsbG8="}');
  assert.equal(json({ Data: Blob.fromBase64('aGVsbG8=') }), '{"Data":"aGVsbG8="}');
});

test('escapes strings and keys as JSON must', () => {
  assert.equal(json({ Name: 'a"\\\n\ud800é' }), '{"Name":"a\\"\\\\\\n\\ud800é"}');
  assert.equal(json({ Tags: { 'k"': 'v' } }), '{"Tags":{"k\\"":"v"}}');
});

test('documents write themselves', () => {
  const Pair = document<readonly [string, number]>({
    name: 'Pair',
    stands: () => map(string(), integer()),
    read: () => ['', 0],
    write: ([name, value]) => `{"${name}":${value}}`,
  });
  assert.equal(encodeJson(structure('Pairs', { Pairs: list(Pair) }), { Pairs: [['a', 1]] }), '{"Pairs":[{"a":1}]}');
});

test('writes numbers that JSON has not as strings', () => {
  assert.equal(json({ Ratio: Number.NaN }), '{"Ratio":"NaN"}');
  assert.equal(json({ Ratio: -Infinity }), '{"Ratio":"-Infinity"}');
});

test('quotes any string as JSON.stringify does', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
      (text) => {
        assert.equal(json({ Names: [text] }), JSON.stringify({ Names: [text] }));
      },
    ),
  );
});

test('what it writes decodes to what was written', () => {
  fc.assert(
    fc.property(shapeAndValue, ([shape, value]) => {
      const decoded = decodeDocument(shape, JSON.parse(encodeJson(shape, value)), 'json');
      assert.deepEqual(comparable(decoded), comparable(value));
    }),
  );
});
