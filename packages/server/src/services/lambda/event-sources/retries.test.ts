import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { AwsError } from '@paddock/wire';
import { updateEventSourceMapping } from '../operations/update-event-source-mapping.js';
import {
  dataOf,
  FunctionError,
  testEventSources,
  type MappingInput,
  type TestEvent,
  type TestEventSources,
} from './testing.js';

const minute = 60_000;
const bucket = { OnFailure: { Destination: 'arn:aws:s3:::failed' } };

describe('retries of a mapping', () => {
  let test: TestEventSources;
  beforeEach(async () => {
    test = await testEventSources();
  });
  afterEach(() => test.stop());

  const raise = (event: TestEvent): void => {
    if (dataOf(event).includes('2')) throw new FunctionError('poison');
  };
  const report = (event: TestEvent): unknown => ({
    batchItemFailures: event.Records.filter(
      (record) => Buffer.from(record.kinesis.data, 'base64').toString() === '2',
    ).map(({ kinesis }) => ({ itemIdentifier: kinesis.sequenceNumber })),
  });
  const sequence = async (input: Partial<MappingInput>): Promise<string[]> => {
    await test.put('1', '2', '3', '4');
    await test.map({ MaximumRetryAttempts: 1, DestinationConfig: bucket, ...input });
    await test.clock.advance(minute);
    return test.invoker.batches.map((batch) => batch.join(''));
  };
  const given = () =>
    test.buckets.objects.map(({ body }) => {
      const { requestContext, KinesisBatchInfo } = body;
      return [
        requestContext?.['condition'],
        requestContext?.['approximateInvokeCount'],
        KinesisBatchInfo?.['batchSize'],
      ];
    });

  it('a batch that fails is tried again, then given up, and the shard moves on', async () => {
    test.invoker.handler = raise;
    assert.deepEqual(await sequence({ MaximumRetryAttempts: 2 }), ['1234', '1234', '1234']);
    const ids = new Set(test.invoker.calls.map(({ requestId }) => requestId));
    assert.equal(ids.size, 1);
    assert.deepEqual(given(), [['RetryAttemptsExhausted', 3, 4]]);
    assert.match(
      test.buckets.objects[0]?.key ?? '',
      /^aws\/lambda\/[0-9a-f-]{36}\/shardId-000000000000\/2023\/11\/14\/2023-11-14T22\.13\.2\d-[0-9a-f-]{36}$/,
    );
    assert.equal(test.buckets.objects[0]?.bucket, 'failed');
    await test.put('5');
    assert.deepEqual(test.invoker.batches.at(-1), ['5']);
  });

  it('without limit it is tried until it succeeds', async () => {
    test.invoker.handler = raise;
    await sequence({ MaximumRetryAttempts: -1 });
    assert.ok(test.invoker.calls.length > 4);
    test.invoker.handler = () => undefined;
    await test.clock.advance(minute);
    await test.put('5');
    assert.deepEqual(test.invoker.batches.at(-1), ['5']);
    assert.deepEqual(given(), []);
  });

  it('halves isolate the record that fails', async () => {
    test.invoker.handler = raise;
    assert.deepEqual(await sequence({ BisectBatchOnFunctionError: true }), ['1234', '12', '1', '2', '2', '34']);
    assert.deepEqual(given(), [['RetryAttemptsExhausted', 2, 1]]);
    const document = test.buckets.objects[0]?.body;
    assert.deepEqual(document?.['responseContext'], {
      statusCode: 200,
      executedVersion: '$LATEST',
      functionError: 'Unhandled',
    });
  });

  it('a function reports the first record that failed', async () => {
    test.invoker.handler = report;
    const input = { FunctionResponseTypes: ['ReportBatchItemFailures'] as const };
    assert.deepEqual(await sequence(input), ['1234', '234', '234']);
    assert.deepEqual(given(), [['RetryAttemptsExhausted', 2, 3]]);
    assert.equal(test.buckets.objects[0]?.body['responseContext']?.['functionError'], null);
  });

  it('reports and halves go together', async () => {
    test.invoker.handler = report;
    const input = { FunctionResponseTypes: ['ReportBatchItemFailures'] as const, BisectBatchOnFunctionError: true };
    assert.deepEqual(await sequence(input), ['1234', '234', '2', '2', '34']);
  });

  it('reports mean nothing where they were not asked for', async () => {
    test.invoker.handler = report;
    assert.deepEqual(await sequence({}), ['1234']);
  });

  it('a report that names no record fails the batch', async () => {
    test.invoker.handler = () => ({ batchItemFailures: [{ itemIdentifier: '' }] });
    const input = { FunctionResponseTypes: ['ReportBatchItemFailures'] as const, MaximumRetryAttempts: 0 };
    assert.deepEqual(await sequence(input), ['1234']);
    assert.deepEqual(given(), [['RetryAttemptsExhausted', 1, 4]]);
  });

  it('being throttled is no try', async () => {
    let calls = 0;
    test.invoker.handler = () => {
      if (++calls <= 5) throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', { status: 429 });
    };
    assert.equal((await sequence({ MaximumRetryAttempts: 0 })).length, 6);
    assert.deepEqual(given(), []);
  });

  it('a change of the function ends the pause', async () => {
    test.invoker.handler = raise;
    await test.put('2');
    await test.map({});
    await test.clock.advance(10 * minute);
    const calls = test.invoker.calls.length;
    test.invoker.handler = () => undefined;
    test.invoker.changed();
    await test.put('3');
    assert.equal(test.invoker.calls.length, calls + 2);
  });

  it('records that are too old are given up, and the others tried', async () => {
    test.invoker.handler = raise;
    const uuid = await test.map({ MaximumRecordAgeInSeconds: 60, DestinationConfig: bucket, Enabled: false });
    await test.put('1', '2');
    await test.clock.advance(40_000);
    await test.put('3');
    await test.clock.advance(30_000);
    await test.run(updateEventSourceMapping, { UUID: uuid, Enabled: true });
    await test.clock.advance(10);
    assert.deepEqual(given(), [['RecordAgeExceeded', 1, 2]]);
    assert.equal(test.buckets.objects[0]?.body['responseContext'], undefined);
    assert.deepEqual(test.invoker.batches, [['3']]);
  });

  it('a record that fits into no event is given up untried', async () => {
    await test.map({ MaximumRetryAttempts: 0, DestinationConfig: bucket });
    const large = 'x'.repeat(5 * 1024 * 1024);
    const { updateMaxRecordSize } = await import('../../kinesis/operations/update-max-record-size.js');
    await test.kinesis.run(updateMaxRecordSize, {
      StreamARN: 'arn:aws:kinesis:us-east-1:123456789012:stream/rides',
      MaxRecordSizeInKiB: 10_240,
    });
    await test.put(`1:${large}`, '2');
    assert.deepEqual(test.invoker.batches, [['2']]);
    assert.deepEqual(given(), [['RetryAttemptsExhausted', 1, 1]]);
    assert.equal(test.buckets.objects[0]?.body['responseContext'], undefined);
  });

  it('a destination that cannot be told is counted, and the shard moves on', async () => {
    test.invoker.handler = raise;
    test.buckets.isBroken = true;
    await sequence({ MaximumRetryAttempts: 0, MetricsConfig: { Metrics: ['EventCount'] } });
    await test.put('5');
    assert.deepEqual(test.invoker.batches.at(-1), ['5']);
    const sum = (metric: string, dimensions: Record<string, string>): number | undefined =>
      test.metrics.query({
        account: '123456789012',
        region: 'us-east-1',
        namespace: 'AWS/Lambda',
        metric,
        dimensions,
        from: 0,
        to: test.clock.now() + minute,
      })[0]?.sum;
    assert.equal(sum('DestinationDeliveryFailures', { FunctionName: 'fn' }), 1);
    const [mapping] = await test.sources.mappings.all();
    const own = { EventSourceMappingUUID: mapping?.uuid ?? '' };
    assert.equal(sum('DroppedEventCount', own), 4);
    assert.equal(sum('FailedInvokeEventCount', own), 4);
  });

  it('a role that may no longer read stops it, and nothing is lost', async () => {
    const uuid = await test.map({});
    await test.put('1');
    test.denial = 'User: x is not authorized to perform: kinesis:DescribeStream';
    await test.put('2', '3');
    assert.deepEqual(test.invoker.batches, [['1']]);
    assert.equal(await test.result(uuid), `PROBLEM: ${test.denial}`);
    await test.clock.advance(minute);
    assert.deepEqual(test.invoker.batches, [['1']]);
    test.denial = undefined;
    await test.clock.advance(minute);
    assert.deepEqual(test.invoker.batches.flat(), ['1', '2', '3']);
    assert.equal(await test.result(uuid), 'OK');
  });
});
