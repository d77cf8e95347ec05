import { entityArn } from './domain/arn.js';
import type {
  AccessKey,
  Entity,
  Group,
  LastUsed,
  ManagedPolicy,
  PolicyVersion,
  Role,
  User,
} from './domain/entities.js';
import { sortedTags } from './tags.js';

/** How answers show what the documents hold. Listings leave out tags and boundaries, as AWS's do. */

export const userView = (user: User) => ({
  ...entityView('user', user),
  UserName: user.name,
  UserId: user.id,
});

/** GetUser's and CreateUser's. */
export const wholeUserView = (user: User) => ({
  ...userView(user),
  ...boundaryView(user.boundary),
  ...(user.tags.length > 0 ? { Tags: user.tags } : {}),
});

/** ListAccessKeys', and CreateAccessKey's but for the secret. */
export const accessKeyView = ({ userName, id, status, created }: AccessKey) => ({
  UserName: userName,
  AccessKeyId: id,
  Status: status,
  CreateDate: created,
});

export const groupView = (group: Group) => ({
  ...entityView('group', group),
  GroupName: group.name,
  GroupId: group.id,
});

/** CreateServiceLinkedRole's. Of roles give these views what `withCurrentTrust` makes of them. */
export const bareRoleView = (role: Role) => ({
  ...entityView('role', role),
  RoleName: role.name,
  RoleId: role.id,
  AssumeRolePolicyDocument: encodeDocument(role.trust),
});

/** CreateRole's, which leaves out more than one would expect. */
export const newRoleView = (role: Role) => ({
  ...bareRoleView(role),
  ...boundaryView(role.boundary),
  ...(role.tags.length > 0 ? { Tags: role.tags } : {}),
});

/** UpdateRoleDescription's. */
export const describedRoleView = (role: Role) => ({
  ...bareRoleView(role),
  ...(role.description === undefined ? {} : { Description: role.description }),
});

/** ListRoles'. */
export const roleView = (role: Role) => ({
  ...describedRoleView(role),
  MaxSessionDuration: role.maxSessionDuration,
});

/** GetRole's. */
export const wholeRoleView = (role: Role, used: LastUsed | undefined) => ({
  ...roleView(role),
  ...boundaryView(role.boundary),
  ...(role.tags.length > 0 ? { Tags: sortedTags(role.tags) } : {}),
  RoleLastUsed: used ? { LastUsedDate: used.at, Region: used.region } : {},
});

export const policyView = (policy: ManagedPolicy) => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: entityArn('policy', policy),
  Path: policy.path,
  DefaultVersionId: policy.defaultVersion,
  AttachmentCount: policy.attachments,
  PermissionsBoundaryUsageCount: policy.bounds,
  IsAttachable: true,
  CreateDate: policy.created,
  UpdateDate: policy.updated,
});

/** GetPolicy's. */
export const wholePolicyView = (policy: ManagedPolicy) => ({
  ...policyView(policy),
  ...(policy.description === undefined ? {} : { Description: policy.description }),
  Tags: sortedTags(policy.tags),
});

/** CreatePolicyVersion's and ListPolicyVersions': without the document. */
export const policyVersionView = (policy: ManagedPolicy, { id, created }: PolicyVersion) => ({
  VersionId: id,
  IsDefaultVersion: id === policy.defaultVersion,
  CreateDate: created,
});

/** GetPolicyVersion's. */
export const wholePolicyVersionView = (policy: ManagedPolicy, version: PolicyVersion) => ({
  Document: encodeDocument(version.document),
  ...policyVersionView(policy, version),
});

/** ARN of the managed policy that bounds a user or a role. */
export const boundaryView = (boundary: string | undefined) =>
  boundary === undefined
    ? {}
    : {
        PermissionsBoundary: {
          // AWS answers this, whatever its API model says.
          PermissionsBoundaryType: 'Policy' as 'PermissionsBoundaryPolicy',
          PermissionsBoundaryArn: boundary,
        },
      };

const entityView = (kind: 'user' | 'group' | 'role', entity: Entity) => ({
  Path: entity.path,
  Arn: entityArn(kind, entity),
  CreateDate: entity.created,
});

/** Documents travel percent-encoded as RFC 3986 has it: `encodeURIComponent` leaves five more characters as they are. */
export const encodeDocument = (document: string): string =>
  encodeURIComponent(document).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
