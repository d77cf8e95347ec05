import { required, structure } from '@paddock/wire';
import { boundaryChange } from '../boundaries.js';
import { operation } from '../context.js';
import { mustFirst } from '../errors.js';
import { findUser, onUser } from '../lookup.js';
import { ExistingUserNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html */
export const deleteUser = operation({
  name: 'DeleteUser',
  input: structure('DeleteUserRequest', { UserName: required(ExistingUserNameType) }),
  output: undefined,
  errors: ['LimitExceeded', 'NoSuchEntity', 'DeleteConflict', 'ConcurrentModification', 'ServiceFailure'],
  needs: onUser('DeleteUser'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value: user, version } = findUser(context, request, input.UserName);
      if (user.attached.length > 0) throw mustFirst('detach all policies');
      if (Object.keys(user.inline).length > 0) throw mustFirst('delete policies');
      if (user.accessKeys.length > 0) throw mustFirst('delete access keys');
      if (user.groups.length > 0) throw mustFirst('remove users from group');
      const unbounded = boundaryChange(context, request, user.boundary, undefined);
      return { changes: [store.deleteUser(user, version), ...unbounded], result: undefined };
    });
  },
});
