import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Quotas } from '../quotas.js';
import { testAccount, testIam, testStart, testUser } from '../testing.js';
import { addUserToGroup } from './add-user-to-group.js';
import { createAccessKey } from './create-access-key.js';
import { createGroup } from './create-group.js';
import { createUser } from './create-user.js';
import { deleteUser } from './delete-user.js';
import { getUser } from './get-user.js';
import { listAccessKeys } from './list-access-keys.js';
import { listGroupsForUser } from './list-groups-for-user.js';
import { listUserTags } from './list-user-tags.js';
import { listUsers } from './list-users.js';
import { putUserPolicy } from './put-user-policy.js';
import { tagUser } from './tag-user.js';
import { untagUser } from './untag-user.js';
import { updateUser } from './update-user.js';

async function start(t: TestContext, quotas: Partial<Quotas> = {}) {
  const iam = await testIam({ quotas });
  t.after(() => iam.stop());
  return iam;
}

const notFound = (name: string) => ({
  code: 'NoSuchEntity',
  status: 404,
  message: `The user with name ${name} cannot be found.`,
});
const mustFirst = (rest: string) => ({
  code: 'DeleteConflict',
  status: 409,
  message: `Cannot delete entity, must ${rest} first.`,
});
const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}';

test('CreateUser answers what was given, GetUser too, ListUsers without tags', async (t) => {
  const iam = await start(t);
  const Tags = [
    { Key: 'b', Value: '1' },
    { Key: 'A', Value: '' },
  ];
  const { User } = await iam.run(createUser, { UserName: 'Rydes', Path: '/fleet/', Tags });
  const plain = {
    Path: '/fleet/',
    UserName: 'Rydes',
    UserId: User?.UserId,
    Arn: `arn:aws:iam::${testAccount}:user/fleet/Rydes`,
    CreateDate: testStart,
  };
  assert.match(User?.UserId ?? '', /^AIDA[A-Z2-7]{17}$/);
  assert.deepEqual(User, { ...plain, Tags });
  // Names that differ in case alone are one; listed tags are in order.
  assert.deepEqual(await iam.run(getUser, { UserName: 'rydes' }), { User: { ...plain, Tags: Tags.toReversed() } });
  assert.deepEqual(await iam.run(listUsers, {}), { Users: [plain], IsTruncated: false });
});

test('GetUser without a name is about the caller', async (t) => {
  const iam = await start(t);
  await iam.run(createUser, { UserName: 'ada' });
  assert.equal((await iam.run(getUser, {}, testUser('ada'))).User.UserName, 'ada');
  const root = (await iam.run(getUser, {})).User;
  assert.deepEqual(root, { UserId: testAccount, Arn: `arn:aws:iam::${testAccount}:root`, CreateDate: 0 });
  const role = { ...testUser('x'), kind: 'role' as const };
  const { userName: _, ...withoutName } = role;
  await assert.rejects(iam.run(getUser, {}, withoutName), {
    code: 'ValidationError',
    message: 'Must specify userName when calling with non-User credentials',
  });
});

test('a name is taken whatever its case; the account has so many users', async (t) => {
  const iam = await start(t, { usersPerAccount: 2 });
  await iam.run(createUser, { UserName: 'ada' });
  await assert.rejects(iam.run(createUser, { UserName: 'ADA' }), {
    code: 'EntityAlreadyExists',
    status: 409,
    message: 'User with name ADA already exists.',
  });
  await iam.run(createUser, { UserName: 'bob' });
  await assert.rejects(iam.run(createUser, { UserName: 'eve' }), {
    code: 'LimitExceeded',
    status: 409,
    message: 'Cannot exceed quota for UsersPerAccount: 2',
  });
});

test('of two that create the same user at once, one does', async (t) => {
  const iam = await start(t);
  const outcomes = await Promise.allSettled(['ada', 'Ada', 'ADA'].map((UserName) => iam.run(createUser, { UserName })));
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected']);
});

test('a boundary that is none is told before the taken name', async (t) => {
  const iam = await start(t);
  await iam.run(createUser, { UserName: 'ada' });
  const PermissionsBoundary = 'arn:aws:iam::123456789012:policy/none';
  await assert.rejects(iam.run(createUser, { UserName: 'ada', PermissionsBoundary }), {
    code: 'NoSuchEntity',
    message: `Scope ARN: ${PermissionsBoundary} does not exist or is not attachable.`,
  });
});

test('DeleteUser says what is in its way, one thing after the other', async (t) => {
  const iam = await start(t);
  const UserName = 'ada';
  await assert.rejects(iam.run(deleteUser, { UserName }), notFound('ada'));
  await iam.run(createUser, { UserName });
  await iam.run(createGroup, { GroupName: 'crew' });
  await iam.run(addUserToGroup, { GroupName: 'crew', UserName });
  await assert.rejects(iam.run(deleteUser, { UserName }), mustFirst('remove users from group'));
  await iam.run(createAccessKey, { UserName });
  await assert.rejects(iam.run(deleteUser, { UserName }), mustFirst('delete access keys'));
  await iam.run(putUserPolicy, { UserName, PolicyName: 'p', PolicyDocument: document });
  await assert.rejects(iam.run(deleteUser, { UserName }), mustFirst('delete policies'));
  const { value, version } = iam.context.store.user(testAccount, UserName) ?? assert.fail();
  const attached = { ...value, attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] };
  await iam.registry.commit([iam.context.store.putUser(attached, version)]);
  await assert.rejects(iam.run(deleteUser, { UserName }), mustFirst('detach all policies'));
});

test('a user made again has another id', async (t) => {
  const iam = await start(t);
  const first = await iam.run(createUser, { UserName: 'ada' });
  await iam.run(deleteUser, { UserName: 'ada' });
  const second = await iam.run(createUser, { UserName: 'ada' });
  assert.notEqual(first.User?.UserId, second.User?.UserId);
});

test('ListUsers pages in the order of names, below a part of a path', async (t) => {
  const iam = await start(t);
  for (const UserName of ['delta', 'Bravo', 'alpha', 'charlie'])
    await iam.run(createUser, { UserName, Path: UserName === 'charlie' ? '/other/' : '/fleet/' });
  const one = await iam.run(listUsers, { PathPrefix: '/fl', MaxItems: 2 });
  assert.deepEqual(
    one.Users.map(({ UserName }) => UserName),
    ['alpha', 'Bravo'],
  );
  assert.equal(one.IsTruncated, true);
  const two = await iam.run(listUsers, { PathPrefix: '/fl', MaxItems: 2, Marker: one.Marker ?? '' });
  assert.deepEqual(
    two.Users.map(({ UserName }) => UserName),
    ['delta'],
  );
  assert.deepEqual([two.IsTruncated, two.Marker], [false, undefined]);
  await assert.rejects(iam.run(listUsers, { Marker: 'nonsense' }), {
    code: 'ValidationError',
    message: 'Invalid Marker.',
  });
});

test('UpdateUser keeps the id and everything that belongs to the user', async (t) => {
  const iam = await start(t);
  const { User: before } = await iam.run(createUser, { UserName: 'ada', Tags: [{ Key: 'k', Value: 'v' }] });
  const { AccessKey } = await iam.run(createAccessKey, { UserName: 'ada' });
  await iam.run(createGroup, { GroupName: 'crew' });
  await iam.run(addUserToGroup, { GroupName: 'crew', UserName: 'ada' });
  await iam.run(updateUser, { UserName: 'ada', NewUserName: 'Lovelace', NewPath: '/countess/' });
  await assert.rejects(iam.run(getUser, { UserName: 'ada' }), notFound('ada'));
  const { User: after } = await iam.run(getUser, { UserName: 'lovelace' });
  assert.deepEqual(after, {
    ...before,
    UserName: 'Lovelace',
    Path: '/countess/',
    Arn: `arn:aws:iam::${testAccount}:user/countess/Lovelace`,
  });
  const { AccessKeyMetadata } = await iam.run(listAccessKeys, { UserName: 'Lovelace' });
  assert.deepEqual(
    AccessKeyMetadata.map(({ UserName, AccessKeyId }) => [UserName, AccessKeyId]),
    [['Lovelace', AccessKey.AccessKeyId]],
  );
  assert.equal(iam.context.store.accessKey(AccessKey.AccessKeyId)?.value.userName, 'Lovelace');
  assert.equal((await iam.run(listGroupsForUser, { UserName: 'Lovelace' })).Groups.length, 1);
});

test('UpdateUser: another spelling is no other name; a taken one is refused; nothing given changes nothing', async (t) => {
  const iam = await start(t);
  await iam.run(createUser, { UserName: 'ada' });
  await iam.run(createUser, { UserName: 'bob' });
  const { AccessKey } = await iam.run(createAccessKey, { UserName: 'ada' });
  await iam.run(updateUser, { UserName: 'ada', NewUserName: 'ADA' });
  assert.equal((await iam.run(getUser, { UserName: 'ada' })).User.UserName, 'ADA');
  assert.equal(iam.context.store.accessKey(AccessKey.AccessKeyId)?.value.userName, 'ADA');
  await assert.rejects(iam.run(updateUser, { UserName: 'ada', NewUserName: 'Bob' }), {
    code: 'EntityAlreadyExists',
    message: 'User with name Bob already exists.',
  });
  await iam.run(updateUser, { UserName: 'ada' });
  assert.equal((await iam.run(listUsers, {})).Users.length, 2);
  await assert.rejects(iam.run(updateUser, { UserName: 'eve', NewUserName: 'eva' }), notFound('eve'));
});

test('UpdateUser must be allowed on the old name and on the new one', async (t) => {
  const iam = await start(t);
  await iam.run(createUser, { UserName: 'ada', Path: '/a/' });
  const needs = (input: { NewUserName?: string; NewPath?: string }) =>
    updateUser.needs(iam.context, { UserName: 'ada', ...input }, iam.request());
  const arn = (rest: string) => `arn:aws:iam::${testAccount}:user${rest}`;
  const need = (...resources: string[]) => ({ action: 'iam:UpdateUser', resources, called: 'user ada' });
  assert.deepEqual(needs({ NewUserName: 'bob' }), need(arn('/a/ada'), arn('/a/bob')));
  assert.deepEqual(needs({ NewPath: '/b/' }), need(arn('/a/ada'), arn('/b/ada')));
  assert.deepEqual(needs({}), need(arn('/a/ada')));
});

test('a key made while its user is renamed belongs to the user, whatever comes first', async (t) => {
  const iam = await start(t);
  await iam.run(createUser, { UserName: 'ada' });
  await iam.run(createAccessKey, { UserName: 'ada' });
  await Promise.allSettled([
    iam.run(createAccessKey, { UserName: 'ada' }),
    iam.run(updateUser, { UserName: 'ada', NewUserName: 'eve' }),
  ]);
  const { AccessKeyMetadata } = await iam.run(listAccessKeys, { UserName: 'eve' });
  assert.ok(AccessKeyMetadata.every(({ UserName }) => UserName === 'eve'));
  const ids = iam.context.store.user(testAccount, 'eve')?.value.accessKeys;
  assert.deepEqual(AccessKeyMetadata.map(({ AccessKeyId }) => AccessKeyId).sort(), [...(ids ?? [])].sort());
});

test('tags: another case is the same key, the new spelling wins, lists are in order and in pages', async (t) => {
  const iam = await start(t);
  const UserName = 'ada';
  await assert.rejects(iam.run(listUserTags, { UserName }), notFound('ada'));
  await assert.rejects(iam.run(untagUser, { UserName, TagKeys: ['k'] }), notFound('ada'));
  await assert.rejects(iam.run(tagUser, { UserName, Tags: [] }), notFound('ada'));
  await iam.run(createUser, { UserName });
  assert.deepEqual(await iam.run(listUserTags, { UserName }), { Tags: [], IsTruncated: false });
  await iam.run(tagUser, {
    UserName,
    Tags: [
      { Key: 'team', Value: 'red' },
      { Key: 'Cost', Value: '' },
    ],
  });
  await iam.run(tagUser, { UserName, Tags: [{ Key: 'TEAM', Value: 'blue' }] });
  const one = await iam.run(listUserTags, { UserName, MaxItems: 1 });
  assert.deepEqual([one.Tags, one.IsTruncated], [[{ Key: 'Cost', Value: '' }], true]);
  const two = await iam.run(listUserTags, { UserName, Marker: one.Marker ?? '' });
  assert.deepEqual(two, { Tags: [{ Key: 'TEAM', Value: 'blue' }], IsTruncated: false });
  await iam.run(untagUser, { UserName, TagKeys: ['team', 'none'] });
  assert.deepEqual((await iam.run(listUserTags, { UserName })).Tags, [{ Key: 'Cost', Value: '' }]);
});

test('tags: keys given twice are told before the missing user, too many after it', async (t) => {
  const iam = await start(t, { tags: 2 });
  const tags = (...keys: string[]) => keys.map((Key) => ({ Key, Value: '' }));
  await assert.rejects(iam.run(tagUser, { UserName: 'ada', Tags: tags('a', 'A') }), {
    code: 'InvalidInput',
    message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  });
  await assert.rejects(iam.run(tagUser, { UserName: 'ada', Tags: tags('a', 'b', 'c') }), notFound('ada'));
  await iam.run(createUser, { UserName: 'ada', Tags: tags('a', 'b') });
  await iam.run(tagUser, { UserName: 'ada', Tags: tags('A', 'b') });
  await assert.rejects(iam.run(tagUser, { UserName: 'ada', Tags: tags('c') }), {
    code: 'LimitExceeded',
    status: 409,
    message: 'The number of tags has reached the maximum limit.',
  });
});

test('tags set at once are all there', async (t) => {
  const iam = await start(t);
  await iam.run(createUser, { UserName: 'ada' });
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
  await Promise.all(keys.map((Key) => iam.run(tagUser, { UserName: 'ada', Tags: [{ Key, Value: '' }] })));
  const { Tags } = await iam.run(listUserTags, { UserName: 'ada' });
  assert.deepEqual(
    Tags.map(({ Key }) => Key),
    keys,
  );
});
