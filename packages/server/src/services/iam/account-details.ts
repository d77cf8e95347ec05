import type { Infer } from '@paddock/wire';
import { attachedViews } from './attachments.js';
import { entityArn } from './domain/arn.js';
import type { Group, ManagedPolicy, Permissions, Role, User } from './domain/entities.js';
import type { IamStore } from './store.js';
import type { GroupDetail, ManagedPolicyDetail, RoleDetail, UserDetail } from './structures.js';
import { sortedTags } from './tags.js';
import { trustPolicyOf } from './trust.js';
import { boundaryView, encodeDocument, groupView, policyView, userView, wholePolicyVersionView } from './views.js';

/** How GetAccountAuthorizationDetails shows things: with all of their policies, and without what does not bear on permissions. */

export const userDetail = (user: User): Infer<typeof UserDetail> => ({
  ...userView(user),
  // Of the lists this one alone is left out when it is empty.
  ...(Object.keys(user.inline).length > 0 ? { UserPolicyList: inlineViews(user) } : {}),
  GroupList: [...user.groups],
  AttachedManagedPolicies: attachedViews(user.attached),
  ...boundaryView(user.boundary),
  Tags: sortedTags(user.tags),
});

export const groupDetail = (group: Group): Infer<typeof GroupDetail> => ({
  ...groupView(group),
  GroupPolicyList: inlineViews(group),
  AttachedManagedPolicies: attachedViews(group.attached),
});

export function roleDetail(store: IamStore, role: Role): Infer<typeof RoleDetail> {
  const used = store.lastUsed(role.id);
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: entityArn('role', role),
    CreateDate: role.created,
    AssumeRolePolicyDocument: encodeDocument(trustPolicyOf(store, role)),
    InstanceProfileList: [],
    RolePolicyList: inlineViews(role),
    AttachedManagedPolicies: attachedViews(role.attached),
    ...boundaryView(role.boundary),
    Tags: sortedTags(role.tags),
    RoleLastUsed: used ? { LastUsedDate: used.at, Region: used.region } : {},
  };
}

export const policyDetail = (policy: ManagedPolicy): Infer<typeof ManagedPolicyDetail> => ({
  ...policyView(policy),
  ...(policy.description === undefined ? {} : { Description: policy.description }),
  PolicyVersionList: policy.versions.toReversed().map((version) => wholePolicyVersionView(policy, version)),
});

const inlineViews = ({ inline }: Permissions) =>
  Object.entries(inline)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([PolicyName, document]) => ({ PolicyName, PolicyDocument: encodeDocument(document) }));
