import { required, structure } from '@paddock/wire';
import { keysOf } from '../../../authorization/need-keys.js';
import { boundaryChange } from '../boundaries.js';
import { operation } from '../context.js';
import { findChangeableRole, onRole } from '../lookup.js';
import { ArnType, RoleNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html */
export const putRolePermissionsBoundary = operation({
  name: 'PutRolePermissionsBoundary',
  input: structure('PutRolePermissionsBoundaryRequest', {
    RoleName: required(RoleNameType),
    PermissionsBoundary: required(ArnType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'InvalidInput', 'UnmodifiableEntity', 'PolicyNotAttachable', 'ServiceFailure'],
  needs: (context, input, request) => ({
    ...onRole('PutRolePermissionsBoundary')(context, input, request),
    keys: keysOf({ 'iam:permissionsboundary': input.PermissionsBoundary }),
  }),
  run(context, input, request) {
    const { store } = context;
    const boundary = input.PermissionsBoundary;
    return store.change(() => {
      const { value: role, version } = findChangeableRole(context, request, input.RoleName);
      const counted = boundaryChange(context, request, role.boundary, boundary);
      return { changes: [store.putRole({ ...role, boundary }, version), ...counted], result: undefined };
    });
  },
});
