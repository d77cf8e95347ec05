import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Quotas } from '../quotas.js';
import { testAccount, testIam, testStart } from '../testing.js';
import { addUserToGroup } from './add-user-to-group.js';
import { createGroup } from './create-group.js';
import { createUser } from './create-user.js';
import { deleteGroup } from './delete-group.js';
import { deleteGroupPolicy } from './delete-group-policy.js';
import { getGroup } from './get-group.js';
import { listGroups } from './list-groups.js';
import { listGroupsForUser } from './list-groups-for-user.js';
import { putGroupPolicy } from './put-group-policy.js';
import { removeUserFromGroup } from './remove-user-from-group.js';
import { updateGroup } from './update-group.js';
import { updateUser } from './update-user.js';

/** With the users ada and bob and the group crew. */
async function start(t: TestContext, quotas: Partial<Quotas> = {}) {
  const iam = await testIam({ quotas });
  t.after(() => iam.stop());
  await iam.run(createUser, { UserName: 'ada' });
  await iam.run(createUser, { UserName: 'Bob' });
  await iam.run(createGroup, { GroupName: 'crew' });
  const groupsOf = async (UserName: string) =>
    (await iam.run(listGroupsForUser, { UserName })).Groups.map(({ GroupName }) => GroupName);
  const membersOf = async (GroupName: string) =>
    (await iam.run(getGroup, { GroupName })).Users.map(({ UserName }) => UserName);
  return { ...iam, groupsOf, membersOf };
}

const noUser = (name: string) => ({ code: 'NoSuchEntity', message: `The user with name ${name} cannot be found.` });
const noGroup = (name: string) => ({
  code: 'NoSuchEntity',
  status: 404,
  message: `The group with name ${name} cannot be found.`,
});
const GroupName = 'crew';
const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}';

test('a group is made, shown and listed', async (t) => {
  const iam = await start(t, { groupsPerAccount: 2 });
  const { Group } = await iam.run(createGroup, { GroupName: 'Admins', Path: '/ops/' });
  assert.match(Group.GroupId, /^AGPA[A-Z2-7]{17}$/);
  assert.deepEqual(Group, {
    Path: '/ops/',
    GroupName: 'Admins',
    GroupId: Group.GroupId,
    Arn: `arn:aws:iam::${testAccount}:group/ops/Admins`,
    CreateDate: testStart,
  });
  assert.deepEqual(await iam.run(getGroup, { GroupName: 'ADMINS' }), { Group, Users: [], IsTruncated: false });
  assert.deepEqual(await iam.run(listGroups, { PathPrefix: '/op' }), { Groups: [Group], IsTruncated: false });
  const one = await iam.run(listGroups, { MaxItems: 1 });
  assert.deepEqual([one.Groups.map((group) => group.GroupName), one.IsTruncated], [['Admins'], true]);
  const two = await iam.run(listGroups, { MaxItems: 1, Marker: one.Marker ?? '' });
  assert.deepEqual([two.Groups.map((group) => group.GroupName), two.IsTruncated], [['crew'], false]);
  await assert.rejects(iam.run(createGroup, { GroupName: 'CREW' }), {
    code: 'EntityAlreadyExists',
    status: 409,
    message: 'Group with name CREW already exists.',
  });
  await assert.rejects(iam.run(createGroup, { GroupName: 'third' }), {
    code: 'LimitExceeded',
    message: 'Cannot exceed quota for GroupsPerAccount: 2',
  });
});

test('users come and go, once or twice', async (t) => {
  const iam = await start(t);
  await iam.run(addUserToGroup, { GroupName: 'CREW', UserName: 'bob' });
  await iam.run(addUserToGroup, { GroupName, UserName: 'bob' });
  await iam.run(addUserToGroup, { GroupName, UserName: 'ada' });
  assert.deepEqual(await iam.membersOf('crew'), ['ada', 'Bob']);
  assert.deepEqual(await iam.groupsOf('bob'), ['crew']);
  const one = await iam.run(getGroup, { GroupName, MaxItems: 1 });
  const two = await iam.run(getGroup, { GroupName, MaxItems: 1, Marker: one.Marker ?? '' });
  assert.deepEqual([one.IsTruncated, two.Users[0]?.UserName, two.IsTruncated], [true, 'Bob', false]);
  await iam.run(removeUserFromGroup, { GroupName: 'Crew', UserName: 'BOB' });
  await iam.run(removeUserFromGroup, { GroupName, UserName: 'bob' });
  assert.deepEqual(await iam.membersOf('crew'), ['ada']);
  assert.deepEqual(await iam.groupsOf('bob'), []);
});

test('what is missing: the user is told first', async (t) => {
  const iam = await start(t);
  for (const operation of [addUserToGroup, removeUserFromGroup]) {
    await assert.rejects(iam.run(operation, { GroupName: 'none', UserName: 'eve' }), noUser('eve'));
    await assert.rejects(iam.run(operation, { GroupName: 'none', UserName: 'ada' }), noGroup('none'));
  }
  await assert.rejects(iam.run(getGroup, { GroupName: 'none' }), noGroup('none'));
  await assert.rejects(iam.run(updateGroup, { GroupName: 'none' }), noGroup('none'));
  await assert.rejects(iam.run(deleteGroup, { GroupName: 'none' }), noGroup('none'));
  await assert.rejects(iam.run(listGroupsForUser, { UserName: 'eve' }), noUser('eve'));
});

test('a user is in so many groups, which are listed by name in pages', async (t) => {
  const iam = await start(t, { groupsPerUser: 3 });
  for (const name of ['Zulu', 'alpha', 'Mike']) {
    await iam.run(createGroup, { GroupName: name });
    await iam.run(addUserToGroup, { GroupName: name, UserName: 'ada' });
  }
  assert.deepEqual(await iam.groupsOf('ada'), ['alpha', 'Mike', 'Zulu']);
  const one = await iam.run(listGroupsForUser, { UserName: 'ada', MaxItems: 2 });
  const two = await iam.run(listGroupsForUser, { UserName: 'ada', MaxItems: 2, Marker: one.Marker ?? '' });
  assert.deepEqual(
    [one.Groups.map((group) => group.GroupName), two.Groups.map((group) => group.GroupName), two.IsTruncated],
    [['alpha', 'Mike'], ['Zulu'], false],
  );
  await assert.rejects(iam.run(addUserToGroup, { GroupName, UserName: 'ada' }), {
    code: 'LimitExceeded',
    status: 409,
    message: 'Cannot exceed quota for GroupsPerUser: 3',
  });
  await iam.run(addUserToGroup, { GroupName: 'alpha', UserName: 'ada' });
});

test('UpdateGroup keeps the id and the members', async (t) => {
  const iam = await start(t);
  await iam.run(addUserToGroup, { GroupName, UserName: 'ada' });
  const { Group: before } = await iam.run(getGroup, { GroupName });
  await iam.run(updateGroup, { GroupName, NewGroupName: 'Staff', NewPath: '/hr/' });
  await assert.rejects(iam.run(getGroup, { GroupName }), noGroup('crew'));
  const { Group, Users } = await iam.run(getGroup, { GroupName: 'staff' });
  assert.deepEqual(Group, {
    ...before,
    GroupName: 'Staff',
    Path: '/hr/',
    Arn: `arn:aws:iam::${testAccount}:group/hr/Staff`,
  });
  assert.equal(Users.length, 1);
  assert.deepEqual(await iam.groupsOf('ada'), ['Staff']);
  await iam.run(updateGroup, { GroupName: 'staff', NewGroupName: 'STAFF' });
  assert.deepEqual(await iam.groupsOf('ada'), ['STAFF']);
  await iam.run(createGroup, { GroupName: 'other' });
  await assert.rejects(iam.run(updateGroup, { GroupName: 'staff', NewGroupName: 'Other' }), {
    code: 'EntityAlreadyExists',
    message: 'Group with name Other already exists.',
  });
});

test('DeleteGroup says what is in its way', async (t) => {
  const iam = await start(t);
  await iam.run(addUserToGroup, { GroupName, UserName: 'ada' });
  await iam.run(putGroupPolicy, { GroupName, PolicyName: 'p', PolicyDocument: document });
  const refused = (rest: string) => ({
    code: 'DeleteConflict',
    status: 409,
    message: `Cannot delete entity, must ${rest} first.`,
  });
  await assert.rejects(iam.run(deleteGroup, { GroupName }), refused('remove users from group'));
  await iam.run(removeUserFromGroup, { GroupName, UserName: 'ada' });
  const { value, version } = iam.context.store.group(testAccount, GroupName) ?? assert.fail();
  const attached = { ...value, attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] };
  await iam.registry.commit([iam.context.store.putGroup(attached, version)]);
  await assert.rejects(iam.run(deleteGroup, { GroupName }), refused('detach all policies'));
  const again = iam.context.store.group(testAccount, GroupName) ?? assert.fail();
  await iam.registry.commit([iam.context.store.putGroup({ ...again.value, attached: [] }, again.version)]);
  await assert.rejects(iam.run(deleteGroup, { GroupName }), refused('delete policies'));
  await iam.run(deleteGroupPolicy, { GroupName, PolicyName: 'p' });
  await iam.run(deleteGroup, { GroupName });
  assert.deepEqual((await iam.run(listGroups, {})).Groups, []);
});

test('nobody is in a group that was deleted or renamed while they joined', async (t) => {
  const iam = await start(t);
  await Promise.allSettled([
    iam.run(addUserToGroup, { GroupName, UserName: 'ada' }),
    iam.run(deleteGroup, { GroupName }),
    iam.run(addUserToGroup, { GroupName, UserName: 'Bob' }),
  ]);
  const exists = iam.context.store.group(testAccount, GroupName) !== undefined;
  const members = iam.context.store.users(testAccount).filter(({ value }) => value.groups.length > 0);
  assert.equal(exists, members.length > 0);

  const GroupName2 = 'second';
  await iam.run(createGroup, { GroupName: GroupName2 });
  await Promise.allSettled([
    iam.run(addUserToGroup, { GroupName: GroupName2, UserName: 'ada' }),
    iam.run(updateGroup, { GroupName: GroupName2, NewGroupName: 'third' }),
    iam.run(updateUser, { UserName: 'Bob', NewUserName: 'Eve' }),
    iam.run(addUserToGroup, { GroupName: GroupName2, UserName: 'Bob' }),
  ]);
  for (const { value } of iam.context.store.users(testAccount)) {
    for (const name of value.groups)
      assert.ok(iam.context.store.group(testAccount, name), `${value.name} is in ${name}`);
  }
});
