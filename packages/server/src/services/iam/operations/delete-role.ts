import { required, structure } from '@paddock/wire';
import { boundaryChange } from '../boundaries.js';
import { operation } from '../context.js';
import { mustFirst } from '../errors.js';
import { findChangeableRole, onBoundedRole } from '../lookup.js';
import { RoleNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html */
export const deleteRole = operation({
  name: 'DeleteRole',
  input: structure('DeleteRoleRequest', { RoleName: required(RoleNameType) }),
  output: undefined,
  errors: [
    'NoSuchEntity',
    'DeleteConflict',
    'LimitExceeded',
    'UnmodifiableEntity',
    'ConcurrentModification',
    'ServiceFailure',
  ],
  needs: onBoundedRole('DeleteRole'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value: role, version } = findChangeableRole(context, request, input.RoleName);
      if (role.attached.length > 0) throw mustFirst('detach all policies');
      if (Object.keys(role.inline).length > 0) throw mustFirst('delete policies');
      const unbounded = boundaryChange(context, request, role.boundary, undefined);
      return {
        changes: [store.deleteRole(role, version), store.deleteLastUsed(role.id), ...unbounded],
        result: undefined,
      };
    });
  },
});
