import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import {
  account,
  allow,
  arnOf,
  createSdk,
  denial,
  documentOf,
  Identities,
  isDenied,
  newName,
  newStream,
  startPaddock,
  type Someone,
} from './harness.js';

const paddock = await startPaddock();
const { sdk, control } = paddock;
const identities = new Identities(paddock);
const { iam } = identities;
after(async () => {
  identities.close();
  await paddock.close();
});

const StreamName = await newStream(sdk, 1, 'rides');
const StreamARN = arnOf(StreamName);
const list = async (who: Someone, region?: string): Promise<boolean> =>
  !isDenied(await who.call('ListShards', { StreamName }, region === undefined ? {} : { sign: { region } }));

/** Whether a user may list shards if this condition must hold. */
async function holds(who: Someone, condition: object): Promise<boolean> {
  await identities.allow(who.name, allow('kinesis:ListShards', '*', condition));
  return list(who);
}

describe('a condition on', async () => {
  const user = await identities.newUser();

  const trials: readonly (readonly [key: string, condition: object, expected: boolean])[] = [
    ['aws:SourceIp', { IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }, true],
    ['aws:SourceIp', { IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '203.0.113.0/24'] } }, false],
    ['aws:SourceIp', { NotIpAddress: { 'aws:SourceIp': '127.0.0.1' } }, false],
    ['aws:RequestedRegion', { StringEquals: { 'aws:RequestedRegion': ['eu-west-1', 'us-east-1'] } }, true],
    ['aws:RequestedRegion', { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } }, false],
    ['aws:username', { StringEquals: { 'aws:username': user.name } }, true],
    ['aws:username', { StringLike: { 'AWS:UserName': 'us?r-*' } }, true],
    ['aws:PrincipalArn', { ArnEquals: { 'aws:PrincipalArn': user.arn } }, true],
    ['aws:PrincipalArn', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/*` } }, false],
    ['aws:PrincipalAccount', { StringEquals: { 'aws:PrincipalAccount': account } }, true],
    ['aws:PrincipalType', { StringEquals: { 'aws:PrincipalType': 'User' } }, true],
    ['aws:ResourceAccount', { StringNotEquals: { 'aws:ResourceAccount': account } }, false],
    ['aws:SecureTransport', { Bool: { 'aws:SecureTransport': 'true' } }, false],
    ['aws:MultiFactorAuthPresent', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, false],
    ['aws:MultiFactorAuthPresent', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }, true],
    ['aws:TokenIssueTime', { Null: { 'aws:TokenIssueTime': 'true' } }, true],
    ['a key that nothing has', { StringEquals: { 'aws:PrincipalTag/nothing': '' } }, false],
    ['a key that nothing has', { StringNotEquals: { 'aws:PrincipalTag/nothing': 'x' } }, true],
    [
      'two keys, both of which must hold',
      { StringEquals: { 'aws:username': user.name, 'aws:RequestedRegion': 'eu-west-1' } },
      false,
    ],
  ];
  for (const [key, condition, expected] of trials) {
    void it(`${key}: ${JSON.stringify(condition)} ${expected ? 'holds' : 'does not hold'}`, async () => {
      assert.equal(await holds(user, condition), expected);
    });
  }

  void it('aws:RequestedRegion holds for one region, and not for another', async () => {
    assert.ok(await holds(user, { StringLike: { 'aws:RequestedRegion': 'us-*' } }));
    assert.ok(!(await list(user, 'eu-west-1')));
    assert.ok(await list(user, 'us-west-2'), 'which has no such stream, but may be asked');
  });

  void it('aws:UserAgent knows who asks', async () => {
    await holds(user, { StringLike: { 'aws:UserAgent': 'aws-sdk-js/*' } });
    const client = createSdk(paddock.url, { credentials: user.keys });
    await client.listShards({ StreamName });
    client.destroy();
    assert.ok(!(await list(user)), 'a request without a user agent');
  });
});

describe('a condition on aws:CurrentTime', () => {
  it('holds until that time has come', async () => {
    const user = await identities.newUser();
    const nine = Math.ceil(Date.now() / 60_000) * 60_000;
    await control.freeze(nine - 1000);
    try {
      const [before, after] = ['DateLessThan', 'DateGreaterThanEquals'].map((operator) => ({
        [operator]: { 'aws:CurrentTime': new Date(nine).toISOString() },
      }));
      assert.ok(before && after);
      assert.ok(await holds(user, before));
      await control.advance(1000);
      assert.ok(!(await list(user)));
      assert.ok(await holds(user, after));
      assert.ok(!(await holds(user, { NumericGreaterThan: { 'aws:EpochTime': String(nine / 1000) } })));
      await control.advance(1000);
      assert.ok(await list(user));
    } finally {
      await control.release();
    }
  });
});

describe('a variable in a resource', () => {
  it('is the name of the user, of each its own', async () => {
    const own = allow('kinesis:*', arnOf('${aws:username}-*'));
    const [one, other] = await Promise.all([identities.newUser(own), identities.newUser(own)]);
    const name = `${one.name}-stream`;
    assert.equal((await one.call('CreateStream', { StreamName: name, ShardCount: 1 })).status, 200);
    assert.equal((await one.call('ListShards', { StreamName: name })).status, 200);
    const refused = await other.call('ListShards', { StreamName: name });
    assert.equal(refused.json?.['message'], denial(other.arn, 'kinesis:ListShards', arnOf(name)));
  });

  it('matches nothing for those who have no such key', async () => {
    const { arn } = await identities.newRole({ AWS: account }, [allow('kinesis:*', arnOf('${aws:username}*'))]);
    const user = await identities.newUser(allow('sts:AssumeRole'));
    assert.ok(!(await list(await identities.assume(user.keys, arn))));
  });

  it('may be a tag of the principal', async () => {
    const user = await identities.newUser(allow('kinesis:*', arnOf('${aws:PrincipalTag/fleet}')));
    assert.ok(!(await list(user)));
    await iam.tagUser({ UserName: user.name, Tags: [{ Key: 'Fleet', Value: StreamName }] });
    assert.ok(await list(user));
    await iam.untagUser({ UserName: user.name, TagKeys: ['Fleet'] });
    assert.ok(!(await list(user)));
  });
});

describe('tags', () => {
  it('of a stream decide, as they are now', async () => {
    const user = await identities.newUser(
      allow('kinesis:ListShards', '*', { StringEquals: { 'aws:ResourceTag/stage': ['test', 'dev'] } }),
    );
    assert.ok(!(await list(user)));
    await sdk.addTagsToStream({ StreamName, Tags: { stage: 'prod' } });
    assert.ok(!(await list(user)));
    await sdk.addTagsToStream({ StreamName, Tags: { stage: 'dev' } });
    assert.ok(await list(user));
    await sdk.removeTagsFromStream({ StreamName, TagKeys: ['stage'] });
    assert.ok(!(await list(user)));
  });

  it('of a stream that is not there are none', async () => {
    const user = await identities.newUser(allow('kinesis:*', '*', { Null: { 'aws:ResourceTag/stage': 'true' } }));
    const answer = await user.call('ListShards', { StreamName: 'nowhere' });
    assert.equal(answer.json?.['__type'], 'ResourceNotFoundException');
  });

  it('of a consumer decide', async () => {
    const { Consumer } = await sdk.registerStreamConsumer({
      StreamARN,
      ConsumerName: 'tagged',
      Tags: { team: 'unicorns' },
    });
    const about = { ConsumerARN: Consumer?.ConsumerARN ?? '' };
    const policy = (team: string) => allow('kinesis:*', '*', { StringEquals: { 'aws:ResourceTag/team': team } });
    const user = await identities.newUser(policy('unicorns'));
    assert.equal((await user.call('DescribeStreamConsumer', about)).status, 200);
    await identities.allow(user.name, policy('ponies'));
    assert.ok(isDenied(await user.call('DescribeStreamConsumer', about)));
  });

  it('that a request brings decide', async () => {
    const user = await identities.newUser(
      allow(['kinesis:CreateStream', 'kinesis:AddTagsToStream'], '*', {
        StringEquals: { 'aws:RequestTag/team': 'unicorns' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'stage'] },
      }),
    );
    const create = async (Tags?: Record<string, string>) => {
      const given = { StreamName: newName(), ShardCount: 1, ...(Tags === undefined ? {} : { Tags }) };
      return !isDenied(await user.call('CreateStream', given));
    };
    assert.deepEqual(
      [
        await create({ team: 'unicorns' }),
        await create({ team: 'unicorns', stage: 'dev' }),
        await create({ team: 'ponies' }),
        await create({ team: 'unicorns', cost: '1' }),
        await create({ stage: 'dev' }),
        await create(),
      ],
      [true, true, false, false, false, false],
    );
    const add = async (Tags: object) => !isDenied(await user.call('AddTagsToStream', { StreamName, Tags }));
    assert.ok(await add({ team: 'unicorns' }));
    assert.ok(!(await add({ team: 'unicorns', owner: 'me' })));
  });

  it('that a request removes are told by their keys', async () => {
    const user = await identities.newUser(
      allow('kinesis:RemoveTagsFromStream', '*', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'mine' } }),
    );
    const remove = async (TagKeys: string[]) =>
      !isDenied(await user.call('RemoveTagsFromStream', { StreamName, TagKeys }));
    assert.deepEqual([await remove(['mine']), await remove(['yours'])], [true, false]);
  });

  it('of the principal and of the resource can be compared', async () => {
    const user = await identities.newUser(
      allow('kinesis:ListShards', '*', { StringEquals: { 'aws:ResourceTag/herd': '${aws:PrincipalTag/herd}' } }),
    );
    await sdk.addTagsToStream({ StreamName, Tags: { herd: 'north' } });
    assert.ok(!(await list(user)));
    await iam.tagUser({ UserName: user.name, Tags: [{ Key: 'herd', Value: 'south' }] });
    assert.ok(!(await list(user)));
    await iam.tagUser({ UserName: user.name, Tags: [{ Key: 'herd', Value: 'north' }] });
    assert.ok(await list(user));
  });

  it('of a session go before those of its role', async () => {
    const policy = allow('kinesis:ListShards', '*', { StringEquals: { 'aws:PrincipalTag/herd': 'west' } });
    const role = await identities.newRole({ AWS: account }, [policy], { Action: ['sts:AssumeRole', 'sts:TagSession'] });
    const user = await identities.newUser(allow(['sts:AssumeRole', 'sts:TagSession']));
    await iam.tagRole({ RoleName: role.name, Tags: [{ Key: 'Herd', Value: 'west' }] });
    assert.ok(await list(await identities.assume(user.keys, role.arn)));
    const tagged = (Value: string) => identities.assume(user.keys, role.arn, { Tags: [{ Key: 'herd', Value }] });
    assert.ok(!(await list(await tagged('east'))));
    await iam.untagRole({ RoleName: role.name, TagKeys: ['Herd'] });
    assert.ok(await list(await tagged('west')));
  });
});

it('a deny under a condition leaves the rest allowed', async () => {
  const user = await identities.newUser(
    documentOf(
      { Action: 'kinesis:*', Resource: '*' },
      {
        Effect: 'Deny',
        Action: '*',
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': 'us-east-1' } },
      },
    ),
  );
  assert.ok(await list(user));
  const refused = await user.call('ListShards', { StreamName }, { sign: { region: 'eu-west-1' } });
  assert.equal(
    refused.json?.['message'],
    denial(
      user.arn,
      'kinesis:ListShards',
      arnOf(StreamName, 'eu-west-1'),
      'with an explicit deny in an identity-based policy',
    ),
  );
});
