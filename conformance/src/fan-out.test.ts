import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { decodeMessage } from '@paddock/wire';
import {
  account,
  arnOf,
  eventually,
  isIncreasing,
  jsonType,
  newName,
  newStream,
  sequenceNumbers,
  shardIdOf,
  startPaddock,
  textOf,
  within,
} from './harness.js';
import { toCbor } from './harness/cbor.js';
import { SubscriptionReader } from './harness/subscription.js';

const paddock = await startPaddock();
const { sdk, control, raw } = paddock;
await control.freeze();
after(() => paddock.close());

const put = (StreamName: string, text: string) =>
  sdk.putRecord({ StreamName, PartitionKey: 'p', Data: Buffer.from(text) });

/** A stream and the ARN of a consumer of it. */
async function newConsumer(): Promise<{ stream: string; consumer: string }> {
  const stream = await newStream(sdk);
  const { Consumer } = await sdk.registerStreamConsumer({
    StreamARN: arnOf(stream),
    ConsumerName: newName('consumer'),
  });
  return { stream, consumer: Consumer?.ConsumerARN ?? '' };
}

describe('SubscribeToShard', () => {
  it('pushes what is there, and what arrives', async () => {
    const { stream, consumer } = await newConsumer();
    const { SequenceNumber } = await put(stream, 'before');
    const reader = await SubscriptionReader.open(sdk, consumer);
    const first = await reader.nextFull();
    assert.deepEqual(first.Records?.map(textOf), ['before']);
    const [record] = first.Records ?? [];
    assert.equal(record?.SequenceNumber, SequenceNumber);
    assert.equal(record?.PartitionKey, 'p');
    assert.equal(record?.EncryptionType, undefined);
    assert.ok(record?.ApproximateArrivalTimestamp instanceof Date);
    assert.equal(first.MillisBehindLatest, 0);
    assert.match(first.ContinuationSequenceNumber ?? '', /^\d{56}$/);
    assert.equal(first.ChildShards, undefined);
    // The clock stands still: nothing but the put can bring the next event.
    for (const text of ['a', 'b', 'c']) {
      await put(stream, text);
      assert.deepEqual((await reader.nextFull()).Records?.map(textOf), [text]);
    }
    reader.leave();
  });

  it('begins where it is asked to', async () => {
    const { stream, consumer } = await newConsumer();
    const a = await put(stream, 'a');
    const time = new Date(await control.advance(2000));
    const b = await put(stream, 'b');
    await put(stream, 'c');
    for (const [position, expected] of [
      [{ Type: 'TRIM_HORIZON' }, 'abc'],
      [{ Type: 'AT_SEQUENCE_NUMBER', SequenceNumber: b.SequenceNumber }, 'bc'],
      [{ Type: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: a.SequenceNumber }, 'bc'],
      [{ Type: 'AT_TIMESTAMP', Timestamp: time }, 'bc'],
      [{ Type: 'AT_TIMESTAMP', Timestamp: new Date(0) }, 'abc'],
    ] as const) {
      await control.advance(5000);
      const reader = await SubscriptionReader.open(sdk, consumer, position);
      assert.equal((await reader.nextFull()).Records?.map(textOf).join(''), expected, JSON.stringify(position));
      reader.leave();
    }
    await control.advance(5000);
    const latest = await SubscriptionReader.open(sdk, consumer, { Type: 'LATEST' });
    assert.deepEqual((await latest.next()).Records, []);
    await put(stream, 'd');
    assert.deepEqual((await latest.nextFull()).Records?.map(textOf), ['d']);
    latest.leave();
  });

  it('breaks a silence of five seconds, and ends after five minutes; the next one goes on without a gap', async () => {
    const { stream, consumer } = await newConsumer();
    const reader = await SubscriptionReader.open(sdk, consumer);
    await reader.next();
    let last = '';
    for (let beat = 0; beat < 3; beat++) {
      await control.advance(5000);
      const { Records, ContinuationSequenceNumber = '' } = await reader.next();
      assert.deepEqual(Records, []);
      assert.ok(ContinuationSequenceNumber >= last);
      last = ContinuationSequenceNumber;
    }
    await put(stream, 'a');
    last = (await reader.nextFull()).ContinuationSequenceNumber ?? '';
    await control.advance(300_000);
    await eventually('the end', async () => {
      await control.advance(1);
      return reader.isOver;
    });
    assert.equal(await reader.ended, undefined);
    last = reader.waiting.at(-1)?.ContinuationSequenceNumber ?? last;
    await put(stream, 'b');
    for (const Type of ['AFTER_SEQUENCE_NUMBER', 'AT_SEQUENCE_NUMBER'] as const) {
      const next = await SubscriptionReader.open(sdk, consumer, { Type, SequenceNumber: last });
      assert.deepEqual((await next.nextFull()).Records?.map(textOf), ['b'], Type);
      next.leave();
      await control.advance(5000);
    }
  });

  it('is taken over by a later call, but not within five seconds', async () => {
    const { stream, consumer } = await newConsumer();
    const first = await SubscriptionReader.open(sdk, consumer);
    await first.next();
    const another = {
      name: 'ResourceInUseException',
      message: `Another active subscription exists for this consumer: ${account}:${stream}:${shardIdOf(0)}:${/consumer\/(.*):/.exec(consumer)?.[1]}`,
    };
    await assert.rejects(SubscriptionReader.open(sdk, consumer), another);
    await control.advance(5000);
    const second = await SubscriptionReader.open(sdk, consumer);
    const ending = await within('the end of the first', first.ended);
    assert.equal((ending as Error | undefined)?.name ?? 'ResourceInUseException', 'ResourceInUseException');
    await put(stream, 'a');
    assert.deepEqual((await second.nextFull()).Records?.map(textOf), ['a']);
    second.leave();
  });

  it('ends with the shard, and names its children', async () => {
    const { stream, consumer } = await newConsumer();
    await put(stream, 'a');
    const reader = await SubscriptionReader.open(sdk, consumer);
    assert.deepEqual((await reader.nextFull()).Records?.map(textOf), ['a']);
    await sdk.splitShard({ StreamName: stream, ShardToSplit: '0', NewStartingHashKey: '1000' });
    const last = await reader.nextFull();
    assert.deepEqual(
      last.ChildShards?.map(({ ShardId, ParentShards }) => [ShardId, ParentShards]),
      [
        [shardIdOf(1), [shardIdOf(0)]],
        [shardIdOf(2), [shardIdOf(0)]],
      ],
    );
    assert.ok(!last.ContinuationSequenceNumber);
    assert.equal(await within('the end', reader.ended), undefined);
    await put(stream, 'b');
    const { ShardId } = await put(stream, 'c');
    const child = await SubscriptionReader.open(sdk, consumer, { Type: 'TRIM_HORIZON' }, ShardId);
    assert.deepEqual((await child.nextFull()).Records?.map(textOf), ['b', 'c']);
    child.leave();
  });

  it('gives every consumer everything, in order, however much it is', async () => {
    const { stream, consumer } = await newConsumer();
    const { Consumer } = await sdk.registerStreamConsumer({ StreamARN: arnOf(stream), ConsumerName: 'second' });
    const readers = await Promise.all(
      [consumer, Consumer?.ConsumerARN ?? ''].map((arn) => SubscriptionReader.open(sdk, arn)),
    );
    const expected: bigint[] = [];
    for (let batch = 0; batch < 12; batch++) {
      const Records = Array.from({ length: 20 }, () => ({ PartitionKey: 'p', Data: Buffer.alloc(50_000, batch) }));
      expected.push(...sequenceNumbers((await sdk.putRecords({ StreamName: stream, Records })).Records ?? []));
    }
    for (const reader of readers) {
      const seen: bigint[] = [];
      while (seen.length < expected.length) seen.push(...sequenceNumbers((await reader.nextFull()).Records ?? []));
      assert.deepEqual(seen, expected);
      assert.ok(isIncreasing(seen));
      reader.leave();
    }
  });

  it('says what is wrong before it begins', async () => {
    const { stream, consumer } = await newConsumer();
    const subscribe = (ConsumerARN: string, ShardId: string, StartingPosition: object) =>
      paddock.call('SubscribeToShard', { ConsumerARN, ShardId, StartingPosition });
    const unknown = `${arnOf(stream)}/consumer/nobody:1500000000`;
    assert.deepEqual((await subscribe(unknown, '0', { Type: 'LATEST' })).json, {
      __type: 'ResourceNotFoundException',
      message: `Consumer ${unknown}, account ${account} not found.`,
    });
    assert.equal((await subscribe(consumer, '9', { Type: 'LATEST' })).json?.['__type'], 'ResourceNotFoundException');
    assert.equal(
      (await subscribe(consumer, '0', { Type: 'AT_TIMESTAMP' })).json?.['__type'],
      'InvalidArgumentException',
    );
    assert.equal((await subscribe(consumer, '0', {})).json?.['__type'], 'ValidationException');
  });

  it('is told when its consumer is deregistered', async () => {
    const { consumer } = await newConsumer();
    const reader = await SubscriptionReader.open(sdk, consumer);
    await reader.next();
    await sdk.deregisterStreamConsumer({ ConsumerARN: consumer });
    const error = await within('the end', reader.ended);
    assert.equal((error as Error | undefined)?.name, 'ResourceNotFoundException');
  });
});

describe('the event stream', () => {
  // Kinesis has no events in CBOR: the Java SDK asks for them in JSON, and who asks in CBOR gets them in JSON as well.
  for (const type of ['json', 'cbor'] as const) {
    it(`has payloads in JSON for whom asks in ${type}`, async () => {
      const { stream, consumer } = await newConsumer();
      await put(stream, 'a');
      await sdk.splitShard({ StreamName: stream, ShardToSplit: '0', NewStartingHashKey: '1000' });
      const input = { ConsumerARN: consumer, ShardId: shardIdOf(0), StartingPosition: { Type: 'TRIM_HORIZON' } };
      const { status, headers, bytes } = await raw.send({
        body: type === 'json' ? JSON.stringify(input) : toCbor(input),
        headers: {
          'content-type': `application/x-amz-${type}-1.1`,
          'x-amz-target': 'Kinesis_20131202.SubscribeToShard',
        },
      });
      assert.equal(status, 200);
      assert.equal(headers['content-type'], 'application/vnd.amazon.eventstream');
      const messages: { headers: object; payload: Record<string, unknown> }[] = [];
      for (let at = 0; at < bytes.length;) {
        const message = decodeMessage(bytes.subarray(at));
        assert.ok(message, 'whole messages');
        const payload = JSON.parse(Buffer.from(message.payload).toString()) as Record<string, unknown>;
        messages.push({ headers: { ...message.headers }, payload });
        at += message.length;
      }
      const [initial, ...events] = messages;
      const headersOf = (event: string) => ({
        ':event-type': event,
        ':content-type': jsonType,
        ':message-type': 'event',
      });
      assert.deepEqual(initial, { headers: headersOf('initial-response'), payload: {} });
      for (const event of events) assert.deepEqual(event.headers, headersOf('SubscribeToShardEvent'));
      const records = events.flatMap(({ payload }) => payload['Records'] as Record<string, unknown>[]);
      assert.deepEqual(
        records.map((record) => record['Data']),
        [Buffer.from('a').toString('base64')],
      );
      const children = events.at(-1)?.payload['ChildShards'];
      assert.ok(Array.isArray(children) && children.length === 2);
    });
  }
});
