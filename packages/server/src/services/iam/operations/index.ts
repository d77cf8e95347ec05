import type { AnyOperation } from '../../../operation.js';
import type { IamContext } from '../context.js';
import { addClientIdToOpenIdConnectProvider } from './add-client-id-to-open-id-connect-provider.js';
import { addUserToGroup } from './add-user-to-group.js';
import { attachGroupPolicy } from './attach-group-policy.js';
import { attachRolePolicy } from './attach-role-policy.js';
import { attachUserPolicy } from './attach-user-policy.js';
import { createAccessKey } from './create-access-key.js';
import { createAccountAlias } from './create-account-alias.js';
import { createGroup } from './create-group.js';
import { createOpenIdConnectProvider } from './create-open-id-connect-provider.js';
import { createPolicyVersion } from './create-policy-version.js';
import { createPolicy } from './create-policy.js';
import { createRole } from './create-role.js';
import { createServiceLinkedRole } from './create-service-linked-role.js';
import { createUser } from './create-user.js';
import { deleteAccessKey } from './delete-access-key.js';
import { deleteAccountAlias } from './delete-account-alias.js';
import { deleteGroup } from './delete-group.js';
import { deleteGroupPolicy } from './delete-group-policy.js';
import { deleteLoginProfile } from './delete-login-profile.js';
import { deleteOpenIdConnectProvider } from './delete-open-id-connect-provider.js';
import { deletePolicyVersion } from './delete-policy-version.js';
import { deletePolicy } from './delete-policy.js';
import { deleteRole } from './delete-role.js';
import { deleteRolePermissionsBoundary } from './delete-role-permissions-boundary.js';
import { deleteRolePolicy } from './delete-role-policy.js';
import { deleteServiceLinkedRole } from './delete-service-linked-role.js';
import { deleteUser } from './delete-user.js';
import { deleteUserPermissionsBoundary } from './delete-user-permissions-boundary.js';
import { deleteUserPolicy } from './delete-user-policy.js';
import { detachGroupPolicy } from './detach-group-policy.js';
import { detachRolePolicy } from './detach-role-policy.js';
import { detachUserPolicy } from './detach-user-policy.js';
import { getAccessKeyLastUsed } from './get-access-key-last-used.js';
import { getAccountAuthorizationDetails } from './get-account-authorization-details.js';
import { getAccountPasswordPolicy } from './get-account-password-policy.js';
import { getAccountSummary } from './get-account-summary.js';
import { getContextKeysForCustomPolicy } from './get-context-keys-for-custom-policy.js';
import { getContextKeysForPrincipalPolicy } from './get-context-keys-for-principal-policy.js';
import { getGroup } from './get-group.js';
import { getGroupPolicy } from './get-group-policy.js';
import { getLoginProfile } from './get-login-profile.js';
import { getOpenIdConnectProvider } from './get-open-id-connect-provider.js';
import { getPolicyVersion } from './get-policy-version.js';
import { getPolicy } from './get-policy.js';
import { getRole } from './get-role.js';
import { getRolePolicy } from './get-role-policy.js';
import { getServiceLinkedRoleDeletionStatus } from './get-service-linked-role-deletion-status.js';
import { getUser } from './get-user.js';
import { getUserPolicy } from './get-user-policy.js';
import { listAccessKeys } from './list-access-keys.js';
import { listAccountAliases } from './list-account-aliases.js';
import { listAttachedGroupPolicies } from './list-attached-group-policies.js';
import { listAttachedRolePolicies } from './list-attached-role-policies.js';
import { listAttachedUserPolicies } from './list-attached-user-policies.js';
import { listEntitiesForPolicy } from './list-entities-for-policy.js';
import { listGroupPolicies } from './list-group-policies.js';
import { listGroups } from './list-groups.js';
import { listGroupsForUser } from './list-groups-for-user.js';
import { listInstanceProfilesForRole } from './list-instance-profiles-for-role.js';
import { listInstanceProfiles } from './list-instance-profiles.js';
import { listMfaDevices } from './list-mfa-devices.js';
import { listOpenIdConnectProviderTags } from './list-open-id-connect-provider-tags.js';
import { listOpenIdConnectProviders } from './list-open-id-connect-providers.js';
import { listPoliciesGrantingServiceAccess } from './list-policies-granting-service-access.js';
import { listPolicies } from './list-policies.js';
import { listPolicyTags } from './list-policy-tags.js';
import { listPolicyVersions } from './list-policy-versions.js';
import { listRolePolicies } from './list-role-policies.js';
import { listRoleTags } from './list-role-tags.js';
import { listRoles } from './list-roles.js';
import { listSamlProviders } from './list-saml-providers.js';
import { listServerCertificates } from './list-server-certificates.js';
import { listServiceSpecificCredentials } from './list-service-specific-credentials.js';
import { listSigningCertificates } from './list-signing-certificates.js';
import { listSshPublicKeys } from './list-ssh-public-keys.js';
import { listUserPolicies } from './list-user-policies.js';
import { listUserTags } from './list-user-tags.js';
import { listUsers } from './list-users.js';
import { listVirtualMfaDevices } from './list-virtual-mfa-devices.js';
import { putGroupPolicy } from './put-group-policy.js';
import { putRolePermissionsBoundary } from './put-role-permissions-boundary.js';
import { putRolePolicy } from './put-role-policy.js';
import { putUserPermissionsBoundary } from './put-user-permissions-boundary.js';
import { putUserPolicy } from './put-user-policy.js';
import { removeClientIdFromOpenIdConnectProvider } from './remove-client-id-from-open-id-connect-provider.js';
import { removeUserFromGroup } from './remove-user-from-group.js';
import { setDefaultPolicyVersion } from './set-default-policy-version.js';
import { simulateCustomPolicy } from './simulate-custom-policy.js';
import { simulatePrincipalPolicy } from './simulate-principal-policy.js';
import { tagOpenIdConnectProvider } from './tag-open-id-connect-provider.js';
import { tagPolicy } from './tag-policy.js';
import { tagRole } from './tag-role.js';
import { tagUser } from './tag-user.js';
import { untagOpenIdConnectProvider } from './untag-open-id-connect-provider.js';
import { untagPolicy } from './untag-policy.js';
import { untagRole } from './untag-role.js';
import { untagUser } from './untag-user.js';
import { updateAccessKey } from './update-access-key.js';
import { updateAssumeRolePolicy } from './update-assume-role-policy.js';
import { updateGroup } from './update-group.js';
import { updateOpenIdConnectProviderThumbprint } from './update-open-id-connect-provider-thumbprint.js';
import { updateRoleDescription } from './update-role-description.js';
import { updateRole } from './update-role.js';
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
  createRole,
  getRole,
  listRoles,
  updateRole,
  updateRoleDescription,
  deleteRole,
  updateAssumeRolePolicy,
  tagRole,
  untagRole,
  listRoleTags,
  createServiceLinkedRole,
  deleteServiceLinkedRole,
  getServiceLinkedRoleDeletionStatus,
  listInstanceProfiles,
  listInstanceProfilesForRole,
  createOpenIdConnectProvider,
  getOpenIdConnectProvider,
  listOpenIdConnectProviders,
  deleteOpenIdConnectProvider,
  updateOpenIdConnectProviderThumbprint,
  addClientIdToOpenIdConnectProvider,
  removeClientIdFromOpenIdConnectProvider,
  tagOpenIdConnectProvider,
  untagOpenIdConnectProvider,
  listOpenIdConnectProviderTags,

  // Managed policies.
  attachGroupPolicy,
  attachRolePolicy,
  attachUserPolicy,
  createPolicy,
  createPolicyVersion,
  deletePolicy,
  deletePolicyVersion,
  detachGroupPolicy,
  detachRolePolicy,
  detachUserPolicy,
  getPolicy,
  getPolicyVersion,
  listAttachedGroupPolicies,
  listAttachedRolePolicies,
  listAttachedUserPolicies,
  listEntitiesForPolicy,
  listPolicies,
  listPoliciesGrantingServiceAccess,
  listPolicyTags,
  listPolicyVersions,
  setDefaultPolicyVersion,
  tagPolicy,
  untagPolicy,

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
  createAccountAlias,
  deleteAccountAlias,
  getAccountAuthorizationDetails,
  getAccountSummary,
  listAccountAliases,
  getContextKeysForCustomPolicy,
  getContextKeysForPrincipalPolicy,
  simulateCustomPolicy,
  simulatePrincipalPolicy,

  // Passwords, devices and certificates: what there is none of.
  deleteLoginProfile,
  getAccountPasswordPolicy,
  getLoginProfile,
  listMfaDevices,
  listSamlProviders,
  listServerCertificates,
  listServiceSpecificCredentials,
  listSigningCertificates,
  listSshPublicKeys,
  listVirtualMfaDevices,
];
