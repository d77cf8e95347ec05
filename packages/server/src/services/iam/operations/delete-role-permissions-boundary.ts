import { required, structure } from '@paddock/wire';
import { boundaryChange } from '../boundaries.js';
import { operation } from '../context.js';
import { findChangeableRole, onBoundedRole } from '../lookup.js';
import { RoleNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html */
export const deleteRolePermissionsBoundary = operation({
  name: 'DeleteRolePermissionsBoundary',
  input: structure('DeleteRolePermissionsBoundaryRequest', { RoleName: required(RoleNameType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'UnmodifiableEntity', 'ServiceFailure'],
  needs: onBoundedRole('DeleteRolePermissionsBoundary'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value, version } = findChangeableRole(context, request, input.RoleName);
      const { boundary, ...role } = value;
      if (boundary === undefined) return { changes: [], result: undefined };
      const counted = boundaryChange(context, request, boundary, undefined);
      return { changes: [store.putRole(role, version), ...counted], result: undefined };
    });
  },
});
