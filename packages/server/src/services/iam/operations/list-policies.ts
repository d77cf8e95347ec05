import { boolean, structure } from '@paddock/wire';
import { operation } from '../context.js';
import type { ManagedPolicy } from '../domain/entities.js';
import { page } from '../paging.js';
import { awsPolicies } from '../policies.js';
import {
  MarkerType,
  MaxItemsType,
  PolicyPathType,
  PolicyScopeType,
  PolicyUsageType,
  ResponseMarkerType,
} from '../shapes.js';
import { PolicyListType } from '../structures.js';
import { policyView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html */
export const listPolicies = operation({
  name: 'ListPolicies',
  input: structure('ListPoliciesRequest', {
    Scope: PolicyScopeType,
    OnlyAttached: boolean,
    PathPrefix: PolicyPathType,
    PolicyUsageFilter: PolicyUsageType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListPoliciesResponse', {
    Policies: PolicyListType,
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['ServiceFailure'],
  needs: (_context, { PathPrefix = '/' }) => ({
    action: 'iam:ListPolicies',
    resources: ['*'],
    called: `policy path ${PathPrefix}`,
  }),
  run({ store }, { Scope = 'All', OnlyAttached, PathPrefix = '/', PolicyUsageFilter, ...request }, { principal }) {
    const { account } = principal;
    const own = Scope === 'AWS' ? [] : store.policies(account).map(({ value }) => value);
    const aws = Scope === 'Local' ? [] : awsPolicies(store, account);
    const isListed = (policy: ManagedPolicy): boolean =>
      policy.path.startsWith(PathPrefix) && isUsed(policy, PolicyUsageFilter, OnlyAttached);
    const { items, ...rest } = page([...own, ...aws].filter(isListed), keyOf, request);
    return { Policies: items.map(policyView), ...rest };
  },
});

/** A filter by usage leaves what is used in that way; OnlyAttached without one leaves what is used in either. */
function isUsed(
  { attachments, bounds }: ManagedPolicy,
  usage: 'PermissionsPolicy' | 'PermissionsBoundary' | undefined,
  onlyAttached = false,
): boolean {
  switch (usage) {
    case 'PermissionsPolicy':
      return attachments > 0;
    case 'PermissionsBoundary':
      return bounds > 0;
    case undefined:
      return !onlyAttached || attachments + bounds > 0;
  }
}

/** The account's own come first. */
const keyOf = ({ account, name }: ManagedPolicy): string => `${account === 'aws' ? 1 : 0} ${name.toLowerCase()}`;
