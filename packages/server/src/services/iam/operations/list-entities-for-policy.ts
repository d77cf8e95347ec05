import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import type { HolderKind } from '../domain/entities.js';
import { notAttachable } from '../errors.js';
import { onPolicy } from '../lookup.js';
import { page } from '../paging.js';
import { lookUpPolicy } from '../policies.js';
import {
  ArnType,
  EntityType,
  MarkerType,
  MaxItemsType,
  PathType,
  PolicyUsageType,
  ResponseMarkerType,
} from '../shapes.js';
import type { IamStore } from '../store.js';
import { PolicyGroupListType, PolicyRoleListType, PolicyUserListType } from '../structures.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html */
export const listEntitiesForPolicy = operation({
  name: 'ListEntitiesForPolicy',
  input: structure('ListEntitiesForPolicyRequest', {
    PolicyArn: required(ArnType),
    EntityFilter: EntityType,
    PathPrefix: PathType,
    PolicyUsageFilter: PolicyUsageType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListEntitiesForPolicyResponse', {
    PolicyGroups: PolicyGroupListType,
    PolicyUsers: PolicyUserListType,
    PolicyRoles: PolicyRoleListType,
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'InvalidInput', 'ServiceFailure'],
  needs: onPolicy('ListEntitiesForPolicy'),
  run(context, { PolicyArn, EntityFilter, PathPrefix = '/', PolicyUsageFilter, ...request }, requestContext) {
    if (lookUpPolicy(context, requestContext, PolicyArn) === undefined) throw notAttachable(PolicyArn);
    const uses = (entity: Entity): boolean =>
      (PolicyUsageFilter !== 'PermissionsBoundary' && entity.attached.includes(PolicyArn)) ||
      (PolicyUsageFilter !== 'PermissionsPolicy' && entity.boundary === PolicyArn);
    const entities = entitiesOf(context.store, requestContext.principal.account).filter(
      (entity) =>
        (EntityFilter === undefined || EntityFilter === filterOf[entity.kind]) &&
        entity.path.startsWith(PathPrefix) &&
        uses(entity),
    );
    const { items, ...rest } = page(entities, ({ key }) => key, request);
    const ofKind = (kind: HolderKind) => items.filter((entity) => entity.kind === kind);
    return {
      PolicyGroups: ofKind('group').map(({ name, id }) => ({ GroupName: name, GroupId: id })),
      PolicyUsers: ofKind('user').map(({ name, id }) => ({ UserName: name, UserId: id })),
      PolicyRoles: ofKind('role').map(({ name, id }) => ({ RoleName: name, RoleId: id })),
      ...rest,
    };
  },
});

interface Entity {
  readonly kind: HolderKind;
  readonly key: string;
  readonly name: string;
  readonly id: string;
  readonly path: string;
  readonly attached: readonly string[];
  readonly boundary?: string;
}

const filterOf = { user: 'User', group: 'Group', role: 'Role' } as const;

/** Pages go through the groups, then the users, then the roles. */
function entitiesOf(store: IamStore, account: string): Entity[] {
  const entity =
    (kind: HolderKind, place: number) =>
    ({ value }: { readonly value: Omit<Entity, 'kind' | 'key'> }): Entity => ({
      ...value,
      kind,
      key: `${place} ${value.name.toLowerCase()}`,
    });
  return [
    ...store.groups(account).map(entity('group', 0)),
    ...store.users(account).map(entity('user', 1)),
    ...store.roles(account).map(entity('role', 2)),
  ];
}
