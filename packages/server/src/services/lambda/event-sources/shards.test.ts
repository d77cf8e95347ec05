import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { afterEach, describe, it } from 'node:test';
import { Blob } from '@paddock/wire';
import { aFewTurns } from '../../../runtime/controlled-clock.js';
import { deregisterStreamConsumer } from '../../kinesis/operations/deregister-stream-consumer.js';
import { deleteStream } from '../../kinesis/operations/delete-stream.js';
import { mergeShards } from '../../kinesis/operations/merge-shards.js';
import { putRecord } from '../../kinesis/operations/put-record.js';
import { registerStreamConsumer } from '../../kinesis/operations/register-stream-consumer.js';
import { splitShard } from '../../kinesis/operations/split-shard.js';
import { updateShardCount } from '../../kinesis/operations/update-shard-count.js';
import { updateEventSourceMapping } from '../operations/update-event-source-mapping.js';
import { dataOf, FunctionError, streamArn, testEventSources, type TestEventSources } from './testing.js';

const half = (2n ** 127n).toString();

/** Records of one key as the Kinesis Producer Library packs them. */
function packed(data: readonly string[]): Buffer {
  const field = (number: number, bytes: Buffer): Buffer =>
    Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
  const records = data.map((each) => field(3, Buffer.concat([Buffer.from([8, 0]), field(3, Buffer.from(each))])));
  const message = Buffer.concat([field(1, Buffer.from('key')), ...records]);
  return Buffer.concat([Buffer.from('f3899ac2', 'hex'), message, Buffer.from(hash('md5', message), 'hex')]);
}

describe('shards of a mapping', () => {
  let test: TestEventSources;
  afterEach(() => test.stop());

  const turns = async (count = 10): Promise<void> => {
    for (let turn = 0; turn < count; turn++) await aFewTurns();
  };
  /** Data by key, in the order in which the function got it. */
  const byKey = (): Record<string, string[]> => {
    const seen: Record<string, string[]> = {};
    for (const { event } of test.invoker.calls) {
      for (const data of dataOf(event)) (seen[data.split(':')[0] ?? ''] ??= []).push(data);
    }
    return seen;
  };

  it('children are read when their parents are done, through splits and merges', async () => {
    test = await testEventSources();
    let release: (() => void) | undefined;
    test.invoker.handler = async () => {
      await new Promise<void>((resolve) => (release = resolve));
    };
    await test.map({});
    await test.put('a:1');
    await test.kinesis.run(splitShard, {
      StreamName: 'rides',
      ShardToSplit: 'shardId-000000000000',
      NewStartingHashKey: half,
    });
    await test.put('a:2', 'b:2', 'c:2', 'd:2');
    await turns();
    // The parent's batch is under way: its children wait.
    assert.equal(test.invoker.calls.length, 1);
    test.invoker.handler = () => undefined;
    release?.();
    await turns();
    await test.kinesis.run(mergeShards, {
      StreamName: 'rides',
      ShardToMerge: 'shardId-000000000001',
      AdjacentShardToMerge: 'shardId-000000000002',
    });
    await test.put('a:3', 'b:3', 'c:3', 'd:3');
    await turns();
    assert.deepEqual(byKey(), {
      a: ['a:1', 'a:2', 'a:3'],
      b: ['b:2', 'b:3'],
      c: ['c:2', 'c:3'],
      d: ['d:2', 'd:3'],
    });
    const [mapping] = await test.sources.mappings.all();
    assert.deepEqual(
      test.sources.snapshotFor(mapping ?? { uuid: '' }).map(({ state, iteratorAge }) => [state, iteratorAge]),
      [
        ['ended', 0],
        ['ended', 0],
        ['ended', 0],
        ['running', 0],
      ],
    );
  });

  it('shards that come after LATEST are read from their beginning', async () => {
    test = await testEventSources();
    await test.put('a:0');
    await test.map({ StartingPosition: 'LATEST' });
    await test.kinesis.run(updateShardCount, {
      StreamName: 'rides',
      TargetShardCount: 2,
      ScalingType: 'UNIFORM_SCALING',
    });
    await test.put('a:1', 'b:1', 'c:1');
    await turns();
    assert.deepEqual(byKey(), { a: ['a:1'], b: ['b:1'], c: ['c:1'] });
  });

  it('another factor of parallel batches repeats and skips nothing', async () => {
    test = await testEventSources();
    const data = Array.from({ length: 60 }, (_, index) => `k${index % 5}:${index}`);
    const done: string[] = [];
    let isStuck = true;
    test.invoker.handler = async (event) => {
      const own = dataOf(event);
      await aFewTurns();
      if (isStuck && own.some((each) => each.startsWith('k1'))) throw new FunctionError('not now');
      done.push(...own);
    };
    const uuid = await test.map({ ParallelizationFactor: 4, BatchSize: 2 });
    let sent = 0;
    for (const factor of [3, 7, 1, 4]) {
      await test.put(...data.slice(sent, (sent += 15)));
      await turns(20);
      await test.run(updateEventSourceMapping, { UUID: uuid, ParallelizationFactor: factor });
      await turns();
    }
    assert.ok(done.length > 20 && !done.some((each) => each.startsWith('k1')));
    isStuck = false;
    await test.clock.advance(60_000);
    await turns(30);
    for (const key of ['k0', 'k1', 'k2', 'k3', 'k4']) {
      const of = (all: readonly string[]): string[] => all.filter((each) => each.startsWith(key));
      assert.deepEqual(of(done), of(data));
    }
  });

  it('a stream that goes is told, and one of its name is read', async () => {
    test = await testEventSources();
    const uuid = await test.map({});
    await test.put('a:1');
    await test.kinesis.run(deleteStream, { StreamName: 'rides' });
    await turns();
    assert.equal(await test.result(uuid), 'PROBLEM: Stream rides under account 123456789012 not found.');
    await test.clock.advance(2_000);
    await test.kinesis.createStream('rides', 1);
    await test.put('a:2');
    await turns();
    assert.deepEqual(byKey(), { a: ['a:1', 'a:2'] });
  });

  it('a consumer is read like its stream, until it goes', async () => {
    test = await testEventSources();
    const { Consumer } = await test.kinesis.run(registerStreamConsumer, { StreamARN: streamArn, ConsumerName: 'fan' });
    const uuid = await test.map({ EventSourceArn: Consumer.ConsumerARN });
    await test.put('a:1');
    assert.equal(test.invoker.calls[0]?.event.Records[0]?.eventSourceARN, Consumer.ConsumerARN);
    const [events] = test.metrics.list({ account: '123456789012', region: 'us-east-1', namespace: 'AWS/Lambda' });
    assert.ok(events);
    const counted = test.kinesis.metrics.list({
      account: '123456789012',
      region: 'us-east-1',
      metric: 'SubscribeToShardEvent.Records',
    });
    assert.equal(counted.length, 1);
    await test.kinesis.run(deregisterStreamConsumer, { ConsumerARN: Consumer.ConsumerARN });
    await turns();
    await test.put('a:2');
    assert.deepEqual(byKey(), { a: ['a:1'] });
    assert.match((await test.result(uuid)) ?? '', /^PROBLEM: /);
  });

  it('what the producer library packed is taken apart for a consumer alone', async () => {
    test = await testEventSources();
    const { Consumer } = await test.kinesis.run(registerStreamConsumer, { StreamARN: streamArn, ConsumerName: 'fan' });
    const fan = await test.map({
      FunctionName: 'fan',
      EventSourceArn: Consumer.ConsumerARN,
      BatchSize: 2,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    await test.map({ FunctionName: 'shared' });
    let failures = 0;
    test.invoker.handler = (event) => {
      const last = event.Records.at(-1);
      const isFailing = last?.eventSourceARN === Consumer.ConsumerARN && failures++ < 1;
      return { batchItemFailures: isFailing ? [{ itemIdentifier: last.kinesis.sequenceNumber }] : [] };
    };
    const record = { Data: Blob.fromBytes(packed(['one', 'two', 'three'])), PartitionKey: 'outer' };
    await test.kinesis.run(putRecord, { StreamName: 'rides', ...record });
    await turns();
    await test.clock.advance(1_000);
    const of = (name: string): string[][] =>
      test.invoker.calls.filter(({ target }) => target.name === name).map(({ event }) => dataOf(event));
    // The number that failed is that of all three: nothing of the batch is done.
    assert.deepEqual(of('fan'), [['one', 'two'], ['one', 'two'], ['three']]);
    assert.equal(of('shared').length, 1);
    assert.equal(of('shared')[0]?.length, 1);
    assert.equal(await test.result(fan), 'OK');
  });

  it('changes of a table are read, shard after shard', async () => {
    test = await testEventSources({ source: 'dynamodb' });
    const arn = await test.streams.createStream('riders');
    await test.map({ EventSourceArn: arn, ParallelizationFactor: 2 });
    const put = async (id: string): Promise<void> => {
      await test.streams.put('riders', { id: { S: id } });
      await turns(2);
    };
    await put('a');
    await put('b');
    await test.clock.advance(4 * 3_600_000);
    await put('c');
    await turns();
    assert.deepEqual(test.invoker.batches, [['a'], ['b'], ['c']]);
    assert.equal(test.invoker.calls[0]?.event.Records[0]?.eventSourceARN, arn);
    const [mapping] = await test.sources.mappings.all();
    assert.deepEqual(
      test.sources.snapshotFor(mapping ?? { uuid: '' }).map(({ state }) => state),
      ['ended', 'running'],
    );
  });
});
