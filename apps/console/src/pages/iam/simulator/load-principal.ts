import { GetRoleCommand, GetUserCommand, paginateListGroupsForUser, type IAMClient } from '@aws-sdk/client-iam';
import { collect } from '../../../shared/use-aws.js';
import { pretty } from '../editor/policy-summary.js';
import type { Entity, EntityKind } from '../entity.js';
import { nameOfArn } from '../model/names.js';
import { heldOf } from '../permissions-panel.js';
import { heldDocument, managedDocument } from '../policy-text.js';
import type { Simulated } from './simulate.js';

export interface PrincipalPolicies {
  readonly policies: readonly Simulated[];
  readonly boundary: Simulated | undefined;
}

/** @returns undefined for an ARN of nobody who has policies */
export function entityOfArn(arn: string): Entity | undefined {
  const kind = /^arn:[^:]*:iam::\d*:(user|role|group)\//.exec(arn)?.[1] as EntityKind | undefined;
  return kind === undefined ? undefined : { kind, name: nameOfArn(arn) };
}

/** All policies of a principal, its groups' too, with their texts. @throws when one of them may not be read */
export async function loadPrincipal(client: IAMClient, arn: string): Promise<PrincipalPolicies> {
  const entity = entityOfArn(arn);
  if (entity === undefined) return { policies: [], boundary: undefined };
  const groups =
    entity.kind === 'user'
      ? await collect(paginateListGroupsForUser({ client }, { UserName: entity.name }), (page) => page.Groups)
      : [];
  const holders: readonly Entity[] = [
    entity,
    ...groups.map(({ GroupName: name = '' }): Entity => ({ kind: 'group', name })),
  ];
  const held = (await Promise.all(holders.map((holder) => heldOf(client, holder)))).flat();
  // A managed policy counts once, whoever has it.
  const distinct = [
    ...new Map(held.map((one) => [one.arn ?? `${one.holder.kind}_${one.holder.name}_${one.name}`, one])),
  ];
  const policies = await Promise.all(
    distinct.map(async ([id, one]): Promise<Simulated> => {
      const stored = await heldDocument(client, one);
      return {
        ...untouched(stored),
        id,
        title: one.holder.kind === entity.kind ? one.name : `${one.name} (${one.holder.name})`,
        sourceId: one.arn === undefined ? id : one.name,
      };
    }),
  );
  const bound = await boundaryOf(client, entity);
  if (bound === undefined) return { policies, boundary: undefined };
  const name = nameOfArn(bound);
  return {
    policies,
    boundary: { ...untouched(await managedDocument(client, bound)), id: 'boundary', title: name, sourceId: name },
  };
}

export const untouched = (stored: string) => ({
  stored,
  text: pretty(stored),
  before: pretty(stored),
  isUsed: true,
});

async function boundaryOf(client: IAMClient, { kind, name }: Entity): Promise<string | undefined> {
  if (kind === 'group') return undefined;
  if (kind === 'user') {
    const { User: user } = await client.send(new GetUserCommand({ UserName: name }));
    return user?.PermissionsBoundary?.PermissionsBoundaryArn;
  }
  const { Role: role } = await client.send(new GetRoleCommand({ RoleName: name }));
  return role?.PermissionsBoundary?.PermissionsBoundaryArn;
}
