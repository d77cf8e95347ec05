import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { accountOfAccessKeyId } from '../../../identity/access-key-id.js';
import { rootPrincipal } from '../../../identity/principal.js';
import { IamPrincipals } from '../principals.js';
import { testAccount, testIam, testStart, testUser } from '../testing.js';
import { createAccessKey } from './create-access-key.js';
import { createUser } from './create-user.js';
import { deleteAccessKey } from './delete-access-key.js';
import { getAccessKeyLastUsed } from './get-access-key-last-used.js';
import { listAccessKeys } from './list-access-keys.js';
import { updateAccessKey } from './update-access-key.js';
import { updateUser } from './update-user.js';

/** With the user ada, and what requests are authenticated by. */
async function start(t: TestContext) {
  const iam = await testIam();
  t.after(() => iam.stop());
  await iam.run(createUser, { UserName: 'ada' });
  return { ...iam, credentials: new IamPrincipals(iam.context.store, iam.context.secrets) };
}

const UserName = 'ada';
const notFound = (id: string) => ({
  code: 'NoSuchEntity',
  status: 404,
  message: `The Access Key with id ${id} cannot be found.`,
});
const mustSpecify = {
  code: 'ValidationError',
  status: 400,
  message: 'Must specify userName when calling with non-User credentials',
};

test('a key answers its secret once and is stored sealed', async (t) => {
  const iam = await start(t);
  const { AccessKey } = await iam.run(createAccessKey, { UserName: 'ADA' });
  assert.match(AccessKey.AccessKeyId, /^AKIA[A-Z2-7]{16}$/);
  assert.equal(accountOfAccessKeyId(AccessKey.AccessKeyId), testAccount);
  assert.match(AccessKey.SecretAccessKey, /^[A-Za-z0-9+/]{40}$/);
  assert.deepEqual(AccessKey, {
    UserName,
    AccessKeyId: AccessKey.AccessKeyId,
    Status: 'Active',
    SecretAccessKey: AccessKey.SecretAccessKey,
    CreateDate: testStart,
  });
  for (const { value } of await iam.registry.list('')) {
    assert.ok(!JSON.stringify(value).includes(AccessKey.SecretAccessKey), 'the secret is stored in the open');
  }
  const { SecretAccessKey: secret, ...metadata } = AccessKey;
  assert.deepEqual(await iam.run(listAccessKeys, { UserName }), { AccessKeyMetadata: [metadata], IsTruncated: false });
  const found = iam.credentials.find(AccessKey.AccessKeyId);
  assert.deepEqual([found?.secret, found?.principal.userName], [secret, 'ada']);
});

test('two keys a user, also when three are made at once', async (t) => {
  const iam = await start(t);
  const made = await Promise.allSettled([1, 2, 3].map(() => iam.run(createAccessKey, { UserName })));
  assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 2);
  await assert.rejects(iam.run(createAccessKey, { UserName }), {
    code: 'LimitExceeded',
    status: 409,
    message: 'Cannot exceed quota for AccessKeysPerUser: 2',
  });
  const one = await iam.run(listAccessKeys, { UserName, MaxItems: 1 });
  const two = await iam.run(listAccessKeys, { UserName, MaxItems: 1, Marker: one.Marker ?? '' });
  const ids = [...one.AccessKeyMetadata, ...two.AccessKeyMetadata].map(({ AccessKeyId }) => AccessKeyId);
  assert.deepEqual(ids, [...(iam.context.store.user(testAccount, UserName)?.value.accessKeys ?? [])].sort());
});

test('an inactive key signs nothing, a deleted one neither', async (t) => {
  const iam = await start(t);
  const { AccessKeyId } = (await iam.run(createAccessKey, { UserName })).AccessKey;
  await iam.run(updateAccessKey, { UserName, AccessKeyId, Status: 'Inactive' });
  assert.equal((await iam.run(listAccessKeys, { UserName })).AccessKeyMetadata[0]?.Status, 'Inactive');
  assert.equal(iam.credentials.find(AccessKeyId), undefined);
  await iam.run(updateAccessKey, { UserName, AccessKeyId, Status: 'Active' });
  assert.ok(iam.credentials.find(AccessKeyId));
  await assert.rejects(iam.run(updateAccessKey, { UserName, AccessKeyId, Status: 'Expired' }), {
    code: 'ValidationError',
  });
  await iam.run(deleteAccessKey, { UserName, AccessKeyId });
  assert.equal(iam.credentials.find(AccessKeyId), undefined);
  assert.deepEqual((await iam.run(listAccessKeys, { UserName })).AccessKeyMetadata, []);
});

test('a key that is not there, and one of somebody else', async (t) => {
  const iam = await start(t);
  await iam.run(createUser, { UserName: 'eve' });
  const { AccessKeyId } = (await iam.run(createAccessKey, { UserName })).AccessKey;
  for (const id of ['AKIAAAAAAAAAAAAAAAAA', AccessKeyId]) {
    await assert.rejects(iam.run(deleteAccessKey, { UserName: 'eve', AccessKeyId: id }), notFound(id));
    await assert.rejects(
      iam.run(updateAccessKey, { UserName: 'eve', AccessKeyId: id, Status: 'Inactive' }),
      notFound(id),
    );
  }
  const nobody = { code: 'NoSuchEntity', message: 'The user with name none cannot be found.' };
  await assert.rejects(iam.run(createAccessKey, { UserName: 'none' }), nobody);
  await assert.rejects(iam.run(listAccessKeys, { UserName: 'none' }), nobody);
  await assert.rejects(iam.run(deleteAccessKey, { UserName: 'none', AccessKeyId }), nobody);
});

test('without a name, users manage their own keys', async (t) => {
  const iam = await start(t);
  const ada = testUser('ada');
  const { AccessKey } = await iam.run(createAccessKey, {}, ada);
  assert.equal(AccessKey.UserName, 'ada');
  const { AccessKeyId } = AccessKey;
  assert.equal((await iam.run(listAccessKeys, {}, ada)).AccessKeyMetadata.length, 1);
  await iam.run(updateAccessKey, { AccessKeyId, Status: 'Inactive' }, ada);
  await iam.run(deleteAccessKey, { AccessKeyId }, ada);
  assert.equal((await iam.run(listAccessKeys, {}, ada)).AccessKeyMetadata.length, 0);
});

test("without a name, root's key is listed and nothing else: it is configuration", async (t) => {
  const iam = await start(t);
  assert.deepEqual(await iam.run(listAccessKeys, {}), {
    AccessKeyMetadata: [{ AccessKeyId: 'test', Status: 'Active' }],
    IsTruncated: false,
  });
  await assert.rejects(iam.run(createAccessKey, {}), mustSpecify);
  const AccessKeyId = 'AKIAAAAAAAAAAAAAAAAA';
  await assert.rejects(iam.run(updateAccessKey, { AccessKeyId, Status: 'Inactive' }), mustSpecify);
  await assert.rejects(iam.run(deleteAccessKey, { AccessKeyId }), mustSpecify);
});

test('without a name, a role is told to give one', async (t) => {
  const iam = await start(t);
  const { userName: _, ...unnamed } = testUser('x');
  const role = { ...unnamed, kind: 'role' as const };
  await assert.rejects(iam.run(listAccessKeys, {}, role), mustSpecify);
  await assert.rejects(iam.run(createAccessKey, {}, role), mustSpecify);
});

test('GetAccessKeyLastUsed: never, then when and for what', async (t) => {
  const iam = await start(t);
  const { AccessKeyId } = (await iam.run(createAccessKey, { UserName })).AccessKey;
  assert.deepEqual(await iam.run(getAccessKeyLastUsed, { AccessKeyId }), {
    UserName,
    AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
  });
  await iam.context.store.putLastUsed(AccessKeyId, { at: testStart + 5000, service: 'kinesis', region: 'eu-west-1' });
  await iam.run(updateUser, { UserName, NewUserName: 'eve' });
  assert.deepEqual(await iam.run(getAccessKeyLastUsed, { AccessKeyId }), {
    UserName: 'eve',
    AccessKeyLastUsed: { LastUsedDate: testStart + 5000, ServiceName: 'kinesis', Region: 'eu-west-1' },
  });
  await iam.run(deleteAccessKey, { UserName: 'eve', AccessKeyId });
  assert.equal(iam.context.store.lastUsed(AccessKeyId), undefined);
});

test('GetAccessKeyLastUsed does not tell which keys other accounts have', async (t) => {
  const iam = await start(t);
  const { AccessKeyId } = (await iam.run(createAccessKey, { UserName })).AccessKey;
  const other = rootPrincipal('999999999999', 'other');
  for (const id of [AccessKeyId, 'AKIAAAAAAAAAAAAAAAAA']) {
    const refused = {
      code: 'AccessDenied',
      status: 403,
      message: `User: arn:aws:iam::999999999999:root is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${id}`,
    };
    await assert.rejects(iam.run(getAccessKeyLastUsed, { AccessKeyId: id }, other), refused);
    assert.throws(() => getAccessKeyLastUsed.needs(iam.context, { AccessKeyId: id }, iam.request(other)), refused);
  }
  assert.deepEqual(getAccessKeyLastUsed.needs(iam.context, { AccessKeyId }, iam.request()), {
    action: 'iam:GetAccessKeyLastUsed',
    resources: [`arn:aws:iam::${testAccount}:user/ada`],
    called: 'user ada',
  });
});
