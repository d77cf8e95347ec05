import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { logShard } from '../domain/stream.js';
import { splitShard } from '../operations/split-shard.js';
import { testAccount, testKinesis, testRegion, type TestKinesis } from '../testing.js';
import { Retention } from './retention.js';

const named = { account: testAccount, region: testRegion, name: 'rides' };
const hour = 3_600_000;

describe('Retention', () => {
  let kinesis: TestKinesis;
  beforeEach(async () => {
    kinesis = await testKinesis();
    await kinesis.createStream('rides');
    const retention = new Retention(kinesis.context);
    retention.register(kinesis.tasks);
    await retention.start();
    await retention.start();
  });
  afterEach(() => kinesis.stop());
  const stream = async () => {
    const view = await kinesis.context.store.stream(named);
    assert.ok(view);
    return view.stream;
  };

  /** When it runs next, from now, ms. */
  const waits = async () =>
    (await kinesis.registry.list('due/')).map(({ key }) => Number(key.split('/')[1]) - kinesis.clock.now());

  it('runs every hour while something may expire, whoever began it', async () => {
    assert.deepEqual(await waits(), [hour]);
    await kinesis.putRecord('rides', 'old');
    await kinesis.clock.advance(3 * hour);
    assert.deepEqual(await waits(), [hour]);
  });

  it('runs every day while there is nothing: what comes is kept so long', async () => {
    await kinesis.clock.advance(hour);
    assert.deepEqual(await waits(), [24 * hour]);
    await kinesis.putRecord('rides', 'old');
    await kinesis.clock.advance(24 * hour);
    assert.deepEqual(await waits(), [hour]);
    await kinesis.clock.advance(hour);
    assert.deepEqual(await waits(), [24 * hour]);
  });

  it('trims what is past the retention period', async () => {
    await kinesis.putRecord('rides', 'old');
    await kinesis.clock.advance(2 * hour);
    await kinesis.putRecord('rides', 'new');
    const [shard] = (await stream()).shards;
    assert.ok(shard);
    const name = logShard(await stream(), shard);
    await kinesis.clock.advance(22 * hour);
    assert.equal((await kinesis.log.extent(name)).start, 0);
    await kinesis.clock.advance(hour);
    assert.deepEqual(await kinesis.log.extent(name), { ...(await kinesis.log.extent(name)), start: 1, end: 2 });
  });

  it('removes closed shards with their records when they have expired', async () => {
    await kinesis.putRecord('rides', 'old');
    const before = await stream();
    const [parent] = before.shards;
    assert.ok(parent);
    await kinesis.run(splitShard, { StreamName: 'rides', ShardToSplit: '0', NewStartingHashKey: '1000' });
    await kinesis.clock.advance(24 * hour);
    assert.equal((await stream()).shards.length, 3);
    await kinesis.clock.advance(hour);
    assert.deepEqual(
      (await stream()).shards.map(({ index }) => index),
      [1, 2],
    );
    assert.equal((await stream()).nextShardIndex, 3);
    assert.equal((await kinesis.log.extent(logShard(before, parent))).end, 0);
  });

  it('forgets leases that nobody gave back', async () => {
    const { store, clock } = kinesis.context;
    const key = { streamId: 's', consumer: 'c', created: 1, shardIndex: 0 };
    await store.commit([store.putSubscription(key, { token: 't', at: clock.now() + 1 }, 0)]);
    await kinesis.clock.advance(hour);
    assert.ok(await store.subscription(key));
    await kinesis.clock.advance(hour);
    assert.equal(await store.subscription(key), undefined);
  });
});
