import { paginateListEntitiesForPolicy, type IAMClient, type PolicyUsageType } from '@aws-sdk/client-iam';
import type { Entity } from '../entity.js';

/** Whom a policy is attached to, as permissions or as a boundary. */
export async function entitiesFor(
  client: IAMClient,
  PolicyArn: string,
  PolicyUsageFilter: PolicyUsageType,
): Promise<readonly Entity[]> {
  const found: Entity[] = [];
  for await (const page of paginateListEntitiesForPolicy({ client }, { PolicyArn, PolicyUsageFilter })) {
    for (const { UserName: name = '' } of page.PolicyUsers ?? []) found.push({ kind: 'user', name });
    for (const { GroupName: name = '' } of page.PolicyGroups ?? []) found.push({ kind: 'group', name });
    for (const { RoleName: name = '' } of page.PolicyRoles ?? []) found.push({ kind: 'role', name });
  }
  return found;
}
