import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { aFewTurns } from '../../../runtime/controlled-clock.js';
import { FunctionError, streamArn, testEventSources, type TestEvent, type TestEventSources } from './testing.js';

describe('batches of a mapping', () => {
  let test: TestEventSources;
  beforeEach(async () => {
    test = await testEventSources();
  });
  afterEach(() => test.stop());

  it('a record reaches its function at once', async () => {
    await test.map({});
    await test.put('a', 'b');
    assert.deepEqual(test.invoker.batches, [['a'], ['b']]);
    const [call] = test.invoker.calls;
    assert.deepEqual(call?.target, {
      account: '123456789012',
      region: 'us-east-1',
      name: 'fn',
      qualifier: undefined,
    });
    const record = call?.event.Records[0];
    assert.equal(record?.eventSourceARN, streamArn);
    assert.match(record?.eventID ?? '', /^shardId-000000000000:\d{56}$/);
  });

  it('what came before is read by TRIM_HORIZON, in batches of BatchSize', async () => {
    await test.put('a', 'b', 'c', 'd', 'e');
    await test.map({ BatchSize: 2 });
    assert.deepEqual(test.invoker.batches, [['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('LATEST begins where the stream was when the mapping was made, even before it is polled', async () => {
    await test.put('a');
    const uuid = await test.map({ StartingPosition: 'LATEST', Enabled: false });
    await test.put('b');
    const { updateEventSourceMapping } = await import('../operations/update-event-source-mapping.js');
    await test.run(updateEventSourceMapping, { UUID: uuid, Enabled: true });
    await test.put('c');
    assert.deepEqual(test.invoker.batches.flat(), ['b', 'c']);
  });

  it('AT_TIMESTAMP begins with the first record of that time', async () => {
    await test.put('a');
    await test.clock.advance(5_000);
    const at = test.clock.now();
    await test.put('b');
    await test.clock.advance(5_000);
    await test.put('c');
    await test.map({ StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: at });
    assert.deepEqual(test.invoker.batches.flat(), ['b', 'c']);
  });

  it('while the function works, what comes is gathered', async () => {
    let release = (): void => undefined;
    test.invoker.handler = () => new Promise<void>((resolve) => (release = resolve));
    await test.map({ BatchSize: 3 });
    await test.put('a', 'b', 'c', 'd', 'e');
    assert.deepEqual(test.invoker.batches, [['a']]);
    release();
    await aFewTurns();
    assert.deepEqual(test.invoker.batches, [['a'], ['b', 'c', 'd']]);
    release();
    await aFewTurns();
    assert.deepEqual(test.invoker.batches, [['a'], ['b', 'c', 'd'], ['e']]);
    release();
    await aFewTurns();
  });

  it('a batching window waits for a full batch, or its end', async () => {
    await test.map({ BatchSize: 2, MaximumBatchingWindowInSeconds: 5 });
    await test.put('a', 'b', 'c', 'd', 'e');
    assert.deepEqual(test.invoker.batches, [
      ['a', 'b'],
      ['c', 'd'],
    ]);
    await test.clock.advance(4_999);
    assert.equal(test.invoker.calls.length, 2);
    await test.clock.advance(1);
    assert.deepEqual(test.invoker.batches[2], ['e']);
  });

  it('a batch is no larger than 6 MB', async () => {
    const large = 'x'.repeat(900_000);
    for (let index = 0; index < 7; index++) await test.put(`${index}:${large}`);
    await test.map({});
    assert.deepEqual(
      test.invoker.batches.map((batch) => batch.map((data) => data[0]).join('')),
      ['01234', '56'],
    );
  });

  it('records of one key keep their order in parallel batches', async () => {
    const seen = new Map<string, string[]>();
    let running = 0;
    let most = 0;
    test.invoker.handler = async (event: TestEvent) => {
      most = Math.max(most, ++running);
      await aFewTurns();
      for (const { kinesis } of event.Records) {
        const data = Buffer.from(kinesis.data, 'base64').toString();
        seen.set(kinesis.partitionKey, [...(seen.get(kinesis.partitionKey) ?? []), data]);
      }
      running -= 1;
    };
    const data = Array.from({ length: 60 }, (_, index) => `k${index % 7}:${index}`);
    await test.put(...data);
    await test.map({ BatchSize: 3, ParallelizationFactor: 4 });
    for (let turn = 0; turn < 100; turn++) await aFewTurns();
    assert.ok(most > 1 && most <= 4, `${most} at once`);
    for (const [key, own] of seen)
      assert.deepEqual(
        own,
        data.filter((each) => each.startsWith(`${key}:`)),
      );
    assert.equal([...seen.values()].flat().length, 60);
  });

  it('filtered records advance the checkpoint and are not invoked with', async () => {
    const uuid = await test.map({
      FilterCriteria: { Filters: [{ Pattern: JSON.stringify({ data: { wanted: [true] } }) }] },
    });
    await test.put('{"wanted":false}', 'no json', '{"wanted":true}', '{"wanted":false}');
    assert.deepEqual(test.invoker.batches, [['{"wanted":true}']]);
    const [checkpoint] = (await test.sources.progress.checkpoints({ uuid })).values();
    assert.deepEqual(checkpoint, { lanes: [4] });
  });

  it('the last result is told', async () => {
    const uuid = await test.map({});
    assert.equal(await test.result(uuid), 'No records processed');
    await test.put('a');
    assert.equal(await test.result(uuid), 'OK');
    test.invoker.handler = () => {
      throw new FunctionError('no');
    };
    await test.put('b');
    assert.equal(await test.result(uuid), 'PROBLEM: Function call failed');
  });

  it('IteratorAge is the age of the last record', async () => {
    await test.put('a');
    await test.clock.advance(7_000);
    await test.map({});
    const [point] = test.metrics.query({
      account: '123456789012',
      region: 'us-east-1',
      namespace: 'AWS/Lambda',
      metric: 'IteratorAge',
      dimensions: { FunctionName: 'fn' },
      from: 0,
      to: test.clock.now() + 60_000,
    });
    assert.equal(point?.sum, 7_000);
  });
});
