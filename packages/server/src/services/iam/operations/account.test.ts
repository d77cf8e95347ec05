import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testAccount, testIam, testStart, testUser, type TestIam } from '../testing.js';
import { addUserToGroup } from './add-user-to-group.js';
import { attachUserPolicy } from './attach-user-policy.js';
import { createAccountAlias } from './create-account-alias.js';
import { createGroup } from './create-group.js';
import { createPolicyVersion } from './create-policy-version.js';
import { createPolicy } from './create-policy.js';
import { createRole } from './create-role.js';
import { createUser } from './create-user.js';
import { deleteAccountAlias } from './delete-account-alias.js';
import { getAccountAuthorizationDetails } from './get-account-authorization-details.js';
import { getAccountSummary } from './get-account-summary.js';
import { listAccountAliases } from './list-account-aliases.js';

const own = `arn:aws:iam::${testAccount}:policy/Readers`;
const aws = 'arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess';
const PolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const AssumeRolePolicyDocument =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

let iam: TestIam;
beforeEach(async () => {
  iam = await testIam();
});
afterEach(() => iam.stop());

describe('account aliases', () => {
  const aliases = async (account = testAccount) =>
    (await iam.run(listAccountAliases, {}, testUser('someone', account))).AccountAliases;

  it('are one: the next takes the place of the last', async () => {
    assert.deepEqual(await iam.run(listAccountAliases, {}), { AccountAliases: [], IsTruncated: false });
    await iam.run(createAccountAlias, { AccountAlias: 'wild-rydes' });
    assert.deepEqual(await aliases(), ['wild-rydes']);
    await iam.run(createAccountAlias, { AccountAlias: 'tame-rydes' });
    assert.deepEqual(await aliases(), ['tame-rydes']);
    await iam.run(createAccountAlias, { AccountAlias: 'wild-rydes' }, testUser('someone', '210987654321'));
  });

  it('are taken across accounts', async () => {
    await iam.run(createAccountAlias, { AccountAlias: 'wild-rydes' });
    const taken = {
      code: 'EntityAlreadyExists',
      status: 409,
      message: 'The account alias wild-rydes already exists.',
    };
    await assert.rejects(iam.run(createAccountAlias, { AccountAlias: 'wild-rydes' }), taken);
    const other = testUser('someone', '210987654321');
    await assert.rejects(iam.run(createAccountAlias, { AccountAlias: 'wild-rydes' }, other), taken);
    const outcomes = await Promise.allSettled([
      iam.run(createAccountAlias, { AccountAlias: 'raced' }),
      iam.run(createAccountAlias, { AccountAlias: 'raced' }, other),
    ]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });

  it('are not twelve digits', async () => {
    await assert.rejects(async () => iam.run(createAccountAlias, { AccountAlias: '123456789012' }), {
      code: 'ValidationError',
      status: 400,
      message:
        "1 validation error detected: Value at 'accountAlias' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$",
    });
  });

  it('are deleted by name', async () => {
    const missing = (alias: string) => ({
      code: 'NoSuchEntity',
      status: 404,
      message: `The account alias with name ${alias} cannot be found.`,
    });
    await assert.rejects(iam.run(deleteAccountAlias, { AccountAlias: 'wild-rydes' }), missing('wild-rydes'));
    await iam.run(createAccountAlias, { AccountAlias: 'wild-rydes' });
    await assert.rejects(iam.run(deleteAccountAlias, { AccountAlias: 'other' }), missing('other'));
    await iam.run(deleteAccountAlias, { AccountAlias: 'wild-rydes' });
    assert.deepEqual(await aliases(), []);
    await iam.run(createAccountAlias, { AccountAlias: 'wild-rydes' }, testUser('someone', '210987654321'));
    assert.deepEqual(await aliases('210987654321'), ['wild-rydes']);
  });
});

describe('GetAccountSummary', () => {
  it('has AWS’s quotas and counts what there is', async () => {
    const empty = (await iam.run(getAccountSummary, {})).SummaryMap;
    assert.deepEqual(empty, {
      AccessKeysPerUserQuota: 2,
      AccountAccessKeysPresent: 0,
      AccountMFAEnabled: 0,
      AccountPasswordPresent: 0,
      AccountSigningCertificatesPresent: 0,
      AssumeRolePolicySizeQuota: 2048,
      AttachedPoliciesPerGroupQuota: 10,
      AttachedPoliciesPerRoleQuota: 10,
      AttachedPoliciesPerUserQuota: 10,
      GlobalEndpointTokenVersion: 1,
      GroupPolicySizeQuota: 5120,
      Groups: 0,
      GroupsPerUserQuota: 10,
      GroupsQuota: 300,
      InstanceProfiles: 0,
      InstanceProfilesQuota: 1000,
      MFADevices: 0,
      MFADevicesInUse: 0,
      Policies: 0,
      PoliciesQuota: 1500,
      PolicySizeQuota: 6144,
      PolicyVersionsInUse: 0,
      PolicyVersionsInUseQuota: 10000,
      Providers: 0,
      RolePolicySizeQuota: 10240,
      Roles: 0,
      RolesQuota: 1000,
      ServerCertificates: 0,
      ServerCertificatesQuota: 20,
      SigningCertificatesPerUserQuota: 2,
      UserPolicySizeQuota: 2048,
      Users: 0,
      UsersQuota: 5000,
      VersionsPerPolicyQuota: 5,
    });
    await fill();
    assert.deepEqual((await iam.run(getAccountSummary, {})).SummaryMap, {
      ...empty,
      Groups: 1,
      Policies: 1,
      PolicyVersionsInUse: 3,
      Roles: 1,
      Users: 2,
    });
  });
});

describe('GetAccountAuthorizationDetails', () => {
  const encoded = encodeURIComponent(PolicyDocument).replaceAll('*', '%2A');

  it('has four lists, empty in an empty account', async () => {
    assert.deepEqual(await iam.run(getAccountAuthorizationDetails, {}), {
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: [],
      Policies: [],
      IsTruncated: false,
    });
  });

  it('shows everything with its policies', async () => {
    await fill();
    const details = await iam.run(getAccountAuthorizationDetails, {});
    const [bounded, rider] = details.UserDetailList ?? [];
    assert.deepEqual(
      { ...rider, UserId: '' },
      {
        Path: '/',
        UserName: 'rider',
        UserId: '',
        Arn: `arn:aws:iam::${testAccount}:user/rider`,
        CreateDate: testStart,
        GroupList: ['fleet'],
        AttachedManagedPolicies: [
          { PolicyName: 'AmazonKinesisReadOnlyAccess', PolicyArn: aws },
          { PolicyName: 'Readers', PolicyArn: own },
        ],
        Tags: [
          { Key: 'a', Value: '' },
          { Key: 'b', Value: '' },
        ],
      },
    );
    assert.equal(bounded?.PermissionsBoundary?.PermissionsBoundaryArn, own);
    assert.deepEqual(bounded.UserPolicyList, [{ PolicyName: 'p', PolicyDocument: encoded }]);
    assert.deepEqual(
      details.GroupDetailList?.map(({ GroupPolicyList, AttachedManagedPolicies }) => [
        GroupPolicyList,
        AttachedManagedPolicies,
      ]),
      [[[], []]],
    );
    const [role] = details.RoleDetailList ?? [];
    assert.deepEqual(
      { ...role, RoleId: '' },
      {
        Path: '/',
        RoleName: 'driver',
        RoleId: '',
        Arn: `arn:aws:iam::${testAccount}:role/driver`,
        CreateDate: testStart,
        AssumeRolePolicyDocument: encodeURIComponent(AssumeRolePolicyDocument),
        InstanceProfileList: [],
        RolePolicyList: [],
        AttachedManagedPolicies: [],
        Tags: [],
        RoleLastUsed: {},
      },
    );
    const [local, managed, ...others] = details.Policies ?? [];
    assert.deepEqual(
      { ...local, PolicyId: '' },
      {
        PolicyName: 'Readers',
        PolicyId: '',
        Arn: own,
        Path: '/',
        DefaultVersionId: 'v1',
        AttachmentCount: 1,
        PermissionsBoundaryUsageCount: 1,
        IsAttachable: true,
        Description: 'may read',
        CreateDate: testStart,
        UpdateDate: testStart,
        PolicyVersionList: [
          { VersionId: 'v2', IsDefaultVersion: false, CreateDate: testStart, Document: encoded },
          { VersionId: 'v1', IsDefaultVersion: true, CreateDate: testStart, Document: encoded },
        ],
      },
    );
    assert.deepEqual([managed?.Arn, managed?.AttachmentCount, managed?.PolicyVersionList?.length], [aws, 1, 1]);
    assert.deepEqual(others, []);
  });

  it('filters by kind', async () => {
    await fill();
    const counts = async (...Filter: ('User' | 'Group' | 'Role' | 'LocalManagedPolicy' | 'AWSManagedPolicy')[]) => {
      const details = await iam.run(getAccountAuthorizationDetails, { Filter });
      const { UserDetailList, GroupDetailList, RoleDetailList, Policies } = details;
      return [UserDetailList, GroupDetailList, RoleDetailList, Policies].map((list) => list?.length);
    };
    assert.deepEqual(await counts(), [2, 1, 1, 2]);
    assert.deepEqual(await counts('User', 'Role'), [2, 0, 1, 0]);
    assert.deepEqual(await counts('Group', 'AWSManagedPolicy'), [0, 1, 0, 1]);
    assert.deepEqual(await counts('LocalManagedPolicy'), [0, 0, 0, 1]);
  });

  it('pages through users, groups, roles and policies', async () => {
    await fill();
    const seen: (string | undefined)[] = [];
    let marker: { Marker?: string } = {};
    do {
      const details = await iam.run(getAccountAuthorizationDetails, { MaxItems: 1, ...marker });
      seen.push(
        ...(details.UserDetailList ?? []).map(({ UserName }) => UserName),
        ...(details.GroupDetailList ?? []).map(({ GroupName }) => GroupName),
        ...(details.RoleDetailList ?? []).map(({ RoleName }) => RoleName),
        ...(details.Policies ?? []).map(({ PolicyName }) => PolicyName),
      );
      marker = details.Marker === undefined ? {} : { Marker: details.Marker };
    } while (marker.Marker !== undefined);
    assert.deepEqual(seen, ['bounded', 'rider', 'fleet', 'driver', 'Readers', 'AmazonKinesisReadOnlyAccess']);
  });
});

/** Two users, a group, a role, a policy of two versions, and one of AWS's in use. */
async function fill(): Promise<void> {
  await iam.run(createPolicy, { PolicyName: 'Readers', PolicyDocument, Description: 'may read' });
  await iam.run(createPolicyVersion, { PolicyArn: own, PolicyDocument });
  const Tags = ['b', 'a'].map((Key) => ({ Key, Value: '' }));
  await iam.run(createUser, { UserName: 'rider', Tags });
  await iam.run(createUser, { UserName: 'bounded', PermissionsBoundary: own });
  await iam.run(createGroup, { GroupName: 'fleet' });
  await iam.run(addUserToGroup, { UserName: 'rider', GroupName: 'fleet' });
  await iam.run(createRole, { RoleName: 'driver', AssumeRolePolicyDocument });
  await iam.run(attachUserPolicy, { UserName: 'rider', PolicyArn: own });
  await iam.run(attachUserPolicy, { UserName: 'rider', PolicyArn: aws });
  const { store } = iam.context;
  await store.change(() => {
    const user = store.user(testAccount, 'bounded');
    assert.ok(user);
    return {
      changes: [store.putUser({ ...user.value, inline: { p: PolicyDocument } }, user.version)],
      result: undefined,
    };
  });
}
