import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { iteratorOf, newStream, readOn, sequenceNumbers, shardIdOf, startPaddock, textOf } from './harness.js';

const paddock = await startPaddock();
const { sdk, control } = paddock;
await control.freeze();
after(() => paddock.close());

const put = (StreamName: string, text: string) =>
  sdk.putRecord({ StreamName, PartitionKey: 'p', Data: Buffer.from(text) });

describe('GetShardIterator', () => {
  it('begins where each type says', async () => {
    const StreamName = await newStream(sdk, 1);
    const puts: { SequenceNumber?: string | undefined; at: number }[] = [];
    for (const text of ['a', 'b', 'c', 'd']) {
      const at = await control.advance(1000);
      puts.push({ ...(await put(StreamName, text)), at });
    }
    const latest = await iteratorOf(sdk, StreamName, 0, { ShardIteratorType: 'LATEST' });
    await control.advance(1000);
    await put(StreamName, 'e');
    const from = async (position: Parameters<typeof iteratorOf>[3]): Promise<string> =>
      (await readOn(sdk, await iteratorOf(sdk, StreamName, 0, position))).map(textOf).join('');
    const second = puts[1];
    assert.ok(second);
    assert.equal(await from({ ShardIteratorType: 'TRIM_HORIZON' }), 'abcde');
    assert.equal((await readOn(sdk, latest)).map(textOf).join(''), 'e');
    assert.equal(await from({ ShardIteratorType: 'LATEST' }), '');
    const StartingSequenceNumber = second.SequenceNumber;
    assert.equal(await from({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber }), 'bcde');
    assert.equal(await from({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber }), 'cde');
    const at = (ms: number) => from({ ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(ms) });
    assert.equal(await at(second.at), 'bcde');
    assert.equal(await at(second.at + 1), 'cde');
    assert.equal(await at(second.at - 1), 'bcde');
    assert.equal(await at(0), 'abcde');
    assert.equal(await at(await control.advance(1)), '');
    // The shard's own first number lies before every record.
    const { StreamDescription } = await sdk.describeStream({ StreamName });
    const start = StreamDescription?.Shards?.[0]?.SequenceNumberRange?.StartingSequenceNumber;
    assert.equal(await from({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber: start }), 'abcde');
    assert.equal(await from({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: start }), 'abcde');
  });

  it('takes a shard id without its zeros, or without its name', async () => {
    const StreamName = await newStream(sdk, 3);
    await sdk.putRecord({ StreamName, PartitionKey: 'p', ExplicitHashKey: '0', Data: Buffer.from('zero') });
    for (const ShardId of ['shardId-000000000000', 'shardId-0', '0', 'anything-0']) {
      const { ShardIterator } = await sdk.getShardIterator({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
      assert.equal((await sdk.getRecords({ ShardIterator })).Records?.length, 1, ShardId);
    }
  });

  it('expires after five minutes', async () => {
    const StreamName = await newStream(sdk, 1);
    await control.freeze(Date.UTC(2037, 0, 2, 3, 4, 5));
    const ShardIterator = await iteratorOf(sdk, StreamName);
    await control.advance(300_000);
    await sdk.getRecords({ ShardIterator });
    await control.advance(1000);
    await assert.rejects(sdk.getRecords({ ShardIterator }), {
      name: 'ExpiredIteratorException',
      message:
        'Iterator expired. The iterator was created at time Fri Jan 02 03:04:05 UTC 2037 while right now it is ' +
        'Fri Jan 02 03:09:06 UTC 2037 which is further in the future than the tolerated delay of 300000 milliseconds.',
    });
  });

  it('cannot be forged', async () => {
    const StreamName = await newStream(sdk, 1);
    const iterator = await iteratorOf(sdk, StreamName);
    const bytes = Buffer.from(iterator, 'base64');
    const invalid = { name: 'InvalidArgumentException', message: 'Invalid ShardIterator.' };
    for (let at = 0; at < bytes.length; at += 7) {
      const forged = Buffer.from(bytes);
      forged[at] = (forged[at] ?? 0) ^ 1;
      await assert.rejects(sdk.getRecords({ ShardIterator: forged.toString('base64') }), invalid, `byte ${at}`);
    }
    for (const ShardIterator of ['a', 'AAAA', iterator.slice(4), iterator.slice(0, -4), `${iterator}AAAA`]) {
      await assert.rejects(sdk.getRecords({ ShardIterator }), invalid, ShardIterator);
    }
  });
});

describe('GetRecords', () => {
  it('says how far behind the tip a reader is', async () => {
    const StreamName = await newStream(sdk, 1);
    const empty = await sdk.getRecords({ ShardIterator: await iteratorOf(sdk, StreamName) });
    assert.equal(empty.MillisBehindLatest, 0);
    assert.deepEqual(empty.Records, []);
    await put(StreamName, 'a');
    await control.advance(2000);
    await put(StreamName, 'b');
    await control.advance(3000);
    const first = await sdk.getRecords({ ShardIterator: empty.NextShardIterator, Limit: 1 });
    assert.deepEqual(first.Records?.map(textOf), ['a']);
    assert.equal(first.MillisBehindLatest, 5000);
    const second = await sdk.getRecords({ ShardIterator: first.NextShardIterator, Limit: 1 });
    assert.deepEqual(second.Records?.map(textOf), ['b']);
    assert.equal(second.MillisBehindLatest, 0);
    const third = await sdk.getRecords({ ShardIterator: second.NextShardIterator });
    assert.deepEqual(third.Records, []);
    assert.equal(third.MillisBehindLatest, 0);
    // An iterator may be used again.
    const again = await sdk.getRecords({ ShardIterator: first.NextShardIterator });
    assert.deepEqual(again.Records?.map(textOf), ['b']);
  });

  it('gives 10,000 records at most', async () => {
    const StreamName = await newStream(sdk, 1);
    const Records = Array.from({ length: 500 }, () => ({ PartitionKey: 'p', Data: Buffer.from('unicorn') }));
    for (let batch = 0; batch < 21; batch++) await sdk.putRecords({ StreamName, Records });
    const first = await sdk.getRecords({ ShardIterator: await iteratorOf(sdk, StreamName) });
    assert.equal(first.Records?.length, 10_000);
    const second = await sdk.getRecords({ ShardIterator: first.NextShardIterator, Limit: 10_000 });
    assert.equal(second.Records?.length, 500);
    assert.ok((sequenceNumbers(second.Records)[0] ?? 0n) > (sequenceNumbers(first.Records).at(-1) ?? 0n));
    const some = await sdk.getRecords({ ShardIterator: await iteratorOf(sdk, StreamName), Limit: 7 });
    assert.deepEqual(sequenceNumbers(some.Records ?? []), sequenceNumbers(first.Records.slice(0, 7)));
  });

  it('gives 10 MiB at most, and everything in the end', async () => {
    const StreamName = await newStream(sdk, 1);
    const mebibyte = 1_048_576;
    for (let index = 0; index < 12; index++) {
      await sdk.putRecord({ StreamName, PartitionKey: String(index), Data: Buffer.alloc(mebibyte - 2, index) });
    }
    const sizes: number[] = [];
    const seen: number[] = [];
    let ShardIterator: string | undefined = await iteratorOf(sdk, StreamName);
    while (seen.length < 12) {
      const {
        Records = [],
        NextShardIterator,
      }: { Records?: { Data?: Uint8Array | undefined }[] | undefined; NextShardIterator?: string | undefined } =
        await sdk.getRecords({ ShardIterator });
      sizes.push(Records.reduce((sum, { Data }) => sum + (Data?.byteLength ?? 0), 0));
      seen.push(...Records.map(({ Data }) => Data?.[0] ?? -1));
      ShardIterator = NextShardIterator;
    }
    assert.deepEqual(
      seen,
      Array.from({ length: 12 }, (_, index) => index),
    );
    assert.equal(sizes.length, 2);
    assert.deepEqual(sizes, [10 * (mebibyte - 2), 2 * (mebibyte - 2)]);
  });

  it("is asked with an ARN as well, if it is the iterator's stream", async () => {
    const StreamName = await newStream(sdk, 1);
    const { ShardIterator } = await sdk.getShardIterator({
      StreamARN: `arn:aws:kinesis:us-east-1:000000000000:stream/${StreamName}`,
      ShardId: shardIdOf(0),
      ShardIteratorType: 'LATEST',
    });
    await sdk.getRecords({ ShardIterator, StreamARN: `arn:aws:kinesis:us-east-1:000000000000:stream/${StreamName}` });
    await assert.rejects(
      sdk.getRecords({ ShardIterator, StreamARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/another' }),
      { name: 'InvalidArgumentException' },
    );
  });
});
