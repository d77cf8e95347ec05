import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { usual } from '../declared.js';
import { findPool, namedPool, onPool } from '../pools.js';
import { IdentityPoolId, RoleMappingMap, RolesMap } from '../shapes.js';

/** https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_GetIdentityPoolRoles.html */
export const getIdentityPoolRoles = operation({
  name: 'GetIdentityPoolRoles',
  input: structure('GetIdentityPoolRolesInput', { IdentityPoolId: required(IdentityPoolId) }),
  output: structure('GetIdentityPoolRolesResponse', { IdentityPoolId, Roles: RolesMap, RoleMappings: RoleMappingMap }),
  errors: [...usual, 'ResourceConflictException'],
  needs: onPool('GetIdentityPoolRoles'),
  run(context, input, request) {
    const { id, roles, roleMappings } = findPool(context, namedPool(input.IdentityPoolId, request)).value;
    return {
      IdentityPoolId: id,
      ...(roles === undefined ? {} : { Roles: { ...roles } as Record<string, string> }),
      RoleMappings: roleMappings,
    };
  },
});
