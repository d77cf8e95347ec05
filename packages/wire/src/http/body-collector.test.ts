import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BodyCollector } from './body-collector.js';
import { protocolOf } from './sniff.js';

test('a body is what its chunks were, however it was cut', () => {
  const sizes = fc.array(fc.oneof(fc.nat(20), fc.integer({ min: 4_000, max: 4_200 }), fc.constant(20_000)), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(sizes, (list) => {
      const chunks = list.map((size, index) => Buffer.alloc(size, index + 1));
      const collector = new BodyCollector();
      for (const chunk of chunks) collector.add(chunk);
      const whole = Buffer.concat(chunks);
      assert.equal(collector.length, whole.length);
      assert.ok(collector.take().equals(whole));
      assert.equal(collector.take().length, 0);
    }),
  );
});

test('a body of one chunk is that chunk, not a copy', () => {
  const chunk = Buffer.from('body');
  const collector = new BodyCollector();
  collector.add(Buffer.alloc(0));
  collector.add(chunk);
  assert.equal(collector.take(), chunk);
});

test('the protocol is decided by the first byte that fits only one', () => {
  const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
  for (let length = 0; length < preface.length; length++)
    assert.equal(protocolOf(preface.subarray(0, length)), undefined);
  assert.equal(protocolOf(preface), 'h2');
  assert.equal(protocolOf(Buffer.concat([preface, Buffer.from('more')])), 'h2');
  fc.assert(
    fc.property(fc.nat(preface.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const other = Buffer.from(preface);
      other[at] = ((other[at] ?? 0) + change) % 256;
      assert.equal(protocolOf(other.subarray(0, at + 1)), 'h1');
    }),
  );
});
