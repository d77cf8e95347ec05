import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Log } from '@paddock/store';
import { Preencoded } from '@paddock/wire';
import type { KinesisContext } from '../context.js';
import type { Subscription } from '../subscription.js';
import { Subscriptions } from '../subscriptions.js';
import { testAccount, testKinesis, testRegion, type TestKinesis, type TestKinesisOptions } from '../testing.js';
import { deleteStream } from './delete-stream.js';
import { deregisterStreamConsumer } from './deregister-stream-consumer.js';
import { registerStreamConsumer } from './register-stream-consumer.js';
import { splitShard } from './split-shard.js';
import { subscribeToShard } from './subscribe-to-shard.js';

const StreamARN = `arn:aws:kinesis:${testRegion}:${testAccount}:stream/rides`;
const ShardId = 'shardId-000000000000';
const inUse = {
  code: 'ResourceInUseException',
  message: `Another active subscription exists for this consumer: ${testAccount}:rides:${ShardId}:map`,
};

type Position = {
  Type: 'LATEST' | 'TRIM_HORIZON' | 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER';
  SequenceNumber?: string;
};

interface Event {
  readonly Records: { readonly Data: string; readonly SequenceNumber: string }[];
  readonly ContinuationSequenceNumber?: string;
  readonly MillisBehindLatest: number;
  readonly ChildShards?: { readonly ShardId: string }[];
}

describe('SubscribeToShard', () => {
  let kinesis: TestKinesis;
  let ConsumerARN: string;
  const start = async (options?: TestKinesisOptions): Promise<void> => {
    kinesis = await testKinesis(options);
    await kinesis.createStream('rides');
    await kinesis.clock.advance(1000);
    const { Consumer } = await kinesis.run(registerStreamConsumer, { StreamARN, ConsumerName: 'map' });
    await kinesis.clock.advance(1000);
    ConsumerARN = Consumer.ConsumerARN;
  };
  afterEach(async () => {
    await kinesis.context.subscriptions.stop();
    assert.equal(kinesis.context.subscriptions.count, 0);
    await kinesis.stop();
  });

  async function subscribe(StartingPosition: Position = { Type: 'LATEST' }, context: KinesisContext = kinesis.context) {
    const output = await subscribeToShard.run(context, { ConsumerARN, ShardId, StartingPosition }, kinesis.request);
    assert.ok(!(output instanceof Preencoded));
    return output.EventStream as Subscription;
  }

  /** The next event, parsed, or undefined at the end. */
  async function next(subscription: Subscription): Promise<Event | undefined> {
    const result = await subscription.next();
    if (result.done === true) return undefined;
    return JSON.parse(Buffer.concat(result.value.SubscribeToShardEvent.json).toString()) as Event;
  }
  const dataOf = (event: Event | undefined): string[] =>
    (event?.Records ?? []).map(({ Data }) => Buffer.from(Data, 'base64').toString());

  it('sends an event at once, then records as they arrive, in order', async () => {
    await start();
    const subscription = await subscribe();
    const first = await next(subscription);
    assert.deepEqual([first?.Records, first?.MillisBehindLatest], [[], 0]);
    const waiting = next(subscription);
    const number = await kinesis.putRecord('rides', 'a');
    const second = await waiting;
    assert.deepEqual(dataOf(second), ['a']);
    assert.equal(second?.Records[0]?.SequenceNumber, number);
    await kinesis.putRecord('rides', 'b');
    await kinesis.putRecord('rides', 'c');
    assert.deepEqual(dataOf(await next(subscription)), ['b', 'c']);
  });

  it('breaks five seconds of silence, and ends after five minutes', async () => {
    await start();
    const subscription = await subscribe();
    await next(subscription);
    const began = kinesis.clock.now();
    const times: number[] = [];
    const numbers: bigint[] = [];
    const reading = (async () => {
      for (let event = await next(subscription); event !== undefined; event = await next(subscription)) {
        times.push(kinesis.clock.now() - began);
        numbers.push(BigInt(event.ContinuationSequenceNumber ?? 0));
      }
    })();
    await kinesis.clock.advance(300_000);
    await reading;
    assert.deepEqual(times.slice(0, 3), [5_000, 10_000, 15_000]);
    assert.equal(times.length, 59);
    assert.ok(numbers.every((number, i) => i === 0 || number > (numbers[i - 1] ?? 0n)));
    assert.equal(kinesis.clock.status().timers, 0);
  });

  it('goes on from any continuation number, AT and AFTER it, with neither loss nor repetition', async () => {
    await start();
    for (const Type of ['AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'] as const) {
      let position: Position = { Type: 'LATEST' };
      const seen: string[] = [];
      for (let round = 0; round < 4; round++) {
        const subscription = await subscribe(position);
        if (round > 0) await kinesis.putRecord('rides', `${Type}${round}`);
        const event = await next(subscription);
        seen.push(...dataOf(event));
        assert.ok(event?.ContinuationSequenceNumber);
        position = { Type, SequenceNumber: event.ContinuationSequenceNumber };
        await subscription.return();
        await kinesis.putRecord('rides', `${Type}${round}+`);
      }
      assert.deepEqual(
        seen,
        ['0+', '1', '1+', '2', '2+', '3'].map((text) => Type + text),
      );
      await kinesis.clock.advance(5000);
    }
  });

  it('starts where it is asked to', async () => {
    await start();
    const a = await kinesis.putRecord('rides', 'a');
    const b = await kinesis.putRecord('rides', 'b');
    const cases: [Position, string[]][] = [
      [{ Type: 'TRIM_HORIZON' }, ['a', 'b']],
      [{ Type: 'AT_SEQUENCE_NUMBER', SequenceNumber: b }, ['b']],
      [{ Type: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: a }, ['b']],
      [{ Type: 'LATEST' }, []],
    ];
    for (const [position, expected] of cases) {
      const subscription = await subscribe(position);
      assert.deepEqual(dataOf(await next(subscription)), expected);
      await subscription.return();
    }
    const invalid = { code: 'InvalidArgumentException' };
    await assert.rejects(subscribe({ Type: 'AT_SEQUENCE_NUMBER' }), invalid);
    await assert.rejects(subscribe({ Type: 'LATEST', SequenceNumber: a }), invalid);
  });

  it('ends at the end of a closed shard, with its children and no continuation', async () => {
    await start({ transition: 200 });
    const subscription = await subscribe();
    await next(subscription);
    await kinesis.putRecord('rides', 'a');
    await kinesis.run(splitShard, { StreamName: 'rides', ShardToSplit: ShardId, NewStartingHashKey: '1000' });
    assert.deepEqual(dataOf(await next(subscription)), ['a']);
    const waiting = next(subscription);
    await kinesis.clock.advance(200);
    const last = await waiting;
    assert.deepEqual(last?.Records, []);
    assert.equal(last?.ContinuationSequenceNumber, undefined);
    assert.deepEqual(
      last?.ChildShards?.map((child) => child.ShardId),
      ['shardId-000000000001', 'shardId-000000000002'],
    );
    assert.equal(await next(subscription), undefined);
  });

  it('refuses a second call within five seconds; a later one takes over, in whichever process', async () => {
    await start();
    const first = await subscribe();
    await next(first);
    await assert.rejects(subscribe(), inUse);
    await kinesis.clock.advance(4999);
    await assert.rejects(subscribe({ Type: 'LATEST' }, kinesis.another()), inUse);
    const ending = next(first);
    ending.catch(() => undefined);
    await kinesis.clock.advance(1);
    assert.deepEqual(dataOf(await ending), []); // a silence of five seconds
    const told = assert.rejects(next(first), inUse);
    const other = kinesis.another();
    const second = await subscribe({ Type: 'LATEST' }, other);
    await told;
    assert.equal(await next(first), undefined);
    assert.ok(await next(second));
    await assert.rejects(subscribe(), inUse);
    await second.return();
  });

  it('lets nobody in within five seconds where AWS\u2019s rates hold, even if the subscription has ended', async () => {
    await start({ limits: true });
    await (await subscribe()).return();
    await assert.rejects(subscribe(), inUse);
    await kinesis.clock.advance(5000);
    await (await subscribe()).return();
  });

  it('limits calls that do not succeed to one a second', async () => {
    await start({ limits: true });
    await assert.rejects(subscribe({ Type: 'AT_SEQUENCE_NUMBER' }), { code: 'InvalidArgumentException' });
    await assert.rejects(subscribe(), { code: 'LimitExceededException' });
    await kinesis.clock.advance(1000);
    await subscribe();
  });

  it('tells its reader when the consumer or the stream is deleted', async () => {
    await start({ transition: 200 });
    const first = await subscribe();
    await next(first);
    const gone = { code: 'ResourceNotFoundException' };
    const told = assert.rejects(next(first), {
      ...gone,
      message: `Consumer ${ConsumerARN}, account ${testAccount} not found.`,
    });
    await kinesis.run(deregisterStreamConsumer, { ConsumerARN });
    await told;
    await kinesis.clock.advance(5000);
    await kinesis
      .run(registerStreamConsumer, { StreamARN, ConsumerName: 'map' })
      .then(({ Consumer }) => (ConsumerARN = Consumer.ConsumerARN));
    await assert.rejects(subscribe(), {
      code: 'ResourceInUseException',
      message: /^Consumer map .* is not in ACTIVE status\.$/,
    });
    await kinesis.clock.advance(200);
    const second = await subscribe();
    await next(second);
    const toldAgain = assert.rejects(next(second), {
      ...gone,
      message: `Stream rides under account ${testAccount} not found.`,
    });
    await kinesis.run(deleteStream, { StreamName: 'rides', EnforceConsumerDeletion: true });
    await toldAgain;
  });

  it('lets go of everything when its reader leaves while it waits', async () => {
    await start();
    const subscription = await subscribe();
    await next(subscription);
    const waiting = next(subscription);
    await kinesis.clock.advance(100);
    await subscription.return();
    assert.equal(await waiting, undefined);
    assert.equal(kinesis.clock.status().timers, 0);
    assert.equal(kinesis.context.subscriptions.count, 0);
    await (await subscribe()).return();
  });

  it('reads no further than it is asked to, a mebibyte or so at a time', async () => {
    await start();
    for (let i = 0; i < 8; i++) await kinesis.putRecord('rides', String(i).repeat(300_000));
    const subscription = await subscribe({ Type: 'TRIM_HORIZON' });
    const sizes: number[] = [];
    while (sizes.reduce((sum, count) => sum + count, 0) < 8)
      sizes.push((await next(subscription))?.Records.length ?? 0);
    assert.deepEqual(sizes, [3, 3, 2]);
  });

  it('sends two mebibytes a second where AWS\u2019s rates hold, and all at once where they do not', async () => {
    await start({ limits: true });
    for (let i = 0; i < 7; i++) {
      await kinesis.putRecord('rides', 'x'.repeat(1_000_000));
      await kinesis.clock.advance(1000);
    }
    const subscription = await subscribe({ Type: 'TRIM_HORIZON' });
    const began = kinesis.clock.now();
    const times: number[] = [];
    const reading = (async () => {
      while (times.length < 7) {
        await next(subscription);
        times.push(Math.round((kinesis.clock.now() - began) / 100) / 10);
      }
    })();
    await kinesis.clock.advance(5000);
    await reading;
    assert.deepEqual(times, [0, 0, 0, 0.4, 0.9, 1.4, 1.9]);
  });

  it('reports a fault of its own, and ends', async () => {
    await start();
    const { log } = kinesis;
    const fault = new Error('the disk is gone');
    const broken: Log = {
      append: (shard, append) => log.append(shard, append),
      read: () => Promise.reject(fault),
      seek: (shard, time) => log.seek(shard, time),
      extent: (shard) => log.extent(shard),
      seal: (shard) => log.seal(shard),
      trim: (shard, before) => log.trim(shard, before),
      drop: (shard) => log.drop(shard),
      watch: (shard, listener) => log.watch(shard, listener),
      close: () => log.close(),
    };
    const reported: unknown[] = [];
    const subscriptions = new Subscriptions((error) => reported.push(error));
    const subscription = await subscribe({ Type: 'LATEST' }, { ...kinesis.context, log: broken, subscriptions });
    await assert.rejects(next(subscription), fault);
    assert.equal(await next(subscription), undefined);
    assert.deepEqual([reported, subscriptions.count], [[fault], 0]);
  });
});
