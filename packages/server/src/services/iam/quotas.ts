import { policyQuotas } from '@paddock/policy';

/** How much of each thing an account, or a thing, may have. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export interface Quotas {
  readonly usersPerAccount: number;
  readonly groupsPerAccount: number;
  readonly rolesPerAccount: number;
  readonly policiesPerAccount: number;
  readonly oidcProvidersPerAccount: number;
  readonly clientIdsPerOidcProvider: number;
  readonly accessKeysPerUser: number;
  readonly groupsPerUser: number;
  readonly attachedPerUser: number;
  readonly attachedPerGroup: number;
  readonly attachedPerRole: number;
  readonly versionsPerPolicy: number;
  readonly tags: number;
  /** Characters without white space, of all of a holder's inline policies together. */
  readonly inlineOfUser: number;
  readonly inlineOfGroup: number;
  readonly inlineOfRole: number;
  /** Characters without white space. */
  readonly managedPolicySize: number;
  readonly trustPolicySize: number;
}

export const defaultQuotas: Quotas = {
  usersPerAccount: 5000,
  groupsPerAccount: 300,
  rolesPerAccount: 1000,
  policiesPerAccount: 1500,
  oidcProvidersPerAccount: 100,
  clientIdsPerOidcProvider: 100,
  accessKeysPerUser: 2,
  groupsPerUser: 10,
  attachedPerUser: 10,
  attachedPerGroup: 10,
  attachedPerRole: 10,
  versionsPerPolicy: 5,
  tags: 50,
  inlineOfUser: policyQuotas.user,
  inlineOfGroup: policyQuotas.group,
  inlineOfRole: policyQuotas.role,
  managedPolicySize: policyQuotas.managed,
  trustPolicySize: policyQuotas.trust,
};
