import assert from 'node:assert/strict';
import type { IAM } from '@aws-sdk/client-iam';
import type { RawClient } from '../../harness/raw.js';
import { account } from '../../harness/server.js';
import { xmlText } from '../../harness/identity.js';
import { call } from './call.js';
import { developerUsers, type Ask, type MadeKey } from './storm.js';

/** Whatever was done at once: what IAM tells of an account agrees with itself. */
export async function assertIamWhole(iam: IAM, raw: RawClient, keys: readonly MadeKey[]): Promise<void> {
  const details = await iam.getAccountAuthorizationDetails({ MaxItems: 1000 });
  assert.equal(details.IsTruncated, false);
  const users = details.UserDetailList ?? [];
  const groups = details.GroupDetailList ?? [];
  const roles = details.RoleDetailList ?? [];
  const policies = (details.Policies ?? []).filter(({ Arn }) => Arn?.includes(`::${account}:`));
  const holders = [...users, ...groups, ...roles];
  const attached = holders.flatMap(({ AttachedManagedPolicies = [] }) => AttachedManagedPolicies);
  const bounds = [...users, ...roles].flatMap(({ PermissionsBoundary }) => PermissionsBoundary ?? []);
  for (const { Arn, AttachmentCount, PermissionsBoundaryUsageCount, PolicyVersionList = [] } of policies) {
    const attachments = attached.filter(({ PolicyArn }) => PolicyArn === Arn).length;
    assert.equal(AttachmentCount, attachments, `attachments of ${Arn}`);
    const bounded = bounds.filter(({ PermissionsBoundaryArn }) => PermissionsBoundaryArn === Arn).length;
    assert.equal(PermissionsBoundaryUsageCount, bounded, `what ${Arn} bounds`);
    assert.equal(PolicyVersionList.filter(({ IsDefaultVersion }) => IsDefaultVersion).length, 1, `${Arn}'s default`);
    assert.ok(PolicyVersionList.length <= 5, `versions of ${Arn}`);
  }
  const arns = new Set(policies.map(({ Arn }) => Arn));
  const used = [...attached.map(({ PolicyArn }) => PolicyArn), ...bounds.map((bound) => bound.PermissionsBoundaryArn)];
  for (const arn of used) assert.ok(arns.has(arn), `${arn} is in use and gone`);

  const groupNames = new Set(groups.map(({ GroupName }) => GroupName));
  for (const { UserName, GroupList = [] } of users) {
    for (const group of GroupList) assert.ok(groupNames.has(group), `${UserName} is in ${group}, which is gone`);
  }
  for (const { GroupName } of groups) {
    const { Users = [] } = await iam.getGroup({ GroupName });
    const members = users.filter(({ GroupList = [] }) => GroupList.includes(GroupName ?? ''));
    assert.deepEqual(Users.map((user) => user.UserName).sort(), members.map((user) => user.UserName).sort());
  }
  for (const names of [users.map((user) => user.UserName), [...groupNames], roles.map((role) => role.RoleName)]) {
    assert.equal(new Set(names.map((name) => name?.toLowerCase())).size, names.length, names.join());
  }
  await assertKeysWhole(
    iam,
    raw,
    keys,
    users.map(({ UserName = '' }) => UserName),
  );
}

/** A key is its user's, and works, or it is gone and nobody's. */
async function assertKeysWhole(
  iam: IAM,
  raw: RawClient,
  keys: readonly MadeKey[],
  users: readonly string[],
): Promise<void> {
  const held = new Map<string | undefined, { readonly user: string; readonly status: string | undefined }>();
  for (const user of users) {
    const { AccessKeyMetadata = [] } = await iam.listAccessKeys({ UserName: user });
    assert.ok(AccessKeyMetadata.length <= 2, `keys of ${user}`);
    for (const { AccessKeyId, UserName, Status } of AccessKeyMetadata) {
      assert.equal(UserName, user);
      held.set(AccessKeyId, { user, status: Status });
    }
  }
  for (const key of keys) {
    const its = held.get(key.accessKeyId);
    const used = await call(raw, 'iam', 'GetAccessKeyLastUsed', { AccessKeyId: key.accessKeyId });
    assert.equal(xmlText(used, 'UserName'), its?.user, `whose ${key.accessKeyId} is: ${used.text}`);
    const who = await call(raw, 'sts', 'GetCallerIdentity', {}, key);
    assert.equal(who.status, its?.status === 'Active' ? 200 : 403, who.text);
    if (who.status === 200) assert.ok(xmlText(who, 'Arn')?.endsWith(`/${its?.user}`), who.text);
  }
}

/** Each login is one enabled identity's, which knows it; identities that are merged into others have none. */
export async function assertIdentitiesWhole(ask: Ask, IdentityPoolId: string, ids: readonly string[]): Promise<void> {
  const usersOf = async (IdentityId: string): Promise<string[] | undefined> => {
    const answer = await ask('LookupDeveloperIdentity', { IdentityPoolId, IdentityId, MaxResults: 60 });
    return answer.json?.['DeveloperUserIdentifierList'] as string[] | undefined;
  };
  const enabled = await listed(ask, IdentityPoolId, true);
  const all = await listed(ask, IdentityPoolId, false);
  const owners = new Map<string, string>();
  // Some were made in requests that nobody saw the answer of.
  for (const id of new Set([...all, ...ids])) {
    for (const user of (await usersOf(id)) ?? []) {
      assert.equal(owners.get(user), undefined, `${user} is of ${owners.get(user)} and of ${id}`);
      owners.set(user, id);
    }
  }
  for (const [user, owner] of owners) assert.ok(enabled.includes(owner), `${user}'s identity ${owner} is disabled`);
  for (const user of developerUsers) {
    const answer = await ask('LookupDeveloperIdentity', { IdentityPoolId, DeveloperUserIdentifier: user });
    assert.equal(answer.json?.['IdentityId'], owners.get(user), `whose ${user} is: ${answer.text}`);
  }
  for (const id of ids) {
    const { status } = await ask('DescribeIdentity', { IdentityId: id });
    assert.equal(status === 200, all.includes(id), `${id} is listed and described, or neither`);
  }
}

async function listed(ask: Ask, IdentityPoolId: string, HideDisabled: boolean): Promise<string[]> {
  const found: string[] = [];
  let NextToken: unknown;
  do {
    const answer = await ask('ListIdentities', { IdentityPoolId, MaxResults: 60, HideDisabled, NextToken });
    assert.equal(answer.status, 200, answer.text);
    const identities = answer.json?.['Identities'] as { readonly IdentityId: string }[];
    found.push(...identities.map(({ IdentityId }) => IdentityId));
    NextToken = answer.json?.['NextToken'];
  } while (NextToken !== undefined);
  return found;
}
