import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findRole, onBoundedRole } from '../lookup.js';
import { RoleNameType } from '../shapes.js';
import { Role } from '../structures.js';
import { withCurrentTrust } from '../trust.js';
import { wholeRoleView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const getRole = operation({
  name: 'GetRole',
  input: structure('GetRoleRequest', { RoleName: required(RoleNameType) }),
  output: structure('GetRoleResponse', { Role: required(Role) }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onBoundedRole('GetRole'),
  run(context, input, request) {
    const { store } = context;
    const role = findRole(context, request, input.RoleName).value;
    return { Role: wholeRoleView(withCurrentTrust(store, role), store.lastUsed(role.id)) };
  },
});
