import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { prettyRecord, printable } from './pretty.js';

const pretty = (text: string): string => prettyRecord(Buffer.from(text));

test('a reading is shown as the workshop shows it', () => {
  assert.equal(
    pretty('{"Name":"Shadowfax","Latitude":42.264444250051326,"Distance":175}\n'),
    '{\n  "Name": "Shadowfax",\n  "Latitude": 42.264444250051326,\n  "Distance": 175\n}',
  );
});

test('numbers, order and repeated members stay as sent', () => {
  assert.equal(
    pretty('{"b":1.50,"1":12345678901234567890,"b":2}'),
    '{\n  "b": 1.50,\n  "1": 12345678901234567890,\n  "b": 2\n}',
  );
});

test('any JSON is laid out as JSON.stringify does', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), (text) => {
      const value: unknown = JSON.parse(text);
      const compact = JSON.stringify(value);
      assert.equal(pretty(compact), JSON.stringify(value, null, 2));
    }),
  );
});

test('what is not JSON is left alone', () => {
  for (const text of ['hello', '{"a":', '{"a":1}\n{"a":2}', '']) assert.equal(pretty(text), text);
});

test('control characters do not reach a terminal', () => {
  assert.equal(printable('a\x1b[2Jb\tc\nd\x9b'), 'a\\x1b[2Jb\tc\nd\\x9b');
});
