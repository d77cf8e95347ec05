import { required, structure } from '@paddock/wire';
import { anyOf, keysOf, requestTags } from '../../../authorization/need-keys.js';
import type { AuthorizationNeed } from '../../../request-context.js';
import { boundaryChange } from '../boundaries.js';
import { operation } from '../context.js';
import { entityArn } from '../domain/arn.js';
import type { Role as RoleDocument } from '../domain/entities.js';
import { linkedPath } from '../domain/service-linked-roles.js';
import { nameTaken, quotaExceeded, servicePath } from '../errors.js';
import {
  ArnType,
  PathType,
  PolicyDocumentType,
  RoleDescriptionType,
  RoleMaxSessionDurationType,
  RoleNameType,
} from '../shapes.js';
import { Role, TagListType } from '../structures.js';
import { checkNewTags } from '../tags.js';
import { readTrust, withCurrentTrust } from '../trust.js';
import { makeUniqueId } from '../unique-id.js';
import { newRoleView } from '../views.js';

/** Seconds, where nothing is said. */
const defaultMaxSessionDuration = 3600;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export const createRole = operation({
  name: 'CreateRole',
  input: structure('CreateRoleRequest', {
    Path: PathType,
    RoleName: required(RoleNameType),
    AssumeRolePolicyDocument: required(PolicyDocumentType),
    Description: RoleDescriptionType,
    MaxSessionDuration: RoleMaxSessionDurationType,
    PermissionsBoundary: ArnType,
    Tags: TagListType,
  }),
  output: structure('CreateRoleResponse', { Role: required(Role) }),
  errors: [
    'LimitExceeded',
    'InvalidInput',
    'EntityAlreadyExists',
    'MalformedPolicyDocument',
    'ConcurrentModification',
    'ServiceFailure',
  ],
  needs: (_context, input, request): AuthorizationNeed[] => {
    const { account } = request.principal;
    const resources = [entityArn('role', { account, path: input.Path ?? '/', name: input.RoleName })];
    const keys = anyOf(requestTags(input.Tags), keysOf({ 'iam:permissionsboundary': input.PermissionsBoundary }));
    const need = { action: 'iam:CreateRole', resources, keys };
    return input.Tags && input.Tags.length > 0 ? [need, { ...need, action: 'iam:TagRole' }] : [need];
  },
  run(context, input, request) {
    const { store, clock, random, quotas } = context;
    const { account } = request.principal;
    const tags = checkNewTags(input.Tags ?? []);
    const path = input.Path ?? '/';
    if (path.startsWith(linkedPath)) throw servicePath();
    const id = makeUniqueId('role', request.principal.account, random);
    return store.change(() => {
      const bounded = boundaryChange(context, request, undefined, input.PermissionsBoundary);
      const trust = readTrust(context, request, input.AssumeRolePolicyDocument);
      if (store.role(account, input.RoleName)) throw nameTaken('role', input.RoleName);
      const own = store.roles(account).filter(({ value }) => value.linkedTo === undefined);
      if (own.length >= quotas.rolesPerAccount) throw quotaExceeded('RolesPerAccount', quotas.rolesPerAccount);
      const role: RoleDocument = {
        account,
        name: input.RoleName,
        path,
        id,
        created: clock.now(),
        ...trust,
        maxSessionDuration: input.MaxSessionDuration ?? defaultMaxSessionDuration,
        tags,
        inline: {},
        attached: [],
        ...(input.Description === undefined ? {} : { description: input.Description }),
        ...(input.PermissionsBoundary === undefined ? {} : { boundary: input.PermissionsBoundary }),
      };
      return {
        changes: [store.putRole(role, 0), ...bounded],
        result: { Role: newRoleView(withCurrentTrust(store, role)) },
      };
    });
  },
});
