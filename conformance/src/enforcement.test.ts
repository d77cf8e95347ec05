import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import {
  account,
  allow,
  arnOf,
  denial,
  deny,
  documentOf,
  Identities,
  iamVersion,
  isDenied,
  newName,
  newStream,
  signerOf,
  startPaddock,
  xmlText,
  type Someone,
} from './harness.js';

const paddock = await startPaddock();
const { sdk, raw } = paddock;
const identities = new Identities(paddock);
const { iam } = identities;
after(async () => {
  identities.close();
  await paddock.close();
});

const StreamName = await newStream(sdk, 1, 'rides');
const StreamARN = arnOf(StreamName);
const record = { StreamName, PartitionKey: 'a', Data: 'aGVsbG8=' };
const put = (who: Someone) => who.call('PutRecord', record);
const list = (who: Someone) => who.call('ListShards', { StreamName });

/** What the text of a refusal is, or undefined for anything else. */
async function refusal(answer: Promise<Awaited<ReturnType<Someone['call']>>>): Promise<string | undefined> {
  const given = await answer;
  return isDenied(given) ? String(given.json?.['message']) : undefined;
}

describe('an explicit deny', () => {
  it('of an inline policy wins, and is told', async () => {
    const user = await identities.newUser(allow('*'), deny('kinesis:PutRecord'));
    const text = denial(user.arn, 'kinesis:PutRecord', StreamARN, 'with an explicit deny in an identity-based policy');
    assert.equal(await refusal(put(user)), text);
    assert.equal(await refusal(list(user)), undefined);
  });

  it('of a managed policy is told with its ARN', async () => {
    const PolicyArn = await identities.newPolicy(deny('kinesis:Put*'));
    const user = await identities.newUser(allow('*'));
    await iam.attachUserPolicy({ UserName: user.name, PolicyArn });
    const why = `with an explicit deny in an identity-based policy: ${PolicyArn}`;
    assert.equal(await refusal(put(user)), denial(user.arn, 'kinesis:PutRecord', StreamARN, why));
  });
});

describe('permissions come from', () => {
  it('managed policies of AWS', async () => {
    const user = await identities.newUser();
    await iam.attachUserPolicy({
      UserName: user.name,
      PolicyArn: 'arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess',
    });
    assert.equal((await list(user)).status, 200);
    assert.equal(await refusal(put(user)), denial(user.arn, 'kinesis:PutRecord', StreamARN));
    const { arn: roleArn } = await identities.newRole({ AWS: account });
    const admin = await identities.newUser();
    await iam.attachUserPolicy({ UserName: admin.name, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' });
    assert.equal((await put(admin)).status, 200);
    const assumed = await identities.assume(admin.keys, roleArn);
    assert.equal(await refusal(put(assumed)), denial(assumed.arn, 'kinesis:PutRecord', StreamARN));
  });

  it('managed policies of the account', async () => {
    const PolicyArn = await identities.newPolicy(allow('kinesis:PutRecord', StreamARN));
    const user = await identities.newUser();
    await iam.attachUserPolicy({ UserName: user.name, PolicyArn });
    assert.equal((await put(user)).status, 200);
  });

  it('the groups of a user, inline and managed, and all of them together', async () => {
    const user = await identities.newUser();
    const [GroupName, other] = [newName('group'), newName('group')];
    for (const name of [GroupName, other]) {
      await iam.createGroup({ GroupName: name });
      await iam.addUserToGroup({ GroupName: name, UserName: user.name });
    }
    await iam.putGroupPolicy({ GroupName, PolicyName: 'in', PolicyDocument: allow('kinesis:PutRecord') });
    await iam.attachGroupPolicy({
      GroupName: other,
      PolicyArn: await identities.newPolicy(allow('kinesis:ListShards', StreamARN)),
    });
    assert.deepEqual([(await put(user)).status, (await list(user)).status], [200, 200]);
    await iam.putGroupPolicy({ GroupName: other, PolicyName: 'in', PolicyDocument: deny('kinesis:PutRecord') });
    assert.match((await refusal(put(user))) ?? '', /with an explicit deny in an identity-based policy$/);
  });

  it('the policies of a role, and not from those of whoever assumed it', async () => {
    const { arn } = await identities.newRole({ AWS: account }, [allow('kinesis:ListShards', StreamARN)]);
    const user = await identities.newUser(allow('*'));
    const session = await identities.assume(user.keys, arn);
    assert.equal(session.arn, `arn:aws:sts::${account}:assumed-role/${session.name}/session`);
    assert.equal((await list(session)).status, 200);
    assert.equal(await refusal(put(session)), denial(session.arn, 'kinesis:PutRecord', StreamARN));
  });

  it('nowhere for a new user, in IAM either', async () => {
    const user = await identities.newUser();
    const ask = (action: string, parameters: Record<string, string>) =>
      raw.query(action, iamVersion, parameters, { sign: signerOf(user.keys) });
    const self = await ask('PutUserPolicy', { UserName: user.name, PolicyName: 'all', PolicyDocument: allow('*') });
    assert.equal(self.status, 403);
    assert.equal(xmlText(self, 'Code'), 'AccessDenied');
    assert.equal(xmlText(self, 'Message'), denial(user.arn, 'iam:PutUserPolicy', `user ${user.name}`));
    const key = await ask('CreateAccessKey', { UserName: 'somebody-else' });
    assert.equal(xmlText(key, 'Message'), denial(user.arn, 'iam:CreateAccessKey', 'user somebody-else'));
    assert.equal((await ask('GetUser', {})).status, 403);
  });
});

describe('a permissions boundary', () => {
  it('limits what identity policies allow, and allows nothing itself', async () => {
    const PermissionsBoundary = await identities.newPolicy(allow('kinesis:ListShards'));
    const user = await identities.newUser(allow('kinesis:*', StreamARN));
    await iam.putUserPermissionsBoundary({ UserName: user.name, PermissionsBoundary });
    assert.equal((await list(user)).status, 200);
    const why = 'because no permissions boundary allows the kinesis:PutRecord action';
    assert.equal(await refusal(put(user)), denial(user.arn, 'kinesis:PutRecord', StreamARN, why));
    await iam.deleteUserPolicy({ UserName: user.name, PolicyName: 'p0' });
    assert.equal(await refusal(list(user)), denial(user.arn, 'kinesis:ListShards', StreamARN));
  });

  it('that denies is told with its ARN', async () => {
    const PermissionsBoundary = await identities.newPolicy(
      documentOf({ Action: '*', Resource: '*' }, { Effect: 'Deny', Action: 'kinesis:PutRecord', Resource: StreamARN }),
    );
    const role = await identities.newRole({ AWS: account }, [allow('*')]);
    await iam.putRolePermissionsBoundary({ RoleName: role.name, PermissionsBoundary });
    const user = await identities.newUser(allow('sts:AssumeRole'));
    const session = await identities.assume(user.keys, role.arn);
    const why = `with an explicit deny in a permissions boundary: ${PermissionsBoundary}`;
    assert.equal(await refusal(put(session)), denial(session.arn, 'kinesis:PutRecord', StreamARN, why));
    assert.equal((await list(session)).status, 200);
  });
});

describe('session policies', async () => {
  const role = await identities.newRole({ AWS: account }, [allow('kinesis:*', StreamARN)]);
  const user = await identities.newUser(allow('sts:AssumeRole', role.arn));

  void it('limit the role to what they allow', async () => {
    const session = await identities.assume(user.keys, role.arn, { Policy: allow(['kinesis:ListShards', 's3:*']) });
    assert.equal((await list(session)).status, 200);
    const why = 'because no session policy allows the kinesis:PutRecord action';
    assert.equal(await refusal(put(session)), denial(session.arn, 'kinesis:PutRecord', StreamARN, why));
  });

  void it('add nothing to what the role may', async () => {
    const session = await identities.assume(user.keys, role.arn, { Policy: allow('*') });
    const answer = await session.call('ListStreams', {});
    assert.equal(answer.json?.['message'], denial(session.arn, 'kinesis:ListStreams', undefined));
  });

  void it('may be managed ones, as they are at each request', async () => {
    const arn = await identities.newPolicy(allow('kinesis:PutRecord'));
    const session = await identities.assume(user.keys, role.arn, { PolicyArns: [{ arn }] });
    assert.equal((await put(session)).status, 200);
    assert.match(
      (await refusal(list(session))) ?? '',
      /because no session policy allows the kinesis:ListShards action$/,
    );
    await iam.createPolicyVersion({ PolicyArn: arn, PolicyDocument: deny('kinesis:PutRecord'), SetAsDefault: true });
    const why = `with an explicit deny in a session policy: ${arn}`;
    assert.equal(await refusal(put(session)), denial(session.arn, 'kinesis:PutRecord', StreamARN, why));
  });

  void it('that deny are told', async () => {
    const Policy = documentOf(
      { Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'kinesis:Put*', Resource: '*' },
    );
    const session = await identities.assume(user.keys, role.arn, { Policy });
    const why = 'with an explicit deny in a session policy';
    assert.equal(await refusal(put(session)), denial(session.arn, 'kinesis:PutRecord', StreamARN, why));
  });
});

describe('patterns', async () => {
  const user = await identities.newUser();
  const trials: readonly (readonly [policy: string, allowed: boolean])[] = [
    [allow('kinesis:*', StreamARN), true],
    [allow('*', StreamARN), true],
    [allow('KINESIS:putrecord', StreamARN), true],
    [allow('kinesis:Put*'), true],
    [allow('kinesis:P?tRecord'), true],
    [allow('kinesis:PutRecord?'), false],
    [allow('kin*:PutRecord'), false],
    [allow('kinesis:PutRecords', StreamARN), false],
    [allow('kinesis:*', 'arn:aws:kinesis:*:*:stream/rides-?'), true],
    [allow('kinesis:*', 'arn:aws:kinesis:us-*:*:stream/*'), true],
    [allow('kinesis:*', 'arn:aws:kinesis:*:*:*'), true],
    [allow('kinesis:*', 'arn:aws:kinesis:*:*:stream/RIDES*'), false],
    [allow('kinesis:*', 'arn:aws:kinesis:*:*:stream/rides'), false],
    [allow('kinesis:*', 'arn:aws:kinesis:*:111111111111:stream/*'), false],
    [allow('kinesis:*', `${StreamARN}/consumer/*`), false],
    [documentOf({ NotAction: 'kinesis:List*', Resource: '*' }), true],
    [documentOf({ NotAction: ['iam:*', 'kinesis:Put*'], Resource: '*' }), false],
    [
      JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', NotResource: StreamARN } }),
      false,
    ],
    [
      JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: '*', NotResource: `${StreamARN}0` },
      }),
      true,
    ],
  ];
  for (const [policy, isAllowed] of trials) {
    void it(`${isAllowed ? 'allow' : 'do not allow'} ${policy}`, async () => {
      // A service with a wildcard in its name is refused when the policy is put, or matches nothing.
      await identities.allow(user.name, policy).catch(() => identities.allow(user.name, allow('iam:GetUser')));
      assert.equal(await refusal(put(user)), isAllowed ? undefined : denial(user.arn, 'kinesis:PutRecord', StreamARN));
    });
  }
});

it('ListStreams needs a permission on everything', async () => {
  const user = await identities.newUser(allow('kinesis:*', arnOf('*')));
  const answer = await user.call('ListStreams', {});
  assert.equal(answer.json?.['message'], denial(user.arn, 'kinesis:ListStreams', undefined));
  await identities.allow(user.name, allow('kinesis:ListStreams'));
  assert.equal((await user.call('ListStreams', {})).status, 200);
});

it('the root user needs no permission', async () => {
  assert.equal((await raw.call('ListStreams', {})).status, 200);
});

describe('the log of requests', async () => {
  const user = await identities.newUser(
    documentOf({ Sid: 'Read', Action: 'kinesis:List*', Resource: '*' }),
    documentOf({ Sid: 'NoWriting', Effect: 'Deny', Action: 'kinesis:Put*', Resource: StreamARN }),
  );
  const lastOf = async () => {
    const own = (await paddock.control.requests()).filter(({ accessKeyId }) => accessKeyId === user.keys.accessKeyId);
    return own.at(-1);
  };

  void it('says which statement denied', async () => {
    await put(user);
    const { principal, operation, error, status, decisions } = (await lastOf()) ?? assert.fail('no entry');
    assert.deepEqual([principal, operation, error, status], [user.arn, 'PutRecord', 'AccessDeniedException', 400]);
    assert.deepEqual(decisions, [
      {
        action: 'kinesis:PutRecord',
        resource: StreamARN,
        outcome: 'explicit-deny',
        decidedBy: 'identity-based',
        statements: [
          {
            policy: 'p1',
            type: 'identity-based',
            holder: `user ${user.name}`,
            index: 0,
            sid: 'NoWriting',
            effect: 'Deny',
          },
        ],
      },
    ]);
  });

  void it('and which allowed', async () => {
    await list(user);
    const { status, decisions } = (await lastOf()) ?? assert.fail('no entry');
    assert.equal(status, 200);
    assert.match(JSON.stringify(decisions), /"outcome":"allowed".*"policy":"p0".*"sid":"Read"/);
  });

  void it('has no secrets in it', async () => {
    assert.ok(!JSON.stringify(await paddock.control.requests(2000)).includes(user.keys.secretAccessKey));
  });
});
