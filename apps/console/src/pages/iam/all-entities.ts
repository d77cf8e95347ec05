import { paginateListGroups, paginateListRoles, paginateListUsers, type IAMClient } from '@aws-sdk/client-iam';
import { collect } from '../../shared/use-aws.js';
import type { Entity } from './entity.js';

/** An entity with its ARN, as policies name it. */
export interface NamedEntity extends Entity {
  readonly arn: string;
}

/** All users, groups and roles; what may not be listed is told, and the others are there. */
export async function allEntities(
  client: IAMClient,
): Promise<{ readonly entities: readonly NamedEntity[]; readonly errors: readonly unknown[] }> {
  const settings = { client, pageSize: 1000 };
  const found = await Promise.allSettled([
    collect(paginateListUsers(settings, {}), (page) => page.Users).then((all) =>
      all.map(({ UserName: name = '', Arn: arn = '' }): NamedEntity => ({ kind: 'user', name, arn })),
    ),
    collect(paginateListGroups(settings, {}), (page) => page.Groups).then((all) =>
      all.map(({ GroupName: name = '', Arn: arn = '' }): NamedEntity => ({ kind: 'group', name, arn })),
    ),
    collect(paginateListRoles(settings, {}), (page) => page.Roles).then((all) =>
      all.map(({ RoleName: name = '', Arn: arn = '' }): NamedEntity => ({ kind: 'role', name, arn })),
    ),
  ]);
  return {
    entities: found.flatMap((one) => (one.status === 'fulfilled' ? one.value : [])),
    errors: found.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])),
  };
}
