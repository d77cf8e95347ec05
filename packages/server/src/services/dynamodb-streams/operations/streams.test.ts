import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { recordNumber } from '../domain/sequence-number.js';
import { testStreams, type TestStreams } from '../testing.js';
import { describeStream } from './describe-stream.js';
import { getRecords } from './get-records.js';
import { getShardIterator } from './get-shard-iterator.js';
import { listStreams } from './list-streams.js';

const hour = 3_600_000;
const minute = 60_000;

describe('DynamoDB Streams', () => {
  let streams: TestStreams;
  let arn: string;
  beforeEach(async () => {
    streams = await testStreams();
    arn = await streams.createStream('riders');
  });
  afterEach(() => streams.stop());

  const shardsOf = async (of = arn) =>
    (await streams.run(describeStream, { StreamArn: of })).StreamDescription?.Shards ?? [];
  const openShard = async (of = arn): Promise<string> => (await shardsOf(of)).at(-1)?.ShardId ?? '';
  type Type = 'TRIM_HORIZON' | 'LATEST' | 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER';
  const iterator = async (type: Type, number?: string, shard?: string): Promise<string> => {
    const input = { StreamArn: arn, ShardId: shard ?? (await openShard()), ShardIteratorType: type };
    const output = await streams.run(getShardIterator, { ...input, SequenceNumber: number });
    return output.ShardIterator ?? '';
  };
  const records = async (from: string, limit?: number) =>
    streams.run(getRecords, { ShardIterator: from, Limit: limit });
  /** Who is in the records, in their order. */
  const ids = async (from: string, limit?: number): Promise<unknown[]> =>
    ((await records(from, limit)).Records ?? []).map(
      ({ dynamodb }) => (dynamodb?.Keys?.['id'] as { S: string } | undefined)?.S,
    );
  const put = (id: string): Promise<void> => streams.put('riders', { id: { S: id } });

  it('answers records as AWS writes them', async () => {
    const from = await iterator('TRIM_HORIZON');
    await put('Fred');
    await streams.put('riders', { id: { S: 'Fred' }, name: { S: 'Fredy' } });
    await streams.remove('riders', 'Fred', true);
    const { Records: found = [] } = await records(from);
    assert.deepEqual(
      found.map(({ eventID: _id, ...record }) => record),
      [
        {
          eventName: 'INSERT',
          eventVersion: '1.1',
          eventSource: 'aws:dynamodb',
          awsRegion: 'us-east-1',
          dynamodb: {
            ApproximateCreationDateTime: 1_700_000_000,
            Keys: { id: { S: 'Fred' } },
            NewImage: { id: { S: 'Fred' } },
            SequenceNumber: recordNumber(1),
            SizeBytes: 12,
            StreamViewType: 'NEW_AND_OLD_IMAGES',
          },
        },
        {
          eventName: 'MODIFY',
          eventVersion: '1.1',
          eventSource: 'aws:dynamodb',
          awsRegion: 'us-east-1',
          dynamodb: {
            ApproximateCreationDateTime: 1_700_000_000,
            Keys: { id: { S: 'Fred' } },
            NewImage: { id: { S: 'Fred' }, name: { S: 'Fredy' } },
            OldImage: { id: { S: 'Fred' } },
            SequenceNumber: recordNumber(2),
            SizeBytes: 27,
            StreamViewType: 'NEW_AND_OLD_IMAGES',
          },
        },
        {
          eventName: 'REMOVE',
          eventVersion: '1.1',
          eventSource: 'aws:dynamodb',
          awsRegion: 'us-east-1',
          dynamodb: {
            ApproximateCreationDateTime: 1_700_000_000,
            Keys: { id: { S: 'Fred' } },
            OldImage: { id: { S: 'Fred' }, name: { S: 'Fredy' } },
            SequenceNumber: recordNumber(3),
            SizeBytes: 21,
            StreamViewType: 'NEW_AND_OLD_IMAGES',
          },
          userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' },
        },
      ],
    );
    const eventIds = found.map(({ eventID }) => eventID);
    assert.equal(new Set(eventIds).size, 3);
    for (const id of eventIds) assert.match(id ?? '', /^[0-9a-f]{32}$/);
    const again = (await records(from)).Records ?? [];
    assert.deepEqual(
      again.map(({ eventID }) => eventID),
      eventIds,
    );
  });

  it('has what the view type says, and nothing for a write that changes nothing', async () => {
    arn = await streams.createStream('keys', 'KEYS_ONLY');
    const from = await iterator('TRIM_HORIZON');
    await streams.put('keys', { id: { S: 'a' }, n: { N: '1' } });
    await streams.put('keys', { n: { N: '1' }, id: { S: 'a' } });
    await streams.remove('keys', 'nobody');
    const { Records: found = [] } = await records(from);
    assert.equal(found.length, 1);
    assert.deepEqual(Object.keys(found[0]?.dynamodb ?? {}), [
      'ApproximateCreationDateTime',
      'Keys',
      'SequenceNumber',
      'SizeBytes',
      'StreamViewType',
    ]);
  });

  it('reads from every kind of position', async () => {
    await put('a');
    const latest = await iterator('LATEST');
    await put('b');
    await put('c');
    const { Records: all = [] } = await records(await iterator('TRIM_HORIZON'));
    const second = all[1]?.dynamodb?.SequenceNumber ?? '';
    assert.deepEqual(await ids(await iterator('TRIM_HORIZON')), ['a', 'b', 'c']);
    assert.deepEqual(await ids(latest), ['b', 'c']);
    assert.deepEqual(await ids(await iterator('AT_SEQUENCE_NUMBER', second)), ['b', 'c']);
    assert.deepEqual(await ids(await iterator('AFTER_SEQUENCE_NUMBER', second)), ['c']);
    const start = (await shardsOf())[0]?.SequenceNumberRange?.StartingSequenceNumber ?? '';
    assert.deepEqual(await ids(await iterator('AT_SEQUENCE_NUMBER', start)), ['a', 'b', 'c']);
    assert.deepEqual(await ids(await iterator('AFTER_SEQUENCE_NUMBER', start)), ['a', 'b', 'c']);
  });

  it('pages by Limit and by a megabyte, and goes on for ever while the shard is open', async () => {
    for (const id of ['a', 'b', 'c']) await put(id);
    const first = await records(await iterator('TRIM_HORIZON'), 2);
    assert.equal(first.Records?.length, 2);
    assert.deepEqual(await ids(first.NextShardIterator ?? ''), ['c']);
    const end = await records(first.NextShardIterator ?? '');
    assert.deepEqual(await ids(end.NextShardIterator ?? ''), []);
    await put('d');
    assert.deepEqual(await ids(end.NextShardIterator ?? ''), ['d']);

    const from = await iterator('LATEST');
    for (const id of ['x', 'y', 'z']) await streams.put('riders', { id: { S: id }, text: { S: 'x'.repeat(390_000) } });
    const page = await records(from);
    assert.equal(page.Records?.length, 2);
    assert.deepEqual(await ids(page.NextShardIterator ?? ''), ['z']);
  });

  it('follows a shard with a child every four hours', async () => {
    await put('a');
    const parent = await openShard();
    const from = await iterator('TRIM_HORIZON');
    await streams.clock.advance(4 * hour);
    await put('b');
    const [first, second, ...others] = await shardsOf();
    assert.equal(others.length, 0);
    assert.equal(first?.ShardId, parent);
    assert.equal(second?.ParentShardId, parent);
    const ending = first?.SequenceNumberRange?.EndingSequenceNumber ?? '';
    assert.ok(ending < (second?.SequenceNumberRange?.StartingSequenceNumber ?? ''));
    assert.equal(second?.SequenceNumberRange?.EndingSequenceNumber, undefined);
    const child = await iterator('TRIM_HORIZON', undefined, second?.ShardId);
    assert.deepEqual(await ids(child), ['b']);

    const renewed = await iterator('TRIM_HORIZON', undefined, parent);
    const whole = await records(renewed);
    assert.deepEqual(await ids(renewed), ['a']);
    assert.equal(whole.NextShardIterator, undefined);
    await assert.rejects(records(from), { code: 'ExpiredIteratorException' });
    const filtered = await streams.run(describeStream, {
      StreamArn: arn,
      ShardFilter: { Type: 'CHILD_SHARDS', ShardId: parent },
    });
    assert.deepEqual(
      filtered.StreamDescription?.Shards?.map(({ ShardId }) => ShardId),
      [second?.ShardId],
    );
  });

  it('ends when it is switched off, and is there for a day', async () => {
    await put('a');
    const from = await iterator('TRIM_HORIZON');
    await streams.disable('riders');
    await put('b');
    const described = (await streams.run(describeStream, { StreamArn: arn })).StreamDescription;
    assert.equal(described?.StreamStatus, 'DISABLED');
    assert.match(described?.Shards?.[0]?.SequenceNumberRange?.EndingSequenceNumber ?? '', /^\d{21}$/);
    assert.deepEqual(await ids(from), ['a']);
    assert.equal((await records(from)).NextShardIterator, undefined);
    await streams.clock.advance(24 * hour - 1);
    assert.equal((await streams.run(listStreams, {})).Streams?.length, 1);
    await streams.clock.advance(1);
    assert.deepEqual((await streams.run(listStreams, {})).Streams, []);
    await assert.rejects(streams.run(describeStream, { StreamArn: arn }), {
      code: 'ResourceNotFoundException',
      message: `Requested resource not found: Stream: ${arn} not found`,
    });
    await streams.clock.advance(hour);
    assert.deepEqual(await streams.registry.list('dynamodb/stream/'), []);
  });

  it('forgets records after a day', async () => {
    await put('a');
    const shard = await openShard();
    const old = (await records(await iterator('TRIM_HORIZON'))).Records?.[0]?.dynamodb?.SequenceNumber ?? '';
    await streams.clock.advance(3 * hour);
    await put('b');
    await streams.clock.advance(21 * hour - 5 * minute);
    const from = await iterator('TRIM_HORIZON', undefined, shard);
    assert.deepEqual(await ids(from), ['a', 'b']);
    await streams.clock.advance(5 * minute);
    await assert.rejects(records(from), {
      code: 'TrimmedDataAccessException',
      message: 'The data you are trying to access has been trimmed',
    });
    await assert.rejects(iterator('AT_SEQUENCE_NUMBER', old, shard), { code: 'TrimmedDataAccessException' });
    assert.deepEqual(await ids(await iterator('TRIM_HORIZON', undefined, shard)), ['b']);
    assert.deepEqual(await ids(await iterator('AFTER_SEQUENCE_NUMBER', old, shard)), ['b']);
    // When its room has been given back, too.
    await streams.clock.advance(15 * minute);
    assert.equal(await streams.context.lineage.trimmed(await theStream()), 1);
    await assert.rejects(iterator('AT_SEQUENCE_NUMBER', old, shard), { code: 'TrimmedDataAccessException' });
    assert.deepEqual(await ids(await iterator('TRIM_HORIZON', undefined, shard)), ['b']);
    await streams.clock.advance(4 * hour);
    assert.ok(!(await shardsOf()).some(({ ShardId }) => ShardId === shard));
    await assert.rejects(iterator('TRIM_HORIZON', undefined, shard), {
      code: 'ResourceNotFoundException',
      message: 'Requested resource not found: Shard does not exist',
    });
  });
  const theStream = async () => {
    const stream = await streams.port.stream(arn);
    assert.ok(stream);
    return stream;
  };

  it('keeps a day of shards, however long it runs', async () => {
    await streams.clock.advance(72 * hour);
    const shards = await shardsOf();
    assert.equal(shards.length, 7);
    for (const [index, shard] of shards.entries())
      if (index > 0) assert.equal(shard.ParentShardId, shards[index - 1]?.ShardId);
    assert.deepEqual(
      shards.map(({ ShardId }) => ShardId),
      shards.map(({ ShardId }) => ShardId).toSorted(),
    );
    const turns: string[] = [];
    const { feed } = await theStream();
    await streams.tables.scan(`${feed}.s`, {}, { visit: (key) => turns.push(key) > 0 });
    assert.equal(turns.length, 7);
  });

  it('lists streams by table, a page at a time', async () => {
    const others = [await streams.createStream('a-b'), await streams.createStream('stables')];
    const { Streams: all = [] } = await streams.run(listStreams, {});
    assert.deepEqual(
      all.map(({ StreamArn }) => StreamArn),
      [others[0], arn, others[1]],
    );
    assert.deepEqual(all[1], { StreamArn: arn, TableName: 'riders', StreamLabel: '2023-11-14T22:13:20.000' });
    const first = await streams.run(listStreams, { Limit: 2 });
    assert.equal(first.LastEvaluatedStreamArn, arn);
    const rest = await streams.run(listStreams, { Limit: 2, ExclusiveStartStreamArn: arn });
    assert.deepEqual([rest.Streams?.length, rest.LastEvaluatedStreamArn], [1, undefined]);
    assert.equal((await streams.run(listStreams, { TableName: 'riders' })).Streams?.length, 1);
    assert.deepEqual((await streams.run(listStreams, { TableName: 'nowhere' })).Streams, []);
  });

  it('describes the stream', async () => {
    const { StreamDescription: described } = await streams.run(describeStream, { StreamArn: arn });
    assert.deepEqual(
      { ...described, Shards: described?.Shards?.length },
      {
        StreamArn: arn,
        StreamLabel: '2023-11-14T22:13:20.000',
        StreamStatus: 'ENABLED',
        StreamViewType: 'NEW_AND_OLD_IMAGES',
        CreationRequestDateTime: 1_700_000_000_000,
        TableName: 'riders',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        Shards: 1,
      },
    );
    await streams.clock.advance(8 * hour);
    const page = (await streams.run(describeStream, { StreamArn: arn, Limit: 2 })).StreamDescription;
    assert.equal(page?.LastEvaluatedShardId, page?.Shards?.[1]?.ShardId);
    const last = { StreamArn: arn, ExclusiveStartShardId: page?.LastEvaluatedShardId };
    const rest = (await streams.run(describeStream, last)).StreamDescription;
    assert.deepEqual([rest?.Shards?.length, rest?.LastEvaluatedShardId], [1, undefined]);
    const beyond = { StreamArn: arn, ExclusiveStartShardId: rest?.Shards?.[0]?.ShardId };
    assert.deepEqual((await streams.run(describeStream, beyond)).StreamDescription?.Shards, []);
  });

  it('refuses what AWS refuses', async () => {
    const shard = await openShard();
    const refusal = async (running: Promise<unknown>): Promise<string> => {
      const error = await running.then(
        () => assert.fail('it was accepted'),
        (thrown: { code: string; message: string }) => thrown,
      );
      return `${error.code}: ${error.message}`;
    };
    const notAnArn = 'x'.repeat(40);
    assert.equal(
      await refusal(streams.run(describeStream, {} as never)),
      "ValidationException: 1 validation error detected: Value null at 'streamArn' failed to satisfy constraint: Member must not be null",
    );
    assert.equal(
      await refusal(streams.run(describeStream, { StreamArn: notAnArn })),
      'ValidationException: Invalid StreamArn',
    );
    assert.equal(
      await refusal(streams.run(listStreams, { ExclusiveStartStreamArn: notAnArn })),
      'ValidationException: Invalid StreamArn',
    );
    assert.match(
      await refusal(streams.run(listStreams, { Limit: 0 })),
      /Member must have value greater than or equal to 1$/,
    );
    assert.match(
      await refusal(streams.run(listStreams, { Limit: 101 })),
      /^ValidationException: 1 validation error detected: Value '101' at 'limit' .*less than or equal to 100$/,
    );
    const at = { StreamArn: arn, ShardId: shard };
    assert.match(
      await refusal(streams.run(getShardIterator, { ...at, ShardIteratorType: 'AT_SEQUENCE_NUMBER' })),
      /^ValidationException/,
    );
    assert.match(await refusal(iterator('LATEST', recordNumber(1))), /^ValidationException/);
    assert.match(await refusal(iterator('AT_SEQUENCE_NUMBER', '1'.repeat(22))), /^ValidationException/);
    assert.match(
      await refusal(streams.run(getShardIterator, { ...at, ShardIteratorType: 'SOONER' as never })),
      /^ValidationException: 1 validation error detected: Value 'SOONER' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: \[/,
    );
    assert.equal(
      await refusal(iterator('LATEST', undefined, shard.replace(/.$/, 'x'))),
      'ResourceNotFoundException: Requested resource not found: Shard does not exist',
    );
    assert.match(await refusal(records('nonsense')), /^ValidationException: Invalid ShardIterator/);
    assert.match(await refusal(records(`${arn}|1|AAAA`)), /^ValidationException: Invalid ShardIterator/);
    const other = await streams.createStream('others');
    const stolen = (await iterator('LATEST')).replace(arn, other);
    assert.match(await refusal(records(stolen)), /^ValidationException: Invalid ShardIterator/);
    assert.match(await refusal(records(await iterator('LATEST'), 1001)), /less than or equal to 1000$/);
  });

  it('counts what it answers', async () => {
    await put('a');
    await records(await iterator('TRIM_HORIZON'));
    const dimensions = { TableName: 'riders', StreamLabel: '2023-11-14T22:13:20.000', Operation: 'GetRecords' };
    const listed = streams.metrics.list({ account: '123456789012', region: 'us-east-1', namespace: 'AWS/DynamoDB' });
    assert.deepEqual(listed.map(({ metric }) => metric).toSorted(), [
      'ReturnedBytes',
      'ReturnedRecordsCount',
      'SuccessfulRequestLatency',
    ]);
    for (const { dimensions: its } of listed) assert.deepEqual(its, dimensions);
  });
});
