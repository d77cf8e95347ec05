import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { presignRequest } from '@paddock/wire';
import { jsonType, type Answer } from '../harness/raw.js';
import { eventually } from '../harness/wait.js';
import { start, type Child } from './child.js';
import { assertUnhurt, assertWellFormed, errorOf } from './verdict.js';

let child: Child;
before(async () => {
  child = await start();
});
after(() => child.stop());

const call = (operation: string, input: object): Promise<Answer> => child.raw.call(operation, input);
const times = <T>(count: number, run: (at: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => run(at)));
const statusOf = async (StreamName: string): Promise<string | undefined> =>
  /"StreamStatus":"([A-Z]+)"/.exec((await call('DescribeStreamSummary', { StreamName })).text)?.[1];
const becomes = (stream: string, status: string | undefined) =>
  eventually(`${stream} is ${status}`, async () => (await statusOf(stream)) === status);

async function active(StreamName: string, ShardCount = 1): Promise<void> {
  assert.equal((await call('CreateStream', { StreamName, ShardCount })).status, 200);
  await becomes(StreamName, 'ACTIVE');
}

/** Of parallel calls: how many succeeded; the others were refused by one of these errors. */
function winners(answers: readonly Answer[], refusals: readonly string[]): number {
  for (const answer of answers) {
    assertWellFormed(answer, 'a parallel call');
    if (answer.status !== 200) assert.ok(refusals.includes(errorOf(answer)), answer.text);
  }
  return answers.filter(({ status }) => status === 200).length;
}

describe('calls that contend', () => {
  it('create one stream once', async () => {
    const answers = await times(20, () => call('CreateStream', { StreamName: 'once', ShardCount: 1 }));
    assert.equal(winners(answers, ['ResourceInUseException']), 1);
  });

  it('split and merge a shard once', async () => {
    await active('split', 2);
    const split = { StreamName: 'split', ShardToSplit: 'shardId-000000000000', NewStartingHashKey: '7' };
    const merge = {
      StreamName: 'split',
      ShardToMerge: 'shardId-000000000000',
      AdjacentShardToMerge: 'shardId-000000000001',
    };
    const answers = await times(20, (at) => (at % 2 === 0 ? call('SplitShard', split) : call('MergeShards', merge)));
    assert.equal(winners(answers, ['ResourceInUseException']), 1);
    await becomes('split', 'ACTIVE');
    const again = await times(10, () => call('SplitShard', split));
    assert.equal(winners(again, ['InvalidArgumentException', 'ResourceInUseException']), 0);
  });

  it('scale, encrypt and switch a stream one at a time', async () => {
    await active('busy');
    const answers = await times(12, (at) =>
      at % 3 === 0
        ? call('UpdateShardCount', { StreamName: 'busy', TargetShardCount: 2, ScalingType: 'UNIFORM_SCALING' })
        : at % 3 === 1
          ? call('StartStreamEncryption', { StreamName: 'busy', EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' })
          : call('IncreaseStreamRetentionPeriod', { StreamName: 'busy', RetentionPeriodHours: 48 }),
    );
    assert.equal(winners(answers, ['ResourceInUseException']), 1);
    await becomes('busy', 'ACTIVE');
  });

  it('tag a stream without losing a tag', async () => {
    await active('tagged');
    const answers = await times(40, (at) =>
      call('AddTagsToStream', { StreamName: 'tagged', Tags: { [`key-${at}`]: `${at}` } }),
    );
    assert.equal(winners(answers, []), 40);
    const listed = await call('ListTagsForStream', { StreamName: 'tagged' });
    assert.equal((listed.json?.['Tags'] as unknown[] | undefined)?.length, 40);
    const over = await times(20, (at) =>
      call('AddTagsToStream', { StreamName: 'tagged', Tags: { [`more-${at}`]: '' } }),
    );
    assert.equal(winners(over, ['InvalidArgumentException', 'LimitExceededException']), 10);
  });

  it('delete a stream under its writers', async () => {
    for (let round = 0; round < 3; round++) {
      await active('doomed', 4);
      const puts = times(200, (at) => call('PutRecord', { StreamName: 'doomed', PartitionKey: `${at}`, Data: 'AAAA' }));
      const deleted = await call('DeleteStream', { StreamName: 'doomed' });
      assert.equal(deleted.status, 200, deleted.text);
      winners(await puts, ['ResourceNotFoundException']);
      await becomes('doomed', undefined);
    }
  });

  it('reshard a stream under its writers and lose nothing', async () => {
    await active('moving', 2);
    let writing = true;
    const acknowledged: string[] = [];
    const writers = times(16, async (writer) => {
      for (let at = 0; writing; at++) {
        const answer = await call('PutRecord', { StreamName: 'moving', PartitionKey: `${writer}-${at}`, Data: 'AAAA' });
        assert.equal(answer.status, 200, answer.text);
        acknowledged.push(String(answer.json?.['SequenceNumber']));
      }
    });
    for (const count of [4, 3, 6, 3]) {
      const answer = await call('UpdateShardCount', {
        StreamName: 'moving',
        TargetShardCount: count,
        ScalingType: 'UNIFORM_SCALING',
      });
      assert.equal(answer.status, 200, answer.text);
      await becomes('moving', 'ACTIVE');
    }
    writing = false;
    await writers;
    const found = new Set<string>();
    const shards = (await call('ListShards', { StreamName: 'moving' })).json?.['Shards'] as { ShardId: string }[];
    for (const { ShardId } of shards)
      for (const number of await sequenceNumbersOf('moving', ShardId)) found.add(number);
    assert.equal(found.size, acknowledged.length);
    assert.ok(acknowledged.every((number) => found.has(number)));
  });

  it('leave the server unhurt', () => assertUnhurt(child));
});

async function sequenceNumbersOf(StreamName: string, ShardId: string): Promise<string[]> {
  const given = await call('GetShardIterator', { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
  let ShardIterator = given.json?.['ShardIterator'];
  const numbers: string[] = [];
  while (typeof ShardIterator === 'string') {
    const page = await call('GetRecords', { ShardIterator });
    const records = page.json?.['Records'] as { SequenceNumber: string }[];
    numbers.push(...records.map(({ SequenceNumber }) => SequenceNumber));
    if (records.length === 0 && page.json?.['MillisBehindLatest'] === 0) break;
    ShardIterator = page.json?.['NextShardIterator'];
  }
  return numbers;
}

describe('operations on a stream that is not ACTIVE', () => {
  const arn = (name: string) => `arn:aws:kinesis:us-east-1:000000000000:stream/${name}`;
  const calls = (StreamName: string): Record<string, object> => ({
    PutRecord: { StreamName, PartitionKey: 'p', Data: 'AAAA' },
    PutRecords: { StreamName, Records: [{ PartitionKey: 'p', Data: 'AAAA' }] },
    GetShardIterator: { StreamName, ShardId: '0', ShardIteratorType: 'LATEST' },
    DescribeStream: { StreamName },
    DescribeStreamSummary: { StreamName },
    ListShards: { StreamName },
    ListTagsForStream: { StreamName },
    AddTagsToStream: { StreamName, Tags: { a: 'b' } },
    SplitShard: { StreamName, ShardToSplit: '0', NewStartingHashKey: '7' },
    MergeShards: { StreamName, ShardToMerge: '0', AdjacentShardToMerge: '1' },
    UpdateShardCount: { StreamName, TargetShardCount: 2, ScalingType: 'UNIFORM_SCALING' },
    UpdateStreamMode: { StreamARN: arn(StreamName), StreamModeDetails: { StreamMode: 'ON_DEMAND' } },
    IncreaseStreamRetentionPeriod: { StreamName, RetentionPeriodHours: 48 },
    StartStreamEncryption: { StreamName, EncryptionType: 'KMS', KeyId: 'k' },
    EnableEnhancedMonitoring: { StreamName, ShardLevelMetrics: ['ALL'] },
    RegisterStreamConsumer: { StreamARN: arn(StreamName), ConsumerName: 'c' },
    CreateStream: { StreamName, ShardCount: 1 },
  });

  for (const state of ['CREATING', 'UPDATING', 'DELETING']) {
    it(`is answered in ${state}`, async () => {
      const attempt = async (operation: string): Promise<void> => {
        const StreamName = `${state}-${operation}`;
        await call('CreateStream', { StreamName, ShardCount: 2 });
        if (state !== 'CREATING') await becomes(StreamName, 'ACTIVE');
        if (state === 'UPDATING') await call('SplitShard', { StreamName, ShardToSplit: '0', NewStartingHashKey: '9' });
        if (state === 'DELETING') await call('DeleteStream', { StreamName });
        assertWellFormed(await call(operation, calls(StreamName)[operation] ?? {}), `${operation} while ${state}`);
        await call('DeleteStream', { StreamName, EnforceConsumerDeletion: true });
        // CreateStream may have come when the old stream was already gone.
        await eventually(`${StreamName} ends`, async () => /undefined|ACTIVE/.test(String(await statusOf(StreamName))));
      };
      await Promise.all(Object.keys(calls('')).map(attempt));
      await assertUnhurt(child);
    });
  }
});

describe('a request that is sent again', () => {
  it('is taken while its signature holds, in headers or in the query, and only by its own body', async () => {
    const host = `127.0.0.1:${child.port}`;
    const signer = { accessKeyId: 'test', secret: 'test', region: 'us-east-1', service: 'kinesis', now: Date.now() };
    const headers = { host, 'content-type': jsonType, 'x-amz-target': 'Kinesis_20131202.ListStreams' };
    const query = presignRequest({ method: 'POST', path: '/', query: '', headers, body: '{}' }, signer, 60);
    const send = (body: string, path = `/?${query}`, more: object = {}) =>
      child.raw.exchange('POST', path, { ...headers, ...more }, body);
    for (let round = 0; round < 3; round++) assert.equal((await send('{}')).status, 200);
    for (const answer of [
      await send('{"Limit":1}'),
      await send('{}', `/?${query}&a=b`),
      await send('{}', `/?${query.replace('X-Amz-Expires=60', 'X-Amz-Expires=604800')}`),
      await send('{}', `/x?${query}`),
      await send('{}', `/?${query}`, { 'x-amz-target': 'Kinesis_20131202.DescribeLimits' }),
      await send('{}', `/?${query}&${query}`),
    ]) {
      assertWellFormed(answer, 'a changed replay');
      assert.ok(answer.status >= 400, answer.text);
    }
  });
});
