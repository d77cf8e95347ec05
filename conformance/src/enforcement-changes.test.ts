import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import {
  account,
  allow,
  arnOf,
  createSts,
  denial,
  deny,
  documentOf,
  Identities,
  isDenied,
  keysOf,
  newName,
  newStream,
  startPaddock,
  type Someone,
} from './harness.js';

const paddock = await startPaddock();
const { sdk } = paddock;
const identities = new Identities(paddock);
const { iam } = identities;
after(async () => {
  identities.close();
  await paddock.close();
});

const StreamName = await newStream(sdk, 1, 'rides');
const StreamARN = arnOf(StreamName);
const list = (who: Someone) => who.call('ListShards', { StreamName });
const canList = async (who: Someone): Promise<boolean> => {
  const answer = await list(who);
  assert.ok(answer.status === 200 || isDenied(answer), answer.text);
  return answer.status === 200;
};
const listing = allow('kinesis:ListShards', StreamARN);

/** Changes something, and looks at the very next request. */
async function becomes(who: Someone, expected: boolean, change: () => Promise<unknown>): Promise<void> {
  assert.equal(await canList(who), !expected, 'before the change');
  await change();
  assert.equal(await canList(who), expected, 'after the change');
}

describe('the next request knows of', () => {
  it('an inline policy that was put, changed, or deleted', async () => {
    const user = await identities.newUser();
    const name = { UserName: user.name, PolicyName: 'p' };
    await becomes(user, true, () => iam.putUserPolicy({ ...name, PolicyDocument: listing }));
    await becomes(user, false, () => iam.putUserPolicy({ ...name, PolicyDocument: allow('kinesis:PutRecord') }));
    await becomes(user, true, () => iam.putUserPolicy({ ...name, PolicyDocument: listing }));
    await becomes(user, false, () => iam.deleteUserPolicy(name));
  });

  it('a managed policy that was attached, detached, or given another version', async () => {
    const user = await identities.newUser();
    const PolicyArn = await identities.newPolicy(listing);
    const attached = { UserName: user.name, PolicyArn };
    await becomes(user, true, () => iam.attachUserPolicy(attached));
    await becomes(user, false, () => iam.detachUserPolicy(attached));
    await becomes(user, true, () => iam.attachUserPolicy(attached));
    const PolicyDocument = allow('s3:*');
    await iam.createPolicyVersion({ PolicyArn, PolicyDocument });
    assert.ok(await canList(user), 'a version that is not the default');
    await becomes(user, false, () => iam.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v2' }));
    await becomes(user, true, () => iam.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v1' }));
    await becomes(user, false, () => iam.createPolicyVersion({ PolicyArn, PolicyDocument, SetAsDefault: true }));
  });

  it('a group that was joined, left, or given policies', async () => {
    const user = await identities.newUser();
    const GroupName = newName('group');
    await iam.createGroup({ GroupName });
    const PolicyArn = await identities.newPolicy(listing);
    await iam.attachGroupPolicy({ GroupName, PolicyArn });
    const membership = { GroupName, UserName: user.name };
    await becomes(user, true, () => iam.addUserToGroup(membership));
    await becomes(user, false, () => iam.removeUserFromGroup(membership));
    await becomes(user, true, () => iam.addUserToGroup(membership));
    const name = { GroupName, PolicyName: 'no' };
    await becomes(user, false, () => iam.putGroupPolicy({ ...name, PolicyDocument: deny('kinesis:*') }));
    await becomes(user, true, () => iam.deleteGroupPolicy(name));
    await iam.updateGroup({ GroupName, NewGroupName: `${GroupName}-b` });
    assert.ok(await canList(user), 'a group of another name');
    await becomes(user, false, () => iam.detachGroupPolicy({ GroupName: `${GroupName}-b`, PolicyArn }));
  });

  it('a permissions boundary', async () => {
    const user = await identities.newUser(listing);
    const PermissionsBoundary = await identities.newPolicy(allow('s3:*'));
    const UserName = user.name;
    await becomes(user, false, () => iam.putUserPermissionsBoundary({ UserName, PermissionsBoundary }));
    await becomes(user, true, () => iam.deleteUserPermissionsBoundary({ UserName }));
  });

  it('what became of a role, in the sessions that it has', async () => {
    const role = await identities.newRole({ AWS: account });
    const user = await identities.newUser(allow('sts:AssumeRole'));
    const session = await identities.assume(user.keys, role.arn);
    const inline = { RoleName: role.name, PolicyName: 'p', PolicyDocument: listing };
    await becomes(session, true, () => iam.putRolePolicy(inline));
    await becomes(session, false, () => iam.deleteRolePolicy({ RoleName: role.name, PolicyName: 'p' }));
    await becomes(session, true, () => iam.putRolePolicy(inline));
    // Whoever has a session keeps it when they are no longer trusted; a role of the same name is another role.
    await iam.updateAssumeRolePolicy({
      RoleName: role.name,
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      }),
    });
    assert.ok(await canList(session));
    await assert.rejects(identities.assume(user.keys, role.arn), { name: 'AccessDenied' });
    await iam.deleteRolePolicy({ RoleName: role.name, PolicyName: 'p' });
    await iam.deleteRole({ RoleName: role.name });
    await iam.createRole({
      RoleName: role.name,
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' }],
      }),
    });
    await iam.putRolePolicy(inline);
    await assertUnknown(session);
    assert.ok(await canList(await identities.assume(user.keys, role.arn)));
  });

  it('a policy that was changed while many requests ask', async () => {
    const user = await identities.newUser(listing);
    const name = { UserName: user.name, PolicyName: 'p0' };
    for (let round = 0; round < 5; round++) {
      const others = Array.from({ length: 8 }, () => list(user));
      await iam.deleteUserPolicy(name);
      assert.ok(!(await canList(user)));
      await Promise.all(others);
      await iam.putUserPolicy({ ...name, PolicyDocument: listing });
      assert.ok(await canList(user));
    }
  });
});

/** AWS's refusal of a key that it does not know, or no longer takes. */
async function assertUnknown(who: Someone): Promise<void> {
  const { status, json } = await list(who);
  assert.deepEqual(json, {
    __type: 'UnrecognizedClientException',
    message: 'The security token included in the request is invalid.',
  });
  assert.equal(status, 400);
}

describe('an access key', () => {
  it('is good while it is Active', async () => {
    const user = await identities.newUser(listing);
    const key = { UserName: user.name, AccessKeyId: user.keys.accessKeyId };
    assert.ok(await canList(user));
    await iam.updateAccessKey({ ...key, Status: 'Inactive' });
    await assertUnknown(user);
    await iam.updateAccessKey({ ...key, Status: 'Active' });
    assert.ok(await canList(user));
    const second = identities.someone(user.name, user.arn, await identities.newKeys(user.name));
    assert.ok(await canList(second));
    await iam.deleteAccessKey(key);
    await assertUnknown(user);
    assert.ok(await canList(second));
  });

  it('goes with its user, and a user of the same name is another one', async () => {
    const user = await identities.newUser(listing);
    const { name: UserName, keys } = user;
    const sts = createSts(paddock.url, { credentials: keys });
    const session = identities.someone(UserName, user.arn, keysOf((await sts.getSessionToken({})).Credentials));
    sts.destroy();
    assert.ok(await canList(session));
    await iam.deleteAccessKey({ UserName, AccessKeyId: keys.accessKeyId });
    await iam.deleteUserPolicy({ UserName, PolicyName: 'p0' });
    await iam.deleteUser({ UserName });
    await assertUnknown(user);
    await assertUnknown(session);
    await iam.createUser({ UserName });
    await identities.allow(UserName, listing);
    await assertUnknown(user);
    await assertUnknown(session);
  });

  it('stays with a user who gets another name', async () => {
    const user = await identities.newUser(listing, allow('kinesis:GetResourcePolicy', arnOf('${aws:username}')));
    const NewUserName = newName('renamed');
    await iam.updateUser({ UserName: user.name, NewUserName, NewPath: '/drivers/' });
    assert.ok(await canList(user));
    const arn = `arn:aws:iam::${account}:user/drivers/${NewUserName}`;
    const refused = await user.call('PutRecord', { StreamName, PartitionKey: 'a', Data: '' });
    assert.equal(refused.json?.['message'], denial(arn, 'kinesis:PutRecord', StreamARN));
    const own = await user.call('GetResourcePolicy', { ResourceARN: arnOf(NewUserName) });
    assert.equal(own.json?.['__type'], 'ResourceNotFoundException', 'the variable has the new name');
    assert.ok(isDenied(await user.call('GetResourcePolicy', { ResourceARN: arnOf(user.name) })));
  });

  it('belongs to one user, whatever its request says', async () => {
    const [one, other] = await Promise.all([identities.newUser(listing), identities.newUser()]);
    const swapped = { ...one.keys, secretAccessKey: other.keys.secretAccessKey };
    const answer = await list(identities.someone(one.name, one.arn, swapped));
    assert.equal(answer.json?.['__type'], 'InvalidSignatureException');
  });

  it('with a session token that is none is refused', async () => {
    const user = await identities.newUser(listing);
    await assertUnknown(identities.someone(user.name, user.arn, { ...user.keys, sessionToken: 'IQoJb3JpZ2luX2Vj' }));
  });
});

describe('a session of a user', () => {
  it('has the permissions that its user has now', async () => {
    const user = await identities.newUser();
    const sts = createSts(paddock.url, { credentials: user.keys });
    const session = identities.someone(user.name, user.arn, keysOf((await sts.getSessionToken({})).Credentials));
    sts.destroy();
    const name = { UserName: user.name, PolicyName: 'p' };
    await becomes(session, true, () => iam.putUserPolicy({ ...name, PolicyDocument: listing }));
    await becomes(session, false, () => iam.deleteUserPolicy(name));
    const refused = await list(session);
    assert.equal(refused.json?.['message'], denial(user.arn, 'kinesis:ListShards', StreamARN));
  });

  it('follows its user to another name, and no other user to its own', async () => {
    const user = await identities.newUser(allow(['kinesis:*', 'sts:GetFederationToken']));
    const sts = createSts(paddock.url, { credentials: user.keys });
    const { Credentials } = await sts.getFederationToken({ Name: 'guest', Policy: listing });
    const sessions = [(await sts.getSessionToken({})).Credentials, Credentials].map((credentials) =>
      identities.someone(user.name, '', keysOf(credentials)),
    );
    sts.destroy();
    await iam.updateUser({ UserName: user.name, NewUserName: newName('renamed') });
    await iam.createUser({ UserName: user.name });
    await identities.allow(user.name, deny('*'));
    for (const session of sessions) assert.ok(await canList(session));
  });

  it('of a user who is gone has nothing of the next user of that name', async () => {
    const user = await identities.newUser(allow('sts:GetFederationToken'));
    const { name: UserName, keys } = user;
    const sts = createSts(paddock.url, { credentials: keys });
    const { Credentials } = await sts.getFederationToken({ Name: 'guest', Policy: listing });
    sts.destroy();
    const guest = identities.someone('guest', '', keysOf(Credentials));
    await iam.deleteAccessKey({ UserName, AccessKeyId: keys.accessKeyId });
    await iam.deleteUserPolicy({ UserName, PolicyName: 'p0' });
    await iam.deleteUser({ UserName });
    await iam.createUser({ UserName });
    await identities.allow(UserName, allow('*'));
    await assertUnknown(guest);
  });
});

describe('a session whose role or user is gone', () => {
  /** Lets the session's role, or its user, read the stream by a policy of the stream's own. */
  const share = (...AWS: readonly string[]) => {
    const statement = { Principal: { AWS }, Action: 'kinesis:ListShards', Resource: StreamARN };
    return sdk.putResourcePolicy({ ResourceARN: StreamARN, Policy: documentOf(statement) });
  };
  after(() => sdk.deleteResourcePolicy({ ResourceARN: StreamARN }));

  it('has nothing of what resources grant the role, nor of what trusted it', async () => {
    const user = await identities.newUser(allow('sts:AssumeRole'));
    const role = await identities.newRole({ AWS: account });
    const next = await identities.newRole({ AWS: role.arn });
    const session = await identities.assume(user.keys, role.arn);
    await share(role.arn, session.arn);
    assert.ok(await canList(session));
    await identities.assume(session.keys, next.arn);
    await iam.deleteRole({ RoleName: role.name });
    await assertUnknown(session);
    await assert.rejects(identities.assume(session.keys, next.arn), { name: 'InvalidClientTokenId' });
    const statement = { Principal: { AWS: account }, Action: 'sts:AssumeRole' };
    await iam.createRole({ RoleName: role.name, AssumeRolePolicyDocument: documentOf(statement) });
    await assertUnknown(session);
    assert.ok(await canList(await identities.assume(user.keys, role.arn)));
  });

  it('nor of what they grant the user, or one who has its name by now', async () => {
    const [one, other] = await Promise.all([identities.newUser(), identities.newUser(allow('sts:GetFederationToken'))]);
    const [sts, issuing] = [one, other].map(({ keys }) => createSts(paddock.url, { credentials: keys }));
    const session = identities.someone('', one.arn, keysOf((await sts?.getSessionToken({}))?.Credentials));
    const federated = await issuing?.getFederationToken({ Name: 'guest', Policy: listing });
    const guest = identities.someone('', federated?.FederatedUser?.Arn ?? '', keysOf(federated?.Credentials));
    for (const client of [sts, issuing]) client?.destroy();
    await share(one.arn, guest.arn);
    assert.ok((await canList(session)) && (await canList(guest)));

    await iam.updateUser({ UserName: one.name, NewUserName: newName('renamed') });
    await iam.createUser({ UserName: one.name });
    assert.ok(!(await canList(session)), 'the grant is to the other user now');

    await iam.deleteAccessKey({ UserName: other.name, AccessKeyId: other.keys.accessKeyId });
    await iam.deleteUserPolicy({ UserName: other.name, PolicyName: 'p0' });
    await iam.deleteUser({ UserName: other.name });
    await assertUnknown(guest);
  });
});
