import type { RegistryChange } from '@paddock/store';
import type { RequestContext } from '../../request-context.js';
import type { IamContext } from './context.js';
import { invalidArn, boundaryNotAttachable } from './errors.js';
import { findManagedPolicy } from './managed-policies/index.js';
import { parseIamArn } from './domain/arn.js';

/**
 * What a change of a user's or a role's boundary changes beside it: customer managed policies count what they bound, so that none is deleted
 * that still does.
 * @throws NoSuchEntity or InvalidInput when the new boundary is no managed policy
 */
export function boundaryChange(
  { store }: IamContext,
  request: RequestContext,
  before: string | undefined,
  after: string | undefined,
): RegistryChange[] {
  if (after !== undefined && before !== after) checkBoundary(store.policyByArn(after) !== undefined, request, after);
  if (before === after) return [];
  return [counted(before, -1), counted(after, 1)].filter((change) => change !== undefined);

  function counted(arn: string | undefined, by: number): RegistryChange | undefined {
    const policy = arn === undefined ? undefined : store.policyByArn(arn);
    return policy && store.putPolicy({ ...policy.value, bounds: policy.value.bounds + by }, policy.version);
  }
}

function checkBoundary(isOwn: boolean, request: RequestContext, arn: string): void {
  const parsed = parseIamArn(arn);
  if (parsed?.kind !== 'policy') throw invalidArn(arn);
  const exists = parsed.account === 'aws' ? findManagedPolicy(arn) !== undefined : isOwn;
  if (!exists || (parsed.account !== 'aws' && parsed.account !== request.principal.account))
    throw boundaryNotAttachable(arn);
}
