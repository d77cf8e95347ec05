import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { getRecords } from './operations/get-records.js';
import { getShardIterator } from './operations/get-shard-iterator.js';
import { listShards } from './operations/list-shards.js';
import { updateShardCount } from './operations/update-shard-count.js';
import { KinesisPort, RecordTooLargeError } from './port.js';
import { testAccount, testKinesis, testRegion, type TestKinesis } from './testing.js';

const arn = `arn:aws:kinesis:${testRegion}:${testAccount}:stream/rides`;
const recordsOf = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({
    data: Buffer.from(`${from + i}`),
    partitionKey: `k${(from + i) % 5}`,
  }));

describe('KinesisPort', () => {
  let kinesis: TestKinesis;
  let port: KinesisPort;
  const open = async (limits = false): Promise<void> => {
    kinesis = await testKinesis({ limits });
    port = new KinesisPort(kinesis.context);
    await kinesis.createStream('rides');
  };
  beforeEach(() => open());
  afterEach(() => kinesis.stop());

  /** All data of the stream, shard after shard in the order of their age, by key. */
  const read = async (): Promise<Map<string, string[]>> => {
    const byKey = new Map<string, string[]>();
    const { Shards = [] } = await kinesis.run(listShards, { StreamName: 'rides' });
    for (const { ShardId } of Shards) {
      const at = { StreamName: 'rides', ShardId, ShardIteratorType: 'TRIM_HORIZON' as const };
      const { ShardIterator = '' } = await kinesis.run(getShardIterator, at);
      const { Records } = await kinesis.run(getRecords, { ShardIterator });
      for (const { PartitionKey, Data } of Records) {
        const data = Buffer.from(Data as unknown as string, 'base64').toString();
        byKey.set(PartitionKey, [...(byKey.get(PartitionKey) ?? []), data]);
      }
    }
    return byKey;
  };

  it('puts records in their order, through a change of shards', async () => {
    const puts: Promise<number>[] = [];
    for (let from = 0; from < 100; from += 10) {
      if (from === 50)
        await kinesis.run(updateShardCount, {
          StreamName: 'rides',
          TargetShardCount: 2,
          ScalingType: 'UNIFORM_SCALING',
        });
      puts.push(port.put(arn, recordsOf(from, from + 10)));
    }
    assert.deepEqual(
      await Promise.all(puts),
      Array.from({ length: 10 }, () => 10),
    );
    const byKey = await read();
    for (let key = 0; key < 5; key++) {
      const expected = Array.from({ length: 20 }, (_, i) => `${i * 5 + key}`);
      assert.deepEqual(byKey.get(`k${key}`), expected);
    }
  });

  it('says how many the rates admit', async () => {
    await kinesis.stop();
    await open(true);
    assert.equal(await port.put(arn, recordsOf(0, 1200)), 1000);
    assert.equal(await port.put(arn, recordsOf(1000, 1200)), 0);
    await kinesis.clock.advance(1000);
    assert.equal(await port.put(arn, recordsOf(1000, 1200)), 200);
  });

  it('refuses what can never be written, once it comes first', async () => {
    const large = { data: Buffer.alloc(1024 * 1024), partitionKey: 'k' };
    const records = [...recordsOf(0, 2), large];
    assert.equal(await port.put(arn, records), 2);
    await assert.rejects(port.put(arn, records.slice(2)), RecordTooLargeError);
  });

  it('knows which streams there are', async () => {
    const nowhere = arn.replace('rides', 'nowhere');
    assert.equal(await port.takesRecords(arn), true);
    assert.equal(await port.takesRecords(nowhere), false);
    assert.equal(await port.takesRecords('arn:aws:s3:::bucket'), false);
    await assert.rejects(port.put(nowhere, recordsOf(0, 1)), { code: 'ResourceNotFoundException' });
  });
});
