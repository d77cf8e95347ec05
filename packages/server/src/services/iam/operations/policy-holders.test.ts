import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testAccount, testIam, type TestIam } from '../testing.js';
import { addUserToGroup } from './add-user-to-group.js';
import { attachGroupPolicy } from './attach-group-policy.js';
import { attachRolePolicy } from './attach-role-policy.js';
import { attachUserPolicy } from './attach-user-policy.js';
import { createGroup } from './create-group.js';
import { createPolicy } from './create-policy.js';
import { createRole } from './create-role.js';
import { createUser } from './create-user.js';
import { listEntitiesForPolicy } from './list-entities-for-policy.js';
import { listPoliciesGrantingServiceAccess } from './list-policies-granting-service-access.js';

const PolicyArn = `arn:aws:iam::${testAccount}:policy/Readers`;
const aws = 'arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess';
const statement = (body: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: '*', ...body }] });
const AssumeRolePolicyDocument =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

let iam: TestIam;
beforeEach(async () => {
  iam = await testIam();
  await iam.run(createPolicy, { PolicyName: 'Readers', PolicyDocument: statement({ Action: ['s3:Get*', 'SQS:*'] }) });
  await iam.run(createUser, { UserName: 'rider', Path: '/riders/' });
  await iam.run(createUser, { UserName: 'bounded', PermissionsBoundary: PolicyArn });
  await iam.run(createGroup, { GroupName: 'fleet' });
  await iam.run(createRole, { RoleName: 'driver', Path: '/riders/', AssumeRolePolicyDocument });
  await iam.run(attachUserPolicy, { UserName: 'rider', PolicyArn });
  await iam.run(attachGroupPolicy, { GroupName: 'fleet', PolicyArn });
  await iam.run(attachRolePolicy, { RoleName: 'driver', PolicyArn });
  await iam.run(attachRolePolicy, { RoleName: 'driver', PolicyArn: aws });
});
afterEach(() => iam.stop());

describe('ListEntitiesForPolicy', () => {
  const list = async (input: object = {}) => {
    const { PolicyUsers, PolicyGroups, PolicyRoles, ...rest } = await iam.run(listEntitiesForPolicy, {
      PolicyArn,
      ...input,
    });
    return {
      users: PolicyUsers?.map(({ UserName }) => UserName),
      groups: PolicyGroups?.map(({ GroupName }) => GroupName),
      roles: PolicyRoles?.map(({ RoleName }) => RoleName),
      ...rest,
    };
  };
  const all = { users: ['bounded', 'rider'], groups: ['fleet'], roles: ['driver'], IsTruncated: false };
  const none = { users: [], groups: [], roles: [], IsTruncated: false };

  it('lists who has it, as permissions or as boundary', async () => {
    assert.deepEqual(await list(), all);
    assert.deepEqual(await list({ PolicyUsageFilter: 'PermissionsBoundary' }), { ...none, users: ['bounded'] });
    assert.deepEqual(await list({ PolicyUsageFilter: 'PermissionsPolicy' }), { ...all, users: ['rider'] });
    assert.deepEqual(await list({ PolicyArn: aws }), { ...none, roles: ['driver'] });
  });

  it('gives their unique ids', async () => {
    const { PolicyUsers, PolicyGroups, PolicyRoles } = await iam.run(listEntitiesForPolicy, {
      PolicyArn,
      PathPrefix: '/riders/',
    });
    assert.match(PolicyUsers?.[0]?.UserId ?? '', /^AIDA/);
    assert.match(PolicyRoles?.[0]?.RoleId ?? '', /^AROA/);
    assert.deepEqual(PolicyGroups, []);
  });

  it('filters by kind and path; kinds of policies leave nothing', async () => {
    assert.deepEqual(await list({ EntityFilter: 'User' }), { ...none, users: ['bounded', 'rider'] });
    assert.deepEqual(await list({ EntityFilter: 'Group' }), { ...none, groups: ['fleet'] });
    assert.deepEqual(await list({ EntityFilter: 'Role' }), { ...none, roles: ['driver'] });
    assert.deepEqual(await list({ EntityFilter: 'LocalManagedPolicy' }), none);
    assert.deepEqual(await list({ EntityFilter: 'AWSManagedPolicy' }), none);
    assert.deepEqual(await list({ PathPrefix: '/riders/' }), { ...none, users: ['rider'], roles: ['driver'] });
  });

  it('pages through groups, users and roles', async () => {
    const first = await list({ MaxItems: 2 });
    assert.deepEqual(
      { ...first, Marker: '' },
      { ...none, groups: ['fleet'], users: ['bounded'], IsTruncated: true, Marker: '' },
    );
    const second = await list({ MaxItems: 2, Marker: first.Marker });
    assert.deepEqual(second, { ...none, users: ['rider'], roles: ['driver'] });
  });

  it('refuses a policy that is not there', async () => {
    for (const arn of [`${PolicyArn}-not`, `${aws}-not`])
      await assert.rejects(list({ PolicyArn: arn }), {
        code: 'NoSuchEntity',
        status: 404,
        message: `Policy ${arn} does not exist or is not attachable.`,
      });
    await assert.rejects(list({ PolicyArn: 'longpolicynamebutnoarn' }), { code: 'ValidationError' });
  });
});

describe('ListPoliciesGrantingServiceAccess', () => {
  const list = async (Arn: string, ...ServiceNamespaces: string[]) =>
    (await iam.run(listPoliciesGrantingServiceAccess, { Arn, ServiceNamespaces })).PoliciesGrantingServiceAccess;
  const rider = `arn:aws:iam::${testAccount}:user/riders/rider`;
  const driver = `arn:aws:iam::${testAccount}:role/riders/driver`;
  const readers = { PolicyName: 'Readers', PolicyType: 'MANAGED', PolicyArn };

  it('answers for each service in the order asked', async () => {
    assert.deepEqual(await list(driver, 'sqs', 'kinesis', 'lambda'), [
      { ServiceNamespace: 'sqs', Policies: [readers] },
      {
        ServiceNamespace: 'kinesis',
        Policies: [{ PolicyName: 'AmazonKinesisReadOnlyAccess', PolicyType: 'MANAGED', PolicyArn: aws }],
      },
      { ServiceNamespace: 'lambda', Policies: [] },
    ]);
  });

  it('counts a user’s groups, and inline policies by their holder', async () => {
    await iam.run(addUserToGroup, { UserName: 'rider', GroupName: 'fleet' });
    await iam.context.store.change(() => {
      const { store } = iam.context;
      const group = store.group(testAccount, 'fleet');
      const user = store.user(testAccount, 'rider');
      assert.ok(group && user);
      const most = statement({ NotAction: ['iam:*', 'S3:Delete*'] });
      const none = JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Deny', Action: '*', Resource: '*' },
      });
      return {
        changes: [
          store.putGroup({ ...group.value, inline: { most } }, group.version),
          store.putUser({ ...user.value, inline: { none } }, user.version),
        ],
        result: undefined,
      };
    });
    const most = { PolicyName: 'most', PolicyType: 'INLINE', EntityType: 'GROUP', EntityName: 'fleet' };
    assert.deepEqual(await list(rider, 's3', 'iam'), [
      { ServiceNamespace: 's3', Policies: [readers, most] },
      { ServiceNamespace: 'iam', Policies: [] },
    ]);
  });

  it('needs a user, group or role that exists', async () => {
    await assert.rejects(list(`arn:aws:iam::${testAccount}:user/rider`, 's3'), {
      code: 'NoSuchEntity',
      message: 'The user with name rider cannot be found.',
    });
    await assert.rejects(list(rider.replace('arn:aws:', 'arn:aws-cn:'), 's3'), { code: 'NoSuchEntity' });
    await assert.rejects(list(PolicyArn, 's3'), { code: 'InvalidInput' });
  });
});
