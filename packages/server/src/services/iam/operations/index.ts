import type { AnyOperation } from '../../../operation.js';
import type { IamContext } from '../context.js';
import { addUserToGroup } from './add-user-to-group.js';
import { createAccessKey } from './create-access-key.js';
import { createGroup } from './create-group.js';
import { createUser } from './create-user.js';
import { deleteAccessKey } from './delete-access-key.js';
import { deleteGroup } from './delete-group.js';
import { deleteGroupPolicy } from './delete-group-policy.js';
import { deleteRolePermissionsBoundary } from './delete-role-permissions-boundary.js';
import { deleteRolePolicy } from './delete-role-policy.js';
import { deleteUser } from './delete-user.js';
import { deleteUserPermissionsBoundary } from './delete-user-permissions-boundary.js';
import { deleteUserPolicy } from './delete-user-policy.js';
import { getAccessKeyLastUsed } from './get-access-key-last-used.js';
import { getGroup } from './get-group.js';
import { getGroupPolicy } from './get-group-policy.js';
import { getRolePolicy } from './get-role-policy.js';
import { getUser } from './get-user.js';
import { getUserPolicy } from './get-user-policy.js';
import { listAccessKeys } from './list-access-keys.js';
import { listGroupPolicies } from './list-group-policies.js';
import { listGroups } from './list-groups.js';
import { listGroupsForUser } from './list-groups-for-user.js';
import { listRolePolicies } from './list-role-policies.js';
import { listUserPolicies } from './list-user-policies.js';
import { listUserTags } from './list-user-tags.js';
import { listUsers } from './list-users.js';
import { putGroupPolicy } from './put-group-policy.js';
import { putRolePermissionsBoundary } from './put-role-permissions-boundary.js';
import { putRolePolicy } from './put-role-policy.js';
import { putUserPermissionsBoundary } from './put-user-permissions-boundary.js';
import { putUserPolicy } from './put-user-policy.js';
import { removeUserFromGroup } from './remove-user-from-group.js';
import { tagUser } from './tag-user.js';
import { untagUser } from './untag-user.js';
import { updateAccessKey } from './update-access-key.js';
import { updateGroup } from './update-group.js';
import { updateUser } from './update-user.js';

/** Every operation of IAM that is here. */
export const operations: readonly AnyOperation<IamContext>[] = [
  // Users, groups and access keys.
  addUserToGroup,
  createAccessKey,
  createGroup,
  createUser,
  deleteAccessKey,
  deleteGroup,
  deleteUser,
  getAccessKeyLastUsed,
  getGroup,
  getUser,
  listAccessKeys,
  listGroups,
  listGroupsForUser,
  listUserTags,
  listUsers,
  removeUserFromGroup,
  tagUser,
  untagUser,
  updateAccessKey,
  updateGroup,
  updateUser,
  // Roles and OIDC providers.

  // Managed policies.

  // Inline policies and boundaries.
  deleteGroupPolicy,
  deleteRolePermissionsBoundary,
  deleteRolePolicy,
  deleteUserPermissionsBoundary,
  deleteUserPolicy,
  getGroupPolicy,
  getRolePolicy,
  getUserPolicy,
  listGroupPolicies,
  listRolePolicies,
  listUserPolicies,
  putGroupPolicy,
  putRolePermissionsBoundary,
  putRolePolicy,
  putUserPermissionsBoundary,
  putUserPolicy,

  // The account, and simulation.
];
