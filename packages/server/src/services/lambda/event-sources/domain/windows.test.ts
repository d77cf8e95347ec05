import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isStateTooLarge, readWindowState, STATE_LIMIT, windowEventJson, windowFrame, windowOf } from './windows.js';

test('windows are multiples of their length since the epoch', () => {
  assert.deepEqual(windowOf(25_999, 10), { start: 20_000, end: 30_000 });
  assert.deepEqual(windowOf(30_000, 10), { start: 30_000, end: 40_000 });
  fc.assert(
    fc.property(fc.nat(4_000_000_000_000), fc.integer({ min: 1, max: 900 }), (time, length) => {
      const { start, end } = windowOf(time, length);
      assert.ok(start <= time && time < end && start % (length * 1000) === 0 && end - start === length * 1000);
    }),
  );
});

test('an event of a window', () => {
  const invocation = {
    shardId: 'shardId-000000000000',
    eventSourceArn: 'arn:s',
    window: windowOf(Date.UTC(2026, 8, 17, 14, 11, 15), 10),
    state: '{"ü":1}',
    isFinal: false,
    isTerminatedEarly: false,
  };
  assert.equal(
    windowEventJson(['1', '2'], invocation),
    '{"Records":[1,2],"shardId":"shardId-000000000000","eventSourceARN":"arn:s","window":{"start":"2026-09-17T14:11:10Z","end":"2026-09-17T14:11:20Z"},' +
      '"state":{"ü":1},"isFinalInvokeForWindow":false,"isWindowTerminatedEarly":false}',
  );
  assert.equal(windowFrame(invocation), Buffer.byteLength(windowEventJson([], invocation)));
});

test('the state that a function answers', () => {
  assert.equal(readWindowState('{"state": {"a": 1}, "batchItemFailures": []}'), '{"a":1}');
  for (const text of ['', 'null', '{}', '{"state":null}', '{"state":1}', '{"state":[]}', '"state"', '[]'])
    assert.equal(readWindowState(text), undefined, text);
  assert.ok(!isStateTooLarge('x'.repeat(STATE_LIMIT)));
  assert.ok(isStateTooLarge('x'.repeat(STATE_LIMIT - 1) + 'ü'));
});
