import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decodeMessage, encodeMessage } from './event-stream.js';
import type { EventStreamHeader } from './event-stream.js';

test('frames a message as the specification shows: lengths, checksums, headers, payload', () => {
  const message = encodeMessage({ 'content-type': 'application/json' }, [Buffer.from("{'foo':'bar'}")]);
  assert.equal(
    Buffer.from(message).toString('hex'),
    '0000003d0000002007fd83960c636f6e74656e742d747970650700106170706c69636174696f6e2f6a736f6e7b27666f6f273a27626172277d8d9c08b1',
  );
});

test('frames an empty message', () => {
  assert.equal(Buffer.from(encodeMessage({}, [])).toString('hex'), '000000100000000005c248eb7d98c8ff');
});

const typed = <T extends string, V>(type: fc.Arbitrary<T>, value: fc.Arbitrary<V>) =>
  fc.tuple(type, value).map(([name, content]) => ({ type: name, value: content }));
const bytes = (length: { minLength?: number; maxLength?: number } = {}) =>
  fc.uint8Array(length).map((array) => Buffer.from(array));

const headerValue: fc.Arbitrary<EventStreamHeader> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.boolean(),
  typed(fc.constant('byte'), fc.integer({ min: -128, max: 127 })),
  typed(fc.constant('short'), fc.integer({ min: -32_768, max: 32_767 })),
  typed(fc.constant('integer'), fc.integer()),
  typed(fc.constantFrom('long', 'timestamp'), fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  typed(fc.constant('bytes'), bytes()),
  typed(fc.constant('uuid'), bytes({ minLength: 16, maxLength: 16 })),
);

test('every message decodes to what it was made of', () => {
  const headers = fc.dictionary(fc.string({ minLength: 1, maxLength: 20 }), headerValue);
  fc.assert(
    fc.property(headers, fc.array(fc.uint8Array()), (sent, payload) => {
      const message = encodeMessage(sent, payload);
      const decoded = decodeMessage(message);
      assert.ok(decoded !== undefined);
      assert.deepEqual(Object.entries(decoded.headers), Object.entries(sent));
      assert.deepEqual(decoded.payload, Buffer.concat(payload));
      assert.equal(decoded.length, message.length);
    }),
  );
});

test('a message that has not fully arrived is awaited', () => {
  const message = encodeMessage({ a: 'b' }, [Buffer.from('payload')]);
  for (let length = 0; length < message.length; length++)
    assert.equal(decodeMessage(message.subarray(0, length)), undefined);
  assert.equal(decodeMessage(Buffer.concat([message, message]))?.length, message.length);
});

test('a message with a single wrong bit is refused', () => {
  const message = encodeMessage({ a: 'b' }, [Buffer.from('payload')]);
  for (let at = 0; at < message.length; at++) {
    const wrong = Buffer.from(message);
    wrong.writeUInt8(wrong.readUInt8(at) ^ 1, at);
    assert.throws(() => decodeMessage(wrong));
  }
});

test('what the format cannot hold is refused', () => {
  assert.throws(() => encodeMessage({ '': 'x' }, []), RangeError);
  assert.throws(() => encodeMessage({ ['n'.repeat(256)]: 'x' }, []), RangeError);
  assert.throws(() => encodeMessage({ a: 'x'.repeat(32_768) }, []), RangeError);
  assert.throws(() => encodeMessage({ a: { type: 'byte', value: 128 } }, []), RangeError);
});
