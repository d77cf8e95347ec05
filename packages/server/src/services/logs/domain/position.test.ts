import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { comparePositions, eventId, parseEventId, type Position } from './position.js';

const few = fc.integer({ min: 0, max: 2 });
const position: fc.Arbitrary<Position> = fc.record({
  timestamp: fc.oneof(few, fc.nat(2 ** 42)),
  streamId: fc.oneof(
    few.map((id) => String(id).padStart(16, '0')),
    fc.bigInt(0n, 2n ** 64n - 1n).map((id) => id.toString(16).padStart(16, '0')),
  ),
  sequence: fc.oneof(few, fc.nat(2 ** 48 - 1)),
  index: fc.oneof(few, fc.nat(65_535)),
});

test('events are in the order of their ids, which tell their positions', () => {
  fc.assert(
    fc.property(position, position, fc.nat(65_535), (a, b, mark) => {
      assert.deepEqual(parseEventId(eventId(a, mark)), { position: { ...a }, mark });
      const [one, other] = [eventId(a), eventId(b)];
      assert.equal(Math.sign(comparePositions(a, b)), one < other ? -1 : one > other ? 1 : 0);
    }),
  );
});
