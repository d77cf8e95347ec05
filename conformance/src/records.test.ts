import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, describe, it } from 'node:test';
import {
  createSdkV2,
  isIncreasing,
  iteratorOf,
  newStream,
  readShard,
  sequenceNumbers,
  shardIdOf,
  startPaddock,
  textOf,
} from './harness.js';

const paddock = await startPaddock();
const { sdk } = paddock;
after(() => paddock.close());

describe('PutRecord and PutRecords', () => {
  it('route by the MD5 of the partition key', async () => {
    const shards = 7;
    const StreamName = await newStream(sdk, shards);
    const keys = Array.from({ length: 100 }, (_, index) => `key ${index}`);
    const { Records: results, FailedRecordCount } = await sdk.putRecords({
      StreamName,
      Records: keys.map((PartitionKey) => ({ PartitionKey, Data: Buffer.from(PartitionKey) })),
    });
    assert.equal(FailedRecordCount, 0);
    const step = (1n << 128n) / BigInt(shards);
    for (const [index, PartitionKey] of keys.entries()) {
      const hash = BigInt(`0x${createHash('md5').update(PartitionKey).digest('hex')}`);
      const shard = Math.min(Number(hash / step), shards - 1);
      assert.equal(results?.[index]?.ShardId, shardIdOf(shard), PartitionKey);
    }
    const { ShardId, SequenceNumber, EncryptionType } = await sdk.putRecord({
      StreamName,
      PartitionKey: 'key 3',
      Data: Buffer.from('once more'),
    });
    assert.equal(ShardId, results?.[3]?.ShardId);
    assert.ok(BigInt(SequenceNumber ?? 0) > BigInt(results?.[3]?.SequenceNumber ?? 0));
    assert.equal(EncryptionType, undefined);
  });

  it('route by an explicit hash key before the partition key', async () => {
    const StreamName = await newStream(sdk, 3);
    const most = (1n << 128n) - 1n;
    const third = (1n << 128n) / 3n;
    const expected: readonly (readonly [bigint, number])[] = [
      [0n, 0],
      [third - 1n, 0],
      [third, 1],
      [2n * third - 1n, 1],
      [2n * third, 2],
      [most, 2],
    ];
    for (const [key, shard] of expected) {
      const { ShardId } = await sdk.putRecord({
        StreamName,
        PartitionKey: 'same',
        ExplicitHashKey: String(key),
        Data: Buffer.from('x'),
      });
      assert.equal(ShardId, shardIdOf(shard), String(key));
    }
  });

  it('number the records of a shard upwards, in the order of the request', async () => {
    const StreamName = await newStream(sdk, 1);
    const results: { SequenceNumber?: string | undefined }[] = [];
    for (let batch = 0; batch < 4; batch++) {
      const Records = Array.from({ length: 50 }, (_, index) => ({
        PartitionKey: String(index),
        Data: Buffer.from(String(batch * 51 + index)),
      }));
      results.push(...((await sdk.putRecords({ StreamName, Records })).Records ?? []));
      results.push(
        await sdk.putRecord({
          StreamName,
          PartitionKey: 'single',
          Data: Buffer.from(String(batch * 51 + 50)),
          SequenceNumberForOrdering: results.at(-1)?.SequenceNumber,
        }),
      );
    }
    assert.ok(isIncreasing(sequenceNumbers(results)));
    assert.ok(results.every(({ SequenceNumber }) => SequenceNumber?.length === 56));
    const records = await readShard(sdk, StreamName);
    assert.deepEqual(sequenceNumbers(records), sequenceNumbers(results));
    assert.deepEqual(
      records.map(textOf),
      Array.from({ length: 204 }, (_, index) => String(index)),
    );
  });

  it("keep what concurrent writers put, in each writer's order", async () => {
    const StreamName = await newStream(sdk, 2);
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let index = 0; index < 25; index++) {
          await sdk.putRecord({ StreamName, PartitionKey: `writer ${writer}`, Data: Buffer.from(String(index)) });
        }
      }),
    );
    const records = [...(await readShard(sdk, StreamName, 0)), ...(await readShard(sdk, StreamName, 1))];
    assert.equal(records.length, 200);
    for (let writer = 0; writer < 8; writer++) {
      const own = records.filter(({ PartitionKey }) => PartitionKey === `writer ${writer}`);
      assert.deepEqual(
        own.map(textOf),
        Array.from({ length: 25 }, (_, index) => String(index)),
      );
      assert.ok(isIncreasing(sequenceNumbers(own)));
    }
  });
});

describe('what a record carries', () => {
  it('comes back byte for byte', async () => {
    const StreamName = await newStream(sdk, 1);
    const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const bodies = [
      Buffer.alloc(0),
      everyByte,
      ...Array.from({ length: 60 }, (_, length) => randomBytes(length)),
      randomBytes(100_000),
    ];
    await sdk.putRecords({ StreamName, Records: bodies.map((Data) => ({ PartitionKey: 'p', Data })) });
    await sdk.putRecord({ StreamName, PartitionKey: 'p', Data: everyByte });
    const sent = [...bodies, everyByte];
    const records = await readShard(sdk, StreamName);
    assert.equal(records.length, sent.length);
    for (const [index, record] of records.entries()) {
      assert.deepEqual(Buffer.from(record.Data ?? []), sent[index], `record ${index}`);
      assert.equal(record.PartitionKey, 'p');
      assert.equal(record.EncryptionType, undefined);
      assert.ok(Math.abs((record.ApproximateArrivalTimestamp?.getTime() ?? 0) - Date.now()) < 60_000);
    }
    const v2 = createSdkV2(paddock.url);
    const { Records } = await v2.getRecords({ ShardIterator: await iteratorOf(sdk, StreamName) }).promise();
    assert.deepEqual(
      Records.map(({ Data }) => Buffer.from(Data as Uint8Array)),
      sent,
    );
  });

  it('has any partition key of up to 256 characters', async () => {
    const StreamName = await newStream(sdk, 1);
    const keys = [
      'ü',
      '日本語',
      '🦄 Shadowfax',
      '"quoted" \\ back\\slash',
      'line\nfeed\ttab\r\u0000\u0001\u001f',
      '\u2028\u2029\ufeff\u007f',
      '</script>',
      '%00 {}[]',
      ' ',
      'x'.repeat(256),
      'é'.repeat(256),
    ];
    await sdk.putRecords({
      StreamName,
      Records: keys.map((PartitionKey) => ({ PartitionKey, Data: Buffer.from(PartitionKey) })),
    });
    for (const PartitionKey of keys) await sdk.putRecord({ StreamName, PartitionKey, Data: Buffer.from(PartitionKey) });
    const records = await readShard(sdk, StreamName);
    assert.deepEqual(
      records.map(({ PartitionKey }) => PartitionKey),
      [...keys, ...keys],
    );
    assert.deepEqual(records.map(textOf), [...keys, ...keys]);
  });

  it('may be tried without effect', async () => {
    const StreamName = await newStream(sdk, 1);
    const dry = { name: 'DryRunOperationException' };
    const record = { PartitionKey: 'p', Data: Buffer.from('x') };
    await assert.rejects(sdk.putRecord({ StreamName, ...record, DryRun: true }), dry);
    await assert.rejects(sdk.putRecords({ StreamName, Records: [record], DryRun: true }), dry);
    await assert.rejects(sdk.putRecord({ StreamName: 'absent', ...record, DryRun: true }), {
      name: 'ResourceNotFoundException',
    });
    const ShardIterator = await iteratorOf(sdk, StreamName);
    await assert.rejects(sdk.getRecords({ ShardIterator, DryRun: true }), dry);
    assert.deepEqual((await sdk.getRecords({ ShardIterator })).Records, []);
  });

  it('may be 1 MiB with its partition key, and up to 10 MiB where the stream says so', async () => {
    const StreamName = await newStream(sdk, 1);
    const mebibyte = 1_048_576;
    const most = randomBytes(mebibyte - 1);
    await sdk.putRecord({ StreamName, PartitionKey: 'k', Data: most });
    await assert.rejects(sdk.putRecord({ StreamName, PartitionKey: 'kk', Data: most }), {
      name: 'ValidationException',
    });
    await assert.rejects(sdk.putRecords({ StreamName, Records: [{ PartitionKey: 'kk', Data: most }] }), {
      name: 'ValidationException',
      message: /'records\.1\.member\.data'/,
    });
    await sdk.updateMaxRecordSize({
      StreamARN: `arn:aws:kinesis:us-east-1:000000000000:stream/${StreamName}`,
      MaxRecordSizeInKiB: 10_240,
    });
    const { StreamDescriptionSummary } = await sdk.describeStreamSummary({ StreamName });
    assert.equal(StreamDescriptionSummary?.MaxRecordSizeInKiB, 10_240);
    const large = randomBytes(10 * mebibyte - 1);
    await sdk.putRecord({ StreamName, PartitionKey: 'k', Data: large });
    const records = await readShard(sdk, StreamName);
    assert.equal(records.length, 2);
    assert.ok(most.equals(records[0]?.Data ?? Buffer.of()));
    assert.ok(large.equals(records[1]?.Data ?? Buffer.of()));
  });
});
