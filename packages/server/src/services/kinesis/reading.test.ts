import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { aFewTurns } from '../../runtime/controlled-clock.js';
import { deleteStream } from './operations/delete-stream.js';
import { registerStreamConsumer } from './operations/register-stream-consumer.js';
import { splitShard } from './operations/split-shard.js';
import { KinesisReader, type KinesisSlice, type ReadableShard, type ReadableStream } from './reading.js';
import { testAccount, testKinesis, testRegion, type TestKinesis } from './testing.js';

const arn = `arn:aws:kinesis:${testRegion}:${testAccount}:stream/rides`;
const limits = { records: 100, bytes: 1e6 };

describe('KinesisReader', () => {
  let kinesis: TestKinesis;
  let reader: KinesisReader;
  let stream: ReadableStream;
  let shard: ReadableShard;
  beforeEach(async () => {
    kinesis = await testKinesis();
    reader = new KinesisReader(kinesis.context);
    await kinesis.createStream('rides');
    const found = await reader.stream(arn);
    assert.ok(found?.shards[0]);
    stream = found;
    shard = found.shards[0];
  });
  afterEach(() => kinesis.stop());

  const dataOf = (slice: KinesisSlice | undefined): string[] => {
    assert.ok(slice);
    const records = JSON.parse(`[${Buffer.concat(slice.chunks).toString()}]`) as { Data: string }[];
    return records.map(({ Data }) => Buffer.from(Data, 'base64').toString());
  };
  const sum = (metric: string, dimensions: Record<string, string>): number | undefined =>
    kinesis.metrics.query({
      account: testAccount,
      region: testRegion,
      namespace: 'AWS/Kinesis',
      metric,
      dimensions,
      from: 0,
      to: kinesis.clock.now() + 60_000,
    })[0]?.sum;

  it('reads on from a position, and counts as a client’s read does', async () => {
    for (const data of ['a', 'b', 'c']) await kinesis.putRecord('rides', data);
    const first = await reader.read(stream, shard, 0, { records: 2, bytes: 1e6 });
    assert.deepEqual(dataOf(first), ['a', 'b']);
    assert.deepEqual([first?.first, first?.next, first?.isCaughtUp, first?.ended], [0, 2, false, false]);
    const rest = await reader.read(stream, shard, 2, limits);
    assert.deepEqual(dataOf(rest), ['c']);
    assert.equal(rest?.isCaughtUp, true);
    assert.equal(sum('GetRecords.Records', { StreamName: 'rides' }), 3);
    assert.equal(sum('GetRecords.Success', { StreamName: 'rides' }), 2);
  });

  it('finds positions by time and at both ends', async () => {
    await kinesis.putRecord('rides', 'a');
    await kinesis.clock.advance(1_000);
    const timestamp = kinesis.clock.now();
    await kinesis.putRecord('rides', 'b');
    assert.equal(await reader.position(stream, shard, 'TRIM_HORIZON'), 0);
    assert.equal(await reader.position(stream, shard, { timestamp }), 1);
    assert.equal(await reader.position(stream, shard, 'LATEST'), 2);
  });

  it('does not read what is older than the retention period', async () => {
    await kinesis.putRecord('rides', 'a');
    await kinesis.clock.advance(23 * 3_600_000);
    await kinesis.putRecord('rides', 'b');
    await kinesis.clock.advance(2 * 3_600_000);
    assert.deepEqual(dataOf(await reader.read(stream, shard, 0, limits)), ['b']);
  });

  it('tells of records, of a shard’s end and of its children', async () => {
    let told = 0;
    const end = reader.watchRecords(stream, shard, () => told++);
    await kinesis.putRecord('rides', 'a');
    await aFewTurns();
    assert.equal(told, 1);
    await kinesis.run(splitShard, {
      StreamName: 'rides',
      ShardToSplit: shard.id,
      NewStartingHashKey: (2n ** 127n).toString(),
    });
    await aFewTurns();
    assert.ok(told > 1);
    end();
    const slice = await reader.read(stream, shard, 0, limits);
    assert.deepEqual([dataOf(slice), slice?.ended], [['a'], true]);
    const now = await reader.stream(arn);
    assert.deepEqual(
      now?.shards.map(({ index, parents }) => [index, parents]),
      [
        [0, []],
        [1, [0]],
        [2, [0]],
      ],
    );
  });

  it('knows consumers, and counts for them', async () => {
    const { Consumer } = await kinesis.run(registerStreamConsumer, { StreamARN: arn, ConsumerName: 'fan' });
    assert.deepEqual(await reader.consumer(Consumer.ConsumerARN), { streamArn: arn, name: 'fan', isActive: true });
    assert.equal(await reader.consumer(`${arn}/consumer/fan:1`), undefined);
    await kinesis.putRecord('rides', 'a');
    await reader.read(stream, shard, 0, limits, 'fan');
    assert.equal(sum('SubscribeToShardEvent.Records', { StreamName: 'rides', ConsumerName: 'fan' }), 1);
  });

  it('reads nothing of a stream that is gone, nor of the next one of its name', async () => {
    await kinesis.run(deleteStream, { StreamName: 'rides' });
    assert.equal(await reader.stream(arn), undefined);
    assert.equal(await reader.read(stream, shard, 0, limits), undefined);
    await kinesis.clock.advance(1_000);
    await kinesis.createStream('rides');
    assert.equal(await reader.read(stream, shard, 0, limits), undefined);
    assert.equal(await reader.position(stream, shard, 'LATEST'), undefined);
  });
});
