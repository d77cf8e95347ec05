import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BatchBuilder, bisect, eventJson, isTooLarge, PAYLOAD_LIMIT, type Batched } from './batches.js';

const item = (bytes: number): Batched<number> => ({ record: bytes, json: `"${'x'.repeat(bytes - 2)}"`, bytes });

test('a batch closes on its count', () => {
  const builder = new BatchBuilder<number>(2);
  assert.deepEqual(
    [builder.add(item(10)), builder.isFull, builder.add(item(10)), builder.isFull, builder.add(item(10))],
    [true, false, true, true, false],
  );
  assert.equal(builder.take().length, 2);
  assert.deepEqual([builder.count, builder.isFull], [0, false]);
});

test('an event is as long as AWS takes it, and no longer', () => {
  const room = PAYLOAD_LIMIT - '{"Records":[]}'.length;
  const builder = new BatchBuilder<number>(10);
  assert.ok(builder.add(item(1000)));
  assert.ok(!builder.add(item(room - 1000)));
  assert.ok(builder.add(item(room - 1001)));
  assert.ok(builder.isFull);
  assert.equal(eventJson(builder.take()).length, PAYLOAD_LIMIT);
});

test('a record that fits into no event is a batch of its own', () => {
  const builder = new BatchBuilder<number>(10);
  assert.ok(builder.add(item(PAYLOAD_LIMIT)));
  assert.ok(!builder.add(item(10)));
  assert.ok(isTooLarge(builder.take()));
  assert.ok(!isTooLarge([item(PAYLOAD_LIMIT - 14)]));
});

test('batches hold every record, in order, within both limits', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 2, max: 3_000_000 }), { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      (sizes, most) => {
        const builder = new BatchBuilder<number>(most);
        const batches: Batched<number>[][] = [];
        for (const bytes of sizes) {
          const one = { record: bytes, json: '', bytes };
          if (builder.add(one)) continue;
          batches.push(builder.take());
          assert.ok(builder.add(one));
        }
        batches.push(builder.take());
        assert.deepEqual(
          batches.flat().map(({ record }) => record),
          sizes,
        );
        for (const batch of batches) {
          assert.ok(batch.length <= most);
          const bytes = 14 + batch.reduce((sum, one) => sum + one.bytes, 0) + Math.max(0, batch.length - 1);
          assert.ok(bytes <= PAYLOAD_LIMIT);
        }
      },
    ),
  );
});

test('halves', () => {
  assert.deepEqual(bisect([1, 2, 3]), [[1], [2, 3]]);
  assert.deepEqual(bisect([1, 2, 3, 4]), [
    [1, 2],
    [3, 4],
  ]);
});
