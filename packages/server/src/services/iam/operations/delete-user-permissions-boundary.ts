import { required, structure } from '@paddock/wire';
import { boundaryChange } from '../boundaries.js';
import { operation } from '../context.js';
import { findUser, onBoundedUser } from '../lookup.js';
import { UserNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPermissionsBoundary.html */
export const deleteUserPermissionsBoundary = operation({
  name: 'DeleteUserPermissionsBoundary',
  input: structure('DeleteUserPermissionsBoundaryRequest', { UserName: required(UserNameType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onBoundedUser('DeleteUserPermissionsBoundary'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value, version } = findUser(context, request, input.UserName);
      const { boundary, ...user } = value;
      if (boundary === undefined) return { changes: [], result: undefined };
      const counted = boundaryChange(context, request, boundary, undefined);
      return { changes: [store.putUser(user, version), ...counted], result: undefined };
    });
  },
});
