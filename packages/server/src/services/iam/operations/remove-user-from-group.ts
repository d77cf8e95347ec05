import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findGroup, findUser, onGroup } from '../lookup.js';
import { ExistingUserNameType, GroupNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveUserFromGroup.html */
export const removeUserFromGroup = operation({
  name: 'RemoveUserFromGroup',
  input: structure('RemoveUserFromGroupRequest', {
    GroupName: required(GroupNameType),
    UserName: required(ExistingUserNameType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'ServiceFailure'],
  needs: onGroup('RemoveUserFromGroup'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value: user, version } = findUser(context, request, input.UserName);
      const { value: group } = findGroup(context, request, input.GroupName);
      if (!user.groups.includes(group.name)) return { changes: [], result: undefined };
      const groups = user.groups.filter((name) => name !== group.name);
      return { changes: [store.putUser({ ...user, groups }, version)], result: undefined };
    });
  },
});
