import { required, structure } from '@paddock/wire';
import { keysOf } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { accountOfRole, poolArn } from '../domain/arn.js';
import { providerNames, rolesNamed, type Pool, type RoleMapping } from '../domain/pool.js';
import { ambiguityNotResolved, notMappable, roleForbidden, rulesMissing } from '../errors.js';
import { cognitoProvider } from '../logins.js';
import { changePool, namedPool, onAnything } from '../pools.js';
import { IdentityPoolId, RoleMappingMap, RolesMap } from '../shapes.js';

/**
 * Replaces roles and mappings. Who gives a pool a role must be allowed to pass it on.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html
 */
export const setIdentityPoolRoles = operation({
  name: 'SetIdentityPoolRoles',
  input: structure('SetIdentityPoolRolesInput', {
    IdentityPoolId: required(IdentityPoolId),
    Roles: required(RolesMap),
    RoleMappings: RoleMappingMap,
  }),
  output: undefined,
  errors: [...usual, 'ResourceConflictException', 'ConcurrentModificationException'],
  needs(_context, input, request) {
    const keys = keysOf({
      'iam:passedtoservice': cognitoProvider,
      'iam:associatedresourcearn': poolArn(namedPool(input.IdentityPoolId, request)),
    });
    const passed = rolesNamed(input.Roles, input.RoleMappings).map((arn) => {
      if (accountOfRole(arn) !== request.principal.account) throw roleForbidden(arn);
      return { action: 'iam:PassRole', resources: [arn], keys };
    });
    return [onAnything('SetIdentityPoolRoles'), ...passed];
  },
  async run(context, { IdentityPoolId: id, Roles: roles, RoleMappings: mappings }, request) {
    await changePool(context, namedPool(id, request), (pool) => {
      checkMappings(pool, mappings ?? {});
      const { roleMappings: _before, ...rest } = pool;
      const has = Object.keys(mappings ?? {}).length > 0;
      return { ...rest, roles, ...(has ? { roleMappings: mappings } : {}) };
    });
  },
});

/** @throws InvalidParameterException */
function checkMappings(pool: Pool, mappings: Readonly<Record<string, RoleMapping>>): void {
  const configured = providerNames(pool);
  for (const [provider, mapping] of Object.entries(mappings)) {
    if (!configured.has(provider)) throw notMappable(provider);
    if (mapping.Type === 'Rules' && mapping.RulesConfiguration === undefined) throw rulesMissing(provider);
    if (mapping.AmbiguousRoleResolution === undefined) throw ambiguityNotResolved(provider);
  }
}
