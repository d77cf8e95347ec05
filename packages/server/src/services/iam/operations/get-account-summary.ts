import { structure } from '@paddock/wire';
import { operation } from '../context.js';
import { onAnything } from '../lookup.js';
import { awsPolicies } from '../policies.js';
import { SummaryMapType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
export const getAccountSummary = operation({
  name: 'GetAccountSummary',
  input: structure('GetAccountSummaryRequest', {}),
  output: structure('GetAccountSummaryResponse', { SummaryMap: SummaryMapType }),
  errors: ['ServiceFailure'],
  needs: onAnything('GetAccountSummary'),
  run({ store, quotas }, _input, request) {
    const { account } = request.principal;
    const policies = store.policies(account);
    const versions = policies.reduce((sum, { value }) => sum + value.versions.length, 0);
    const awsInUse = awsPolicies(store, account).filter(({ attachments, bounds }) => attachments + bounds > 0);
    return {
      SummaryMap: {
        AccessKeysPerUserQuota: quotas.accessKeysPerUser,
        AccountAccessKeysPresent: 0,
        AccountMFAEnabled: 0,
        AccountPasswordPresent: 0,
        AccountSigningCertificatesPresent: 0,
        AssumeRolePolicySizeQuota: quotas.trustPolicySize,
        AttachedPoliciesPerGroupQuota: quotas.attachedPerGroup,
        AttachedPoliciesPerRoleQuota: quotas.attachedPerRole,
        AttachedPoliciesPerUserQuota: quotas.attachedPerUser,
        GlobalEndpointTokenVersion: 1,
        GroupPolicySizeQuota: quotas.inlineOfGroup,
        Groups: store.groups(account).length,
        GroupsPerUserQuota: quotas.groupsPerUser,
        GroupsQuota: quotas.groupsPerAccount,
        InstanceProfiles: 0,
        InstanceProfilesQuota: 1000,
        MFADevices: 0,
        MFADevicesInUse: 0,
        Policies: policies.length,
        PoliciesQuota: quotas.policiesPerAccount,
        PolicySizeQuota: quotas.managedPolicySize,
        // The account's own count whether they are attached or not.
        PolicyVersionsInUse: versions + awsInUse.length,
        PolicyVersionsInUseQuota: 10_000,
        Providers: store.oidcProviders(account).length,
        RolePolicySizeQuota: quotas.inlineOfRole,
        Roles: store.roles(account).length,
        RolesQuota: quotas.rolesPerAccount,
        ServerCertificates: 0,
        ServerCertificatesQuota: 20,
        SigningCertificatesPerUserQuota: 2,
        UserPolicySizeQuota: quotas.inlineOfUser,
        Users: store.users(account).length,
        UsersQuota: quotas.usersPerAccount,
        VersionsPerPolicyQuota: quotas.versionsPerPolicy,
      },
    };
  },
});
