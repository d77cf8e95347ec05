import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeliveryCounts } from '../../metrics.js';
import { FunctionCalls } from '../surroundings/function-calls.js';
import {
  base64,
  testApplicationArn,
  testDenial,
  testFunction,
  testFunctionArn,
  testIds,
  textOf,
  type TestEvent,
} from '../surroundings/testing.js';
import { RefusedError } from '../refused.js';
import { LambdaDestination } from './lambda-destination.js';

const recordsOf = (...texts: readonly string[]) => texts.map((data, index) => ({ data, key: `key ${index}` }));
const allOk = ({ records }: TestEvent) => ({ records: records.map(({ recordId }) => ({ recordId, result: 'Ok' })) });
const failing = ({ records }: TestEvent, ...texts: readonly string[]) => ({
  records: records.map(({ recordId, data }) => ({
    recordId,
    result: texts.includes(textOf(data)) ? 'DeliveryFailed' : 'Ok',
  })),
});
const hintOf = (event: TestEvent | undefined, record = 0): unknown =>
  (event?.records[record]?.['lambdaDeliveryRecordMetadata'] as { retryHint?: number } | undefined)?.retryHint;
const dataOf = (event: TestEvent | undefined): string[] => event?.records.map(({ data }) => textOf(data)) ?? [];

function destinationOf(answer: (event: TestEvent) => unknown) {
  const called = testFunction(answer);
  const role = testDenial();
  const counts: DeliveryCounts[] = [];
  const left = { out: 0 };
  const { clock, caller } = called;
  const destination = new LambdaDestination({
    calls: new FunctionCalls({ functionArn: testFunctionArn, lambda: () => caller, denial: role.ask, clock }),
    applicationArn: testApplicationArn,
    ids: testIds(),
    count: (counted) => counts.push(counted),
    tooLarge: () => {
      left.out += 1;
    },
  });
  return { ...called, destination, role, counts, left };
}

describe('LambdaDestination', () => {
  it("gives a function AWS's event", async () => {
    const { destination, events, role, counts } = destinationOf(allOk);
    assert.equal(await destination.deliver(recordsOf('{"a":"ä"}', 'b')), 2);
    const [event] = events;
    assert.deepEqual(Object.keys(event ?? {}), ['invocationId', 'applicationArn', 'records']);
    assert.equal(event?.applicationArn, testApplicationArn);
    assert.deepEqual(event?.records[0], {
      recordId: event?.records[0]?.recordId,
      lambdaDeliveryRecordMetadata: { retryHint: 0 },
      data: base64('{"a":"ä"}'),
    });
    assert.match(event?.records[0]?.recordId ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual(role.asked, [`lambda:InvokeFunction ${testFunctionArn}`]);
    assert.deepEqual(counts, [{ ok: 2, failed: 0, duration: 20 }]);
    assert.equal(await destination.ends(), undefined);
    assert.equal((await destination.keysSince()).size, 0);
  });

  it('gives it again what it failed to deliver, and that alone', async () => {
    const { destination, events, counts } = destinationOf((event) =>
      events.length < 3 ? failing(event, 'b', 'd') : allOk(event),
    );
    const records = recordsOf('a', 'b', 'c', 'd');
    assert.equal(await destination.deliver(records), 1);
    assert.equal(await destination.deliver(records.slice(1)), 0);
    assert.equal(await destination.deliver(records.slice(1)), 3);
    assert.deepEqual(events.map(dataOf), [
      ['a', 'b', 'c', 'd'],
      ['b', 'd'],
      ['b', 'd'],
    ]);
    assert.deepEqual(
      events.map((event) => hintOf(event)),
      [0, 1, 2],
    );
    assert.equal(events[2]?.records[0]?.recordId, events[0]?.records[1]?.recordId);
    assert.deepEqual(
      counts.map(({ ok, failed }) => [ok, failed]),
      [
        [2, 2],
        [0, 2],
        [2, 0],
      ],
    );
  });

  it('gives the same records again after an answer that is none, with a greater hint', async () => {
    const { destination, events } = destinationOf((event) => (events.length === 1 ? { records: [] } : allOk(event)));
    const records = recordsOf('a', 'b');
    await assert.rejects(destination.deliver(records), RefusedError);
    assert.equal(await destination.deliver(records), 2);
    assert.deepEqual(events.map(dataOf), [
      ['a', 'b'],
      ['a', 'b'],
    ]);
    assert.deepEqual(hintOf(events[1], 1), 1);
  });

  it('does not give again what an earlier invocation took', async () => {
    const { destination, events } = destinationOf((event) =>
      events.length === 2 ? new Error('broken') : allOk(event),
    );
    const records = recordsOf(...Array.from({ length: 600 }, (_, index) => `${index}`));
    await assert.rejects(destination.deliver(records), /Unhandled/);
    assert.equal(await destination.deliver(records), 600);
    assert.deepEqual(
      events.map(({ records: { length } }) => length),
      [500, 100, 100],
    );
  });

  it('leaves out what no event can hold', async () => {
    const { destination, events, left } = destinationOf(allOk);
    assert.equal(await destination.deliver(recordsOf('a', 'x'.repeat(5_000_000), 'b')), 3);
    assert.deepEqual(events.map(dataOf), [['a', 'b']]);
    assert.equal(left.out, 1);
  });

  it('is refused by its role', async () => {
    const { destination, role } = destinationOf(allOk);
    role.denied = { kind: 'policy', message: 'not you' };
    await assert.rejects(destination.deliver(recordsOf('a')), { name: 'RefusedError', message: 'not you' });
  });
});
