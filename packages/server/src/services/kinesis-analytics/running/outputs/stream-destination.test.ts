import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { AwsError, internalFailure } from '@paddock/wire';
import { deleteStream } from '../../../kinesis/operations/delete-stream.js';
import { KinesisPort } from '../../../kinesis/port.js';
import { testKinesis, type TestKinesis } from '../../../kinesis/testing.js';
import type { Denial } from '../../role-checks.js';
import { streamArn } from '../testing.js';
import { RefusedError } from '../refused.js';
import { StreamDestination } from './stream-destination.js';

let kinesis: TestKinesis;
afterEach(() => kinesis.stop());

async function destinationOf(
  options: { readonly limits?: boolean; readonly fail?: (put: number) => Error | undefined } = {},
) {
  kinesis = await testKinesis({ limits: options.limits ?? false });
  await kinesis.createStream('out', 2);
  const port = new KinesisPort(kinesis.context);
  let puts = 0;
  const test: { denied: Denial | undefined; tooLarge: number } = { denied: undefined, tooLarge: 0 };
  const destination = new StreamDestination({
    kinesis: {
      reader: port.reader,
      put: async (arn: string, records: Parameters<KinesisPort['put']>[1]) => {
        const error = options.fail?.(puts++);
        if (error !== undefined) throw error;
        return port.put(arn, records);
      },
    } as unknown as KinesisPort,
    arn: streamArn('out'),
    denial: async () => test.denied,
    tooLarge: () => {
      test.tooLarge += 1;
    },
  });
  return Object.assign(test, { destination });
}

const recordsOf = (count: number, data = 'x') =>
  Array.from({ length: count }, (_, index) => ({ data, key: `key ${index}` }));

describe('StreamDestination', () => {
  it('says what is there for good where a refusal comes half-way', async () => {
    const { destination } = await destinationOf({
      fail: (put) => (put === 1 ? new AwsError('ResourceNotFoundException', 'gone', { status: 400 }) : undefined),
    });
    const ends = (await destination.ends()) ?? {};
    const records = recordsOf(9_000);
    const written = await destination.deliver(records);
    assert.ok(written > 0 && written < 9_000);
    assert.equal((await destination.keysSince(ends)).size, written);
    assert.equal(await destination.deliver(records.slice(written)), 9_000 - written);
    assert.equal((await destination.keysSince(ends)).size, 9_000);
  });

  it('does not say so where it is unknown what was written', async () => {
    const { destination } = await destinationOf({ fail: (put) => (put === 1 ? internalFailure() : undefined) });
    await assert.rejects(destination.deliver(recordsOf(9_000)), { code: 'InternalFailure' });
  });

  it('writes what the rates of the stream admit', async () => {
    const { destination } = await destinationOf({ limits: true });
    const records = recordsOf(5_000);
    let written = await destination.deliver(records);
    assert.ok(written > 0 && written < 5_000);
    for (let second = 0; second < 10 && written < 5_000; second++) {
      await kinesis.clock.advance(1_000);
      written += await destination.deliver(records.slice(written));
    }
    assert.equal((await destination.keysSince({})).size, 5_000);
  });

  it('leaves out what no record can hold', async () => {
    const test = await destinationOf();
    const records = [...recordsOf(1), { data: 'x'.repeat(12_000_000), key: 'large' }, { data: 'y', key: 'small' }];
    assert.equal(await test.destination.deliver(records), 1);
    assert.equal(await test.destination.deliver(records.slice(1)), 2);
    assert.equal(test.tooLarge, 1);
    assert.deepEqual([...(await test.destination.keysSince({}))].toSorted(), ['key 0', 'small']);
  });

  it('is refused where its stream is gone, or its role may not; of a stream that comes into being, all is later', async () => {
    const test = await destinationOf();
    test.denied = { kind: 'policy', message: 'not you' };
    await assert.rejects(test.destination.deliver(recordsOf(1)), { name: 'RefusedError', message: 'not you' });
    test.denied = undefined;
    await kinesis.run(deleteStream, { StreamName: 'out' });
    await assert.rejects(test.destination.deliver(recordsOf(1)), RefusedError);
    const ends = await test.destination.ends();
    assert.deepEqual(ends, {});
    await kinesis.createStream('out', 1);
    await test.destination.deliver(recordsOf(2));
    assert.equal((await test.destination.keysSince(ends)).size, 2);
  });
});
