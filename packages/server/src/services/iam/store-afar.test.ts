import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMemoryRegistry, type Registry } from '@paddock/store';
import { distantRegistry } from '../../runtime/distant-registry.js';
import { seededRandom } from '../../runtime/random.js';
import { addUserToGroup } from './operations/add-user-to-group.js';
import { attachUserPolicy } from './operations/attach-user-policy.js';
import { createAccessKey } from './operations/create-access-key.js';
import { createGroup } from './operations/create-group.js';
import { createPolicy } from './operations/create-policy.js';
import { createUser } from './operations/create-user.js';
import { deleteAccessKey } from './operations/delete-access-key.js';
import { deleteGroup } from './operations/delete-group.js';
import { deletePolicy } from './operations/delete-policy.js';
import { deleteUser } from './operations/delete-user.js';
import { detachUserPolicy } from './operations/detach-user-policy.js';
import { removeUserFromGroup } from './operations/remove-user-from-group.js';
import { updateGroup } from './operations/update-group.js';
import { updateUser } from './operations/update-user.js';
import { testAccount, testIam, type TestIam } from './testing.js';

const PolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const policyArn = (name: string): string => `arn:aws:iam::${testAccount}:policy/${name}`;

for (let seed = 0; seed < 25; seed++) {
  test(`three processes whose feeds lag leave users, groups, policies and keys in agreement (seed ${seed})`, async () => {
    const random = seededRandom(seed);
    const registry = openMemoryRegistry();
    const processes = await Promise.all(
      [1, 2, 3].map((process) =>
        testIam({ registry: distantRegistry(registry, random), random: seededRandom(1000 * seed + process) }),
      ),
    );
    const keys: string[] = [];
    const client = async (iam: TestIam): Promise<void> => {
      for (let at = 0; at < 40; at++) {
        await perform(iam, () => random.number(), keys).catch((error: unknown) =>
          assert.equal((error as Error).name, 'AwsError', String(error)),
        );
      }
    };
    await Promise.all([...processes, ...processes].map((iam) => client(iam)));
    await assertWhole(registry);
    for (const { context } of processes) context.store.close();
    await registry.close();
  });
}

test('a group is not deleted under a member whom another process added, though nobody has been told', async () => {
  const registry = openMemoryRegistry();
  const near = await testIam({ registry });
  await near.run(createUser, { UserName: 'ann' });
  await near.run(createGroup, { GroupName: 'readers' });
  // Deaf: what it does not read it does not hear of.
  const deaf = await testIam({
    registry: {
      get: (key) => registry.get(key),
      list: (prefix, options) => registry.list(prefix, options),
      commit: (changes) => registry.commit(changes),
      watch: () => () => undefined,
      close: () => Promise.resolve(),
    },
  });
  await near.run(addUserToGroup, { GroupName: 'readers', UserName: 'ann' });
  await assert.rejects(deaf.run(deleteGroup, { GroupName: 'readers' }), { code: 'DeleteConflict' });
  await deaf.run(updateGroup, { GroupName: 'readers', NewGroupName: 'listeners' });
  await assertWhole(registry);
  assert.deepEqual(near.context.store.user(testAccount, 'ann')?.value.groups, ['listeners']);
  await deaf.stop();
  await near.stop();
});

function perform(iam: TestIam, number: () => number, keys: string[]): Promise<unknown> {
  const name = (kind: string): string => `${kind}${Math.floor(number() * 2)}`;
  const run: TestIam['run'] = (operation, input) => iam.run(operation, input);
  const [UserName, GroupName] = [name('user-'), name('group-')];
  const PolicyArn = policyArn(name('policy-'));
  const AccessKeyId = keys[Math.floor(number() * keys.length)] ?? 'AKIAQAAAAAAAAAAAAAAA';
  const choices: readonly (() => Promise<unknown>)[] = [
    () => run(createUser, { UserName }),
    () => run(deleteUser, { UserName }),
    () => run(updateUser, { UserName, NewUserName: name('user-') }),
    () => run(createGroup, { GroupName }),
    () => run(deleteGroup, { GroupName }),
    () => run(updateGroup, { GroupName, NewGroupName: name('group-') }),
    () => run(addUserToGroup, { GroupName, UserName }),
    () => run(addUserToGroup, { GroupName, UserName }),
    () => run(removeUserFromGroup, { GroupName, UserName }),
    () => run(createPolicy, { PolicyName: PolicyArn.replace(/.*\//, ''), PolicyDocument }),
    () => run(deletePolicy, { PolicyArn }),
    () => run(attachUserPolicy, { UserName, PolicyArn }),
    () => run(detachUserPolicy, { UserName, PolicyArn }),
    async () => keys.push((await run(createAccessKey, { UserName })).AccessKey.AccessKeyId),
    () => run(deleteAccessKey, { UserName, AccessKeyId }),
  ];
  return (choices[Math.floor(number() * choices.length)] ?? (() => Promise.resolve()))();
}

/** Judged by what the registry holds, which no process may have seen yet. */
async function assertWhole(registry: Registry): Promise<void> {
  const iam = await testIam({ registry });
  const { store } = iam.context;
  const users = store.users(testAccount).map(({ value }) => value);
  const groups = new Set(store.groups(testAccount).map(({ value }) => value.name));
  for (const { name, groups: joined, attached, accessKeys } of users) {
    for (const group of joined) assert.ok(groups.has(group), `${name} is in ${group}, which is gone`);
    for (const arn of attached) assert.ok(store.policyByArn(arn), `${arn} is attached to ${name}, and gone`);
    for (const id of accessKeys) assert.equal(store.accessKey(id)?.value.userName, name, `whose ${id} is`);
  }
  for (const { value } of store.policies(testAccount)) {
    const holders = users.filter(({ attached }) => attached.includes(policyArn(value.name)));
    assert.equal(value.attachments, holders.length, `attachments of ${value.name}`);
  }
  const ids = (await registry.list('iam/access-key/')).map(({ key }) => key.replace(/.*\//, ''));
  assert.deepEqual(ids.toSorted(), users.flatMap(({ accessKeys }) => accessKeys).toSorted());
  await iam.stop();
}
