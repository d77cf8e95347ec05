import { IAMClient, paginateListPolicies, type Policy } from '@aws-sdk/client-iam';
import { useClient } from '../../session/use-session.js';
import { collect, useAws } from '../../shared/use-aws.js';
import { useTexts } from '../../i18n/language.js';
import { isManagedByAws } from './model/names.js';
import { iamTexts } from './texts.js';

/** All policies that the account has or AWS gives it, by a thousand a call; loaded once for all pages that ask. */
export function usePolicies(enabled = true) {
  const client = useClient(IAMClient);
  return useAws(
    ['iam', 'policies'],
    () => collect(paginateListPolicies({ client, pageSize: 1000 }, { Scope: 'All' }), (page) => page.Policies),
    { enabled },
  );
}

export type PolicyType = 'aws' | 'job' | 'service' | 'managed';

export function policyType({ Arn: arn = '', Path: path = '/' }: Pick<Policy, 'Arn' | 'Path'>): PolicyType {
  if (!isManagedByAws(arn)) return 'managed';
  return path === '/job-function/' ? 'job' : path === '/service-role/' ? 'service' : 'aws';
}

/** `Customer managed` … */
export function usePolicyTypeText(): (policy: Pick<Policy, 'Arn' | 'Path'>) => string {
  const t = useTexts(iamTexts);
  return (policy) => t(`policy.${policyType(policy)}`);
}
