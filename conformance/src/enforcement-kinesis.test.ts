import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { kinesisOperations } from '@paddock/server';
import {
  account,
  allow,
  arnOf,
  createSdk,
  denial,
  documentOf,
  Identities,
  isDenied,
  iteratorOf,
  newName,
  newStream,
  region,
  shardIdOf,
  signerOf,
  startPaddock,
  type Someone,
} from './harness.js';
import { fromCbor, toCbor } from './harness/cbor.js';

const paddock = await startPaddock();
const { sdk, raw } = paddock;
const identities = new Identities(paddock);
after(async () => {
  identities.close();
  await paddock.close();
});

/** What the requests of a case name. */
interface Target {
  readonly StreamName: string;
  readonly StreamARN: string;
  readonly ConsumerARN: string;
  readonly ShardIterator: string;
}

/** A valid input of an operation, and the resource on which AWS's Service Authorization Reference has it authorized. */
interface Case {
  readonly input: (target: Target) => Record<string, unknown>;
  readonly resource: (target: Target) => string;
}

const stream = ({ StreamARN }: Target): string => StreamARN;
const consumer = ({ ConsumerARN }: Target): string => ConsumerARN;
const anything = (): string => '*';
const byName = ({ StreamName }: Target) => ({ StreamName });
const nextIn = (offset: bigint): string => String(2n ** 126n + offset);

const cases: Readonly<Record<string, Case>> = {
  AddTagsToStream: { input: (target) => ({ ...byName(target), Tags: { a: 'b' } }), resource: stream },
  CreateStream: { input: (target) => ({ ...byName(target), ShardCount: 1 }), resource: stream },
  DecreaseStreamRetentionPeriod: {
    input: (target) => ({ ...byName(target), RetentionPeriodHours: 24 }),
    resource: stream,
  },
  DeleteResourcePolicy: { input: ({ StreamARN }) => ({ ResourceARN: StreamARN }), resource: stream },
  DeleteStream: { input: byName, resource: stream },
  DeregisterStreamConsumer: { input: ({ ConsumerARN }) => ({ ConsumerARN }), resource: consumer },
  DescribeAccountSettings: { input: () => ({}), resource: anything },
  DescribeLimits: { input: () => ({}), resource: anything },
  DescribeStream: { input: byName, resource: stream },
  DescribeStreamConsumer: { input: ({ ConsumerARN }) => ({ ConsumerARN }), resource: consumer },
  DescribeStreamSummary: { input: ({ StreamARN }) => ({ StreamARN }), resource: stream },
  DisableEnhancedMonitoring: {
    input: (target) => ({ ...byName(target), ShardLevelMetrics: ['ALL'] }),
    resource: stream,
  },
  EnableEnhancedMonitoring: {
    input: (target) => ({ ...byName(target), ShardLevelMetrics: ['IncomingBytes'] }),
    resource: stream,
  },
  GetRecords: { input: ({ ShardIterator }) => ({ ShardIterator }), resource: stream },
  GetResourcePolicy: { input: ({ ConsumerARN }) => ({ ResourceARN: ConsumerARN }), resource: consumer },
  GetShardIterator: {
    input: (target) => ({ ...byName(target), ShardId: shardIdOf(0), ShardIteratorType: 'LATEST' }),
    resource: stream,
  },
  IncreaseStreamRetentionPeriod: {
    input: (target) => ({ ...byName(target), RetentionPeriodHours: 48 }),
    resource: stream,
  },
  ListShards: { input: byName, resource: stream },
  ListStreamConsumers: { input: ({ StreamARN }) => ({ StreamARN }), resource: stream },
  ListStreams: { input: () => ({}), resource: anything },
  ListTagsForResource: { input: ({ ConsumerARN }) => ({ ResourceARN: ConsumerARN }), resource: consumer },
  ListTagsForStream: { input: byName, resource: stream },
  MergeShards: {
    input: (target) => ({ ...byName(target), ShardToMerge: shardIdOf(0), AdjacentShardToMerge: shardIdOf(1) }),
    resource: stream,
  },
  PutRecord: {
    input: (target) => ({ ...byName(target), PartitionKey: 'a', Data: Buffer.from('hello') }),
    resource: stream,
  },
  PutRecords: {
    input: ({ StreamARN }) => ({ StreamARN, Records: [{ PartitionKey: 'a', Data: Buffer.from('hello') }] }),
    resource: stream,
  },
  PutResourcePolicy: {
    input: ({ StreamARN }) => ({
      ResourceARN: StreamARN,
      Policy: documentOf({
        Principal: { AWS: account },
        Action: 'kinesis:ListShards',
        Resource: StreamARN,
      }),
    }),
    resource: stream,
  },
  RegisterStreamConsumer: {
    input: ({ StreamARN }) => ({ StreamARN, ConsumerName: 'another' }),
    resource: stream,
  },
  RemoveTagsFromStream: { input: (target) => ({ ...byName(target), TagKeys: ['a'] }), resource: stream },
  SplitShard: {
    input: (target) => ({ ...byName(target), ShardToSplit: shardIdOf(0), NewStartingHashKey: nextIn(0n) }),
    resource: stream,
  },
  StartStreamEncryption: {
    input: (target) => ({ ...byName(target), EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' }),
    resource: stream,
  },
  StopStreamEncryption: {
    input: (target) => ({ ...byName(target), EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' }),
    resource: stream,
  },
  SubscribeToShard: {
    input: ({ ConsumerARN }) => ({
      ConsumerARN,
      // No such shard, so that whoever may subscribe is answered at once.
      ShardId: shardIdOf(9),
      StartingPosition: { Type: 'LATEST' },
    }),
    resource: consumer,
  },
  TagResource: { input: ({ StreamARN }) => ({ ResourceARN: StreamARN, Tags: { a: 'b' } }), resource: stream },
  UntagResource: { input: ({ ConsumerARN }) => ({ ResourceARN: ConsumerARN, TagKeys: ['a'] }), resource: consumer },
  UpdateAccountSettings: {
    input: () => ({ MinimumThroughputBillingCommitment: { Status: 'DISABLED' } }),
    resource: anything,
  },
  UpdateMaxRecordSize: { input: ({ StreamARN }) => ({ StreamARN, MaxRecordSizeInKiB: 2048 }), resource: stream },
  UpdateShardCount: {
    input: (target) => ({ ...byName(target), TargetShardCount: 4, ScalingType: 'UNIFORM_SCALING' }),
    resource: stream,
  },
  UpdateStreamMode: {
    input: ({ StreamARN }) => ({ StreamARN, StreamModeDetails: { StreamMode: 'ON_DEMAND' } }),
    resource: stream,
  },
  UpdateStreamWarmThroughput: {
    input: (target) => ({ ...byName(target), WarmThroughputMiBps: 10 }),
    resource: stream,
  },
};

/** A stream with a consumer. */
async function newTarget(): Promise<Target> {
  const StreamName = await newStream(sdk, 2);
  const { Consumer } = await sdk.registerStreamConsumer({ StreamARN: arnOf(StreamName), ConsumerName: 'fleet' });
  return {
    StreamName,
    StreamARN: arnOf(StreamName),
    ConsumerARN: Consumer?.ConsumerARN ?? '',
    ShardIterator: await iteratorOf(sdk, StreamName),
  };
}

/** An input as JSON has it: bytes in base64. */
const inJson = (input: object): object =>
  JSON.parse(JSON.stringify(input, (_key, value: unknown) => base64Of(value) ?? value)) as object;

// Buffers turn themselves into this before the replacer sees them.
function base64Of(value: unknown): string | undefined {
  const { type, data } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  return type === 'Buffer' && Array.isArray(data) ? Buffer.from(data as number[]).toString('base64') : undefined;
}

async function throughSdk(who: Someone, operation: string, input: object): Promise<Error | undefined> {
  const client = createSdk(paddock.url, { credentials: who.keys });
  try {
    const method = `${operation.charAt(0).toLowerCase()}${operation.slice(1)}`;
    const calls = client as unknown as Record<string, ((input: object) => Promise<object>) | undefined>;
    await calls[method]?.call(client, input);
    return undefined;
  } catch (error) {
    return error as Error;
  } finally {
    client.destroy();
  }
}

const shownArn = (resource: string): string | undefined => (resource === '*' ? undefined : resource);

it('the cases are all operations', () => {
  assert.deepEqual(
    Object.keys(cases).toSorted(),
    kinesisOperations.map(({ name }) => name).toSorted(),
    'an operation is missing here',
  );
});

describe('a user without policies is refused', async () => {
  const nobody = await identities.newUser();
  const target = await newTarget();
  const before = await sdk.describeStreamSummary({ StreamName: target.StreamName });

  for (const [operation, { input, resource }] of Object.entries(cases)) {
    const text = denial(nobody.arn, `kinesis:${operation}`, shownArn(resource(target)));

    void it(`${operation}, in JSON and in CBOR`, async () => {
      const json = await nobody.call(operation, inJson(input(target)));
      assert.deepEqual(json.json, { __type: 'AccessDeniedException', message: text });
      assert.equal(json.status, 400);

      const cbor = await raw.send({
        headers: { 'content-type': 'application/x-amz-cbor-1.1', 'x-amz-target': `Kinesis_20131202.${operation}` },
        body: toCbor(input(target)),
        sign: signerOf(nobody.keys),
      });
      assert.deepEqual(fromCbor(cbor.bytes), { __type: 'AccessDeniedException', message: text });
      assert.equal(cbor.status, 400);
    });

    void it(`${operation}, through the SDK`, async () => {
      const error = await throughSdk(nobody, operation, input(target));
      assert.equal(error?.name, 'AccessDeniedException');
      assert.equal(error.message, text);
    });
  }

  void it('and nothing has happened', async () => {
    const after = await sdk.describeStreamSummary({ StreamName: target.StreamName });
    assert.deepEqual(after.StreamDescriptionSummary, before.StreamDescriptionSummary);
    assert.deepEqual((await sdk.listTagsForStream({ StreamName: target.StreamName })).Tags, []);
    assert.equal((await sdk.getResourcePolicy({ ResourceARN: target.StreamARN })).Policy, '{}');
    assert.equal((await sdk.getRecords({ ShardIterator: target.ShardIterator })).Records?.length, 0);
  });
});

describe('an identity policy', async () => {
  const somebody = await identities.newUser();
  const { name } = somebody;

  for (const [operation, { input, resource }] of Object.entries(cases)) {
    const action = `kinesis:${operation}`;
    void it(`lets ${operation} pass where it allows that action on that resource, and nowhere else`, async () => {
      const target = await newTarget();
      const asked = inJson(input(target));
      const on = resource(target);

      await identities.allow(name, documentOf({ NotAction: action, Resource: '*' }));
      const other = await somebody.call(operation, asked);
      assert.equal(other.json?.['message'], denial(somebody.arn, action, shownArn(on)), 'every other action');

      if (on !== '*') {
        await identities.allow(name, allow(action, `${on}-`));
        assert.ok(isDenied(await somebody.call(operation, asked)), 'another resource');
      }
      await identities.allow(name, allow(action, on));
      const allowed = await somebody.call(operation, asked);
      assert.ok(!isDenied(allowed), allowed.text);
      assert.ok(allowed.status < 500, allowed.text);
    });
  }
});

describe('a consumer that is named by its stream and its name', async () => {
  const target = await newTarget();
  const somebody = await identities.newUser();
  const byNames = { StreamARN: target.StreamARN, ConsumerName: 'fleet' };
  // As AWS's denials show it: without the time of its creation, which the request does not say.
  const short = `${target.StreamARN}/consumer/fleet`;

  for (const operation of ['DescribeStreamConsumer', 'DeregisterStreamConsumer']) {
    void it(`is the resource of ${operation}, as far as the request names it`, async () => {
      const refused = await somebody.call(operation, byNames);
      assert.equal(refused.json?.['message'], denial(somebody.arn, `kinesis:${operation}`, short));
    });
  }

  void it('is in reach of the permissions that AWS documents for the Kinesis Client Library', async () => {
    await identities.allow(somebody.name, allow('kinesis:DescribeStreamConsumer', `${target.StreamARN}/consumer/*`));
    assert.equal((await somebody.call('DescribeStreamConsumer', byNames)).status, 200);
    assert.equal((await somebody.call('DescribeStreamConsumer', { ConsumerARN: target.ConsumerARN })).status, 200);
  });
});

describe('tags that a request brings', async () => {
  const somebody = await identities.newUser();

  void it('need a permission of their own to create a stream with', async () => {
    const StreamName = newName();
    const tagged = { StreamName, ShardCount: 1, Tags: { team: 'unicorns' } };
    await identities.allow(somebody.name, allow('kinesis:CreateStream'));
    const refused = await somebody.call('CreateStream', tagged);
    assert.equal(refused.json?.['message'], denial(somebody.arn, 'kinesis:AddTagsToStream', arnOf(StreamName)));
    await assert.rejects(sdk.describeStreamSummary({ StreamName }), { name: 'ResourceNotFoundException' });
    await identities.allow(somebody.name, allow(['kinesis:CreateStream', 'kinesis:AddTagsToStream']));
    assert.equal((await somebody.call('CreateStream', tagged)).status, 200);
  });

  void it('and to register a consumer with', async () => {
    const { StreamARN } = await newTarget();
    const tagged = { StreamARN, ConsumerName: 'tagged', Tags: { team: 'unicorns' } };
    await identities.allow(somebody.name, allow('kinesis:RegisterStreamConsumer'));
    const refused = await somebody.call('RegisterStreamConsumer', tagged);
    assert.match(String(refused.json?.['message']), / is not authorized to perform: kinesis:TagResource on resource: /);
    await identities.allow(somebody.name, allow(['kinesis:RegisterStreamConsumer', 'kinesis:TagResource']));
    assert.equal((await somebody.call('RegisterStreamConsumer', tagged)).status, 200);
  });
});

it('what a listing goes on with is authorized on the stream that it lists', async () => {
  const { StreamName, StreamARN } = await newTarget();
  const { NextToken } = await sdk.listShards({ StreamName, MaxResults: 1 });
  const somebody = await identities.newUser();
  const refused = await somebody.call('ListShards', { NextToken });
  assert.equal(refused.json?.['message'], denial(somebody.arn, 'kinesis:ListShards', StreamARN));
  await identities.allow(somebody.name, allow('kinesis:ListShards', StreamARN));
  assert.equal((await somebody.call('ListShards', { NextToken })).status, 200);
});

it('a stream that is not there is no secret to those who may ask, and tells nothing to others', async () => {
  const nobody = await identities.newUser();
  const nowhere = arnOf('nowhere');
  const refused = await nobody.call('DescribeStreamSummary', { StreamName: 'nowhere' });
  assert.equal(refused.json?.['message'], denial(nobody.arn, 'kinesis:DescribeStreamSummary', nowhere));
  const somebody = await identities.newUser(allow('kinesis:DescribeStreamSummary', nowhere));
  const answer = await somebody.call('DescribeStreamSummary', { StreamName: 'nowhere' });
  assert.equal(answer.json?.['__type'], 'ResourceNotFoundException');
});

it('a region is part of the resource', async () => {
  const StreamName = await newStream(sdk);
  const somebody = await identities.newUser(allow('kinesis:*', arnOf('*', region)));
  assert.equal((await somebody.call('ListShards', { StreamName })).status, 200);
  const elsewhere = await somebody.call('ListShards', { StreamName }, { sign: { region: 'eu-west-1' } });
  assert.equal(elsewhere.json?.['message'], denial(somebody.arn, 'kinesis:ListShards', arnOf(StreamName, 'eu-west-1')));
});
