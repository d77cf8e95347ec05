import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import {
  account as owner,
  allow,
  arnOf,
  denial,
  deny,
  documentOf,
  Identities,
  isDenied,
  newName,
  newStream,
  shardIdOf,
  signerOf,
  startPaddock,
  type Answer,
  type Someone,
  type Statement,
} from './harness.js';

const other = '111122223333';
const otherRootKeys = { accessKeyId: 'OTHERROOT', secretAccessKey: 'another-secret' };
const paddock = await startPaddock({
  moreAccounts: [{ account: other, accessKeyId: 'OTHERROOT', secret: 'another-secret' }],
});
const { sdk, raw } = paddock;
const here = new Identities(paddock);
const there = new Identities(paddock, otherRootKeys);
const root = here.someone('root', `arn:aws:iam::${owner}:root`, { accessKeyId: 'test', secretAccessKey: 'test' });
const otherRoot = there.someone('root', `arn:aws:iam::${other}:root`, otherRootKeys);
after(async () => {
  here.close();
  there.close();
  await paddock.close();
});

/** A stream of the first account, shared by these statements. */
async function sharedStream(...statements: readonly Omit<Statement, 'Resource'>[]): Promise<string> {
  const ResourceARN = arnOf(await newStream(sdk));
  await share(ResourceARN, ...statements);
  return ResourceARN;
}

const share = (ResourceARN: string, ...statements: readonly Omit<Statement, 'Resource'>[]) =>
  sdk.putResourcePolicy({
    ResourceARN,
    Policy: documentOf(...statements.map((statement) => ({ ...statement, Resource: ResourceARN }))),
  });

const list = (who: Someone, StreamARN: string) => who.call('ListShards', { StreamARN });
const listing = 'kinesis:ListShards';
const noResourcePolicy = `because no resource-based policy allows the ${listing} action`;

const shardsOf = ({ json }: Answer): number => (Array.isArray(json?.['Shards']) ? json['Shards'].length : 0);

async function assertLists(who: Someone, StreamARN: string): Promise<void> {
  const answer = await list(who, StreamARN);
  assert.equal(answer.status, 200, answer.text);
}

async function assertRefused(who: Someone, StreamARN: string, why?: string): Promise<void> {
  const { json, status } = await list(who, StreamARN);
  assert.equal(json?.['message'], denial(who.arn, listing, StreamARN, why));
  assert.equal(status, 400);
}

describe("another account's user", () => {
  it('needs both the policy of the stream and one of their own', async () => {
    const user = await there.newUser();
    const stream = await sharedStream({ Principal: { AWS: other }, Action: listing });
    await assertRefused(user, stream);
    await there.allow(user.name, allow(listing, stream));
    await assertLists(user, stream);
    await sdk.deleteResourcePolicy({ ResourceARN: stream });
    await assertRefused(user, stream, noResourcePolicy);
  });

  it('may be named, alone', async () => {
    const [one, another] = await Promise.all([there.newUser(allow('*')), there.newUser(allow('*'))]);
    const stream = await sharedStream({ Principal: { AWS: one.arn }, Action: 'kinesis:List*' });
    await assertLists(one, stream);
    await assertRefused(another, stream, noResourcePolicy);
    await assertRefused(otherRoot, stream, noResourcePolicy);
    const named = await there.newUser();
    await share(stream, { Principal: { AWS: [one.arn, named.arn] }, Action: 'kinesis:List*' });
    await assertRefused(named, stream);
  });

  it('gets no more than is shared', async () => {
    const user = await there.newUser(allow('kinesis:*'));
    const stream = await sharedStream({ Principal: { AWS: other }, Action: listing });
    const put = await user.call('PutRecord', { StreamARN: stream, PartitionKey: 'a', Data: 'aGVsbG8=' });
    const why = 'because no resource-based policy allows the kinesis:PutRecord action';
    assert.equal(put.json?.['message'], denial(user.arn, 'kinesis:PutRecord', stream, why));
    assert.ok(isDenied(await user.call('DeleteStream', { StreamARN: stream })));
    assert.ok(isDenied(await user.call('PutResourcePolicy', { ResourceARN: stream, Policy: '{}' })));
  });

  it('gets no more than can be shared, however wide the pattern', async () => {
    const user = await there.newUser(allow('kinesis:*'));
    const stream = await sharedStream({ Principal: { AWS: other }, Action: 'kinesis:*' });
    await assertLists(user, stream);
    for (const [operation, input] of [
      ['DeleteStream', { StreamARN: stream }],
      ['ListTagsForResource', { ResourceARN: stream }],
      ['DeleteResourcePolicy', { ResourceARN: stream }],
      ['RegisterStreamConsumer', { StreamARN: stream, ConsumerName: 'mine' }],
    ] as const) {
      const why = `because no resource-based policy allows the kinesis:${operation} action`;
      for (const who of [user, otherRoot]) {
        const { json } = await who.call(operation, input);
        assert.equal(json?.['message'], denial(who.arn, `kinesis:${operation}`, stream, why));
      }
    }
    await sdk.describeStreamSummary({ StreamARN: stream });
  });

  it('can be refused by either side', async () => {
    const user = await there.newUser(allow('*'));
    const stream = await sharedStream(
      { Principal: { AWS: other }, Action: listing },
      { Effect: 'Deny', Principal: { AWS: user.arn }, Action: listing },
    );
    await assertRefused(user, stream, 'with an explicit deny in a resource-based policy');
    const second = await there.newUser(allow('*'), deny('kinesis:*'));
    await assertRefused(second, stream, 'with an explicit deny in an identity-based policy');
  });

  it('is kept within the conditions of both', async () => {
    const user = await there.newUser(allow(listing, '*', { IpAddress: { 'aws:SourceIp': '127.0.0.1' } }));
    const shared = (PrincipalArn: string): Omit<Statement, 'Resource'> => ({
      Principal: '*',
      Action: listing,
      Condition: { ArnEquals: { 'aws:PrincipalArn': PrincipalArn } },
    });
    const stream = await sharedStream(shared(user.arn));
    await assertLists(user, stream);
    await share(stream, shared(`${user.arn}x`));
    await assertRefused(user, stream, noResourcePolicy);
  });
});

describe("another account's root and roles", () => {
  it('its root needs the policy of the stream alone', async () => {
    const stream = await sharedStream({ Principal: { AWS: `arn:aws:iam::${other}:root` }, Action: listing });
    await assertLists(otherRoot, stream);
    await assertRefused(otherRoot, arnOf(await newStream(sdk)), noResourcePolicy);
  });

  it('a role of it is named by itself, or by its account', async () => {
    const role = await there.newRole({ AWS: other }, [allow('kinesis:*')]);
    const user = await there.newUser(allow('sts:AssumeRole'));
    const session = await there.assume(user.keys, role.arn);
    for (const AWS of [role.arn, other, session.arn, '*']) {
      await assertLists(session, await sharedStream({ Principal: { AWS }, Action: listing }));
    }
    const elsewhere = await there.newRole({ AWS: other });
    await assertRefused(
      session,
      await sharedStream({ Principal: { AWS: elsewhere.arn }, Action: listing }),
      noResourcePolicy,
    );
    const limited = await there.assume(user.keys, role.arn, { Policy: allow('kinesis:PutRecord') });
    const stream = await sharedStream({ Principal: { AWS: role.arn }, Action: listing });
    await assertRefused(limited, stream, `because no session policy allows the ${listing} action`);
  });
});

describe('a stream of another account', () => {
  it('is reached by its ARN; by its name, everybody means their own', async () => {
    const StreamName = newName('both');
    await sdk.createStream({ StreamName, ShardCount: 1 });
    const created = await otherRoot.call('CreateStream', { StreamName, ShardCount: 3 });
    assert.equal(created.status, 200);
    const mine = await otherRoot.call('ListShards', { StreamName });
    assert.equal(shardsOf(mine), 3);
    await assertRefused(otherRoot, arnOf(StreamName), noResourcePolicy);
    await assertRefused(root, arnOf(StreamName).replace(owner, other), noResourcePolicy);
    await share(arnOf(StreamName), { Principal: { AWS: other }, Action: listing });
    const shared = await list(otherRoot, arnOf(StreamName));
    assert.equal(shardsOf(shared), 1);
  });

  it('is written and read as far as it is shared', async () => {
    const user = await there.newUser(allow('kinesis:*'));
    const StreamARN = await sharedStream({
      Principal: { AWS: user.arn },
      Action: ['kinesis:PutRecord', 'kinesis:PutRecords', 'kinesis:GetShardIterator', 'kinesis:GetRecords'],
    });
    const put = await user.call('PutRecord', { StreamARN, PartitionKey: 'a', Data: 'aGVsbG8=' });
    assert.equal(put.status, 200, put.text);
    const position = { StreamARN, ShardId: shardIdOf(0), ShardIteratorType: 'TRIM_HORIZON' };
    const { json } = await user.call('GetShardIterator', position);
    const ShardIterator = json?.['ShardIterator'];
    const read = await user.call('GetRecords', { ShardIterator, StreamARN });
    assert.equal(JSON.stringify(read.json?.['Records']).match(/"Data":"([^"]*)"/)?.[1], 'aGVsbG8=');
    // An iterator is no permission: whoever gets hold of one needs their own.
    const stranger = await there.newUser(allow('kinesis:*'));
    assert.ok(isDenied(await stranger.call('GetRecords', { ShardIterator, StreamARN })));
    assert.ok(isDenied(await otherRoot.call('GetRecords', { ShardIterator })));
    await sdk.deleteResourcePolicy({ ResourceARN: StreamARN });
    assert.ok(isDenied(await user.call('GetRecords', { ShardIterator, StreamARN })));
  });

  it('and its consumers are shared apart', async () => {
    const StreamARN = await sharedStream({ Principal: { AWS: other }, Action: listing });
    const { Consumer } = await sdk.registerStreamConsumer({ StreamARN, ConsumerName: 'fleet' });
    const ConsumerARN = Consumer?.ConsumerARN ?? '';
    const user = await there.newUser(allow('kinesis:*'));
    const describe = () => user.call('DescribeStreamConsumer', { ConsumerARN });
    const why = 'because no resource-based policy allows the kinesis:DescribeStreamConsumer action';
    assert.equal(
      (await describe()).json?.['message'],
      denial(user.arn, 'kinesis:DescribeStreamConsumer', ConsumerARN, why),
    );
    await share(ConsumerARN, {
      Principal: { AWS: other },
      Action: ['kinesis:DescribeStreamConsumer', 'kinesis:SubscribeToShard'],
    });
    assert.equal((await describe()).status, 200);
    const subscription = { ConsumerARN, ShardId: shardIdOf(9), StartingPosition: { Type: 'LATEST' } };
    assert.ok(!isDenied(await user.call('SubscribeToShard', subscription)));
    assert.ok(isDenied(await user.call('DeregisterStreamConsumer', { ConsumerARN })));
  });
});

describe('within the account', () => {
  it("a stream's policy that names a user is enough; one that names the account is not", async () => {
    const user = await here.newUser();
    const named = await sharedStream({ Principal: { AWS: user.arn }, Action: listing });
    await assertLists(user, named);
    const delegated = await sharedStream({ Principal: { AWS: owner }, Action: listing });
    await assertRefused(user, delegated);
    await here.allow(user.name, allow(listing, delegated));
    await assertLists(user, delegated);
  });

  it('it goes past no boundary where it names a role, and past all where it names its session', async () => {
    const role = await here.newRole({ AWS: owner });
    const user = await here.newUser(allow('sts:AssumeRole'));
    const session = await here.assume(user.keys, role.arn, { Policy: allow('kinesis:PutRecord') });
    const byRole = await sharedStream({ Principal: { AWS: role.arn }, Action: listing });
    await assertRefused(session, byRole, `because no session policy allows the ${listing} action`);
    await assertLists(session, await sharedStream({ Principal: { AWS: session.arn }, Action: listing }));
  });

  it('an explicit deny is for everybody, the root user too', async () => {
    const stream = await sharedStream({ Effect: 'Deny', Principal: '*', Action: listing });
    const user = await here.newUser(allow('*'));
    const why = 'with an explicit deny in a resource-based policy';
    await assertRefused(user, stream, why);
    await assertRefused(root, stream, why);
    // Who locked themselves out can still take the policy away.
    await sdk.deleteResourcePolicy({ ResourceARN: stream });
    await assertLists(root, stream);
  });
});

describe('assuming a role of another account', () => {
  const refusal = (user: Someone, arn: string, why?: string) => ({
    name: 'AccessDenied',
    message: `User: ${user.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}${why ?? ''}`,
  });

  it('takes its trust, and a permission of the caller', async () => {
    const stream = arnOf(await newStream(sdk));
    const role = await here.newRole({ AWS: other }, [allow(listing, stream)]);
    const stranger = await there.newUser();
    const because = ' because no identity-based policy allows the sts:AssumeRole action';
    await assert.rejects(there.assume(stranger.keys, role.arn), refusal(stranger, role.arn, because));
    const user = await there.newUser(allow('sts:AssumeRole', role.arn));
    const session = await there.assume(user.keys, role.arn);
    assert.equal(session.arn, `arn:aws:sts::${owner}:assumed-role/${role.name}/session`);
    await assertLists(session, stream);
    const identity = await raw.query('GetCallerIdentity', '2011-06-15', {}, { sign: signerOf(session.keys) });
    assert.ok(identity.text.includes(`<Account>${owner}</Account>`));
    const untrusting = await here.newRole({ AWS: owner });
    await there.allow(user.name, allow('sts:AssumeRole'));
    await assert.rejects(there.assume(user.keys, untrusting.arn), refusal(user, untrusting.arn));
    await assert.rejects(there.assume(user.keys, `${role.arn}-x`), refusal(user, `${role.arn}-x`));
  });

  it('with an external id takes that id', async () => {
    const role = await here.newRole({ AWS: other }, [], {
      Condition: { StringEquals: { 'sts:ExternalId': 'unicorn-42' } },
    });
    const user = await there.newUser(allow('sts:AssumeRole'));
    for (const more of [{}, { ExternalId: 'unicorn-43' }, { ExternalId: 'UNICORN-42' }]) {
      await assert.rejects(there.assume(user.keys, role.arn, more), refusal(user, role.arn));
    }
    assert.ok((await there.assume(user.keys, role.arn, { ExternalId: 'unicorn-42' })).keys.sessionToken);
  });

  it('is not for root users', async () => {
    const role = await here.newRole({ AWS: other });
    await assert.rejects(there.assume(otherRootKeys, role.arn), {
      name: 'AccessDenied',
      message: 'Roles may not be assumed by root accounts.',
    });
  });
});
