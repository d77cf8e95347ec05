import { required, structure } from '@paddock/wire';
import { keysOf } from '../../../authorization/need-keys.js';
import { boundaryChange } from '../boundaries.js';
import { operation } from '../context.js';
import { findUser, onUser } from '../lookup.js';
import { ArnType, UserNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPermissionsBoundary.html */
export const putUserPermissionsBoundary = operation({
  name: 'PutUserPermissionsBoundary',
  input: structure('PutUserPermissionsBoundaryRequest', {
    UserName: required(UserNameType),
    PermissionsBoundary: required(ArnType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'InvalidInput', 'PolicyNotAttachable', 'ServiceFailure'],
  needs: (context, input, request) => ({
    ...onUser('PutUserPermissionsBoundary')(context, input, request),
    keys: keysOf({ 'iam:permissionsboundary': input.PermissionsBoundary }),
  }),
  run(context, input, request) {
    const { store } = context;
    const boundary = input.PermissionsBoundary;
    return store.change(() => {
      const { value: user, version } = findUser(context, request, input.UserName);
      const counted = boundaryChange(context, request, user.boundary, boundary);
      return { changes: [store.putUser({ ...user, boundary }, version), ...counted], result: undefined };
    });
  },
});
