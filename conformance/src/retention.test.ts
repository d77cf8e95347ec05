import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import {
  account,
  iteratorOf,
  listShards,
  newStream,
  readOn,
  readShard,
  shardIdOf,
  startPaddock,
  textOf,
} from './harness.js';

// The store on disk: trimming is its work.
const paddock = await startPaddock({ ephemeral: false });
const { sdk, control } = paddock;
await control.freeze();
after(() => paddock.close());

const hour = 3_600_000;
const put = (StreamName: string, text: string) =>
  sdk.putRecord({ StreamName, PartitionKey: 'p', Data: Buffer.from(text) });
const read = async (StreamName: string, shard = 0): Promise<string> =>
  (await readShard(sdk, StreamName, shard)).map(textOf).join('');

describe('the retention period', () => {
  it('hides records once it has passed', async () => {
    const StreamName = await newStream(sdk);
    const { SequenceNumber: first } = await put(StreamName, 'a');
    await control.advance(12 * hour);
    const middle = await control.advance(0);
    await put(StreamName, 'b');
    await control.advance(12 * hour - 1);
    assert.equal(await read(StreamName), 'ab');
    const horizon = await iteratorOf(sdk, StreamName);
    await control.advance(2);
    assert.equal(await read(StreamName), 'b');
    assert.deepEqual((await readOn(sdk, horizon)).map(textOf), ['b']);
    // What is older than the horizon begins at the horizon.
    for (const position of [
      { ShardIteratorType: 'AT_TIMESTAMP' as const, Timestamp: new Date(middle - 12 * hour) },
      { ShardIteratorType: 'AT_SEQUENCE_NUMBER' as const, StartingSequenceNumber: first },
    ]) {
      assert.deepEqual((await readOn(sdk, await iteratorOf(sdk, StreamName, 0, position))).map(textOf), ['b']);
    }
    await control.advance(24 * hour);
    assert.equal(await read(StreamName), '');
    await put(StreamName, 'c');
    assert.equal(await read(StreamName), 'c');
  });

  it('can be made longer and shorter', async () => {
    const StreamName = await newStream(sdk);
    await sdk.increaseStreamRetentionPeriod({ StreamName, RetentionPeriodHours: 8760 });
    await put(StreamName, 'a');
    await control.advance(8759 * hour);
    assert.equal(await read(StreamName), 'a');
    await sdk.decreaseStreamRetentionPeriod({ StreamName, RetentionPeriodHours: 24 });
    const { StreamDescriptionSummary } = await sdk.describeStreamSummary({ StreamName });
    assert.equal(StreamDescriptionSummary?.RetentionPeriodHours, 24);
    assert.equal(await read(StreamName), '');
  });

  it('ends a closed shard once its last record has gone', async () => {
    const StreamName = await newStream(sdk);
    await put(StreamName, 'a');
    await control.advance(hour);
    await sdk.splitShard({ StreamName, ShardToSplit: '0', NewStartingHashKey: '100' });
    await control.advance(24 * hour - 1000);
    assert.deepEqual(
      (await listShards(sdk, StreamName)).map(({ ShardId }) => ShardId),
      [0, 1, 2].map(shardIdOf),
    );
    const iterator = await iteratorOf(sdk, StreamName);
    await control.advance(2000);
    assert.deepEqual(
      (await listShards(sdk, StreamName)).map(({ ShardId }) => ShardId),
      [1, 2].map(shardIdOf),
    );
    const gone = {
      name: 'ResourceNotFoundException',
      message: `Shard ${shardIdOf(0)} in stream ${StreamName} under account ${account} does not exist`,
    };
    await assert.rejects(sdk.getRecords({ ShardIterator: iterator }), gone);
    await assert.rejects(iteratorOf(sdk, StreamName), gone);
  });
});
