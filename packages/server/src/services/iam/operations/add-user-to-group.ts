import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { quotaExceeded } from '../errors.js';
import { findGroup, findUser, onGroup } from '../lookup.js';
import { ExistingUserNameType, GroupNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html */
export const addUserToGroup = operation({
  name: 'AddUserToGroup',
  input: structure('AddUserToGroupRequest', {
    GroupName: required(GroupNameType),
    UserName: required(ExistingUserNameType),
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'LimitExceeded', 'ServiceFailure'],
  needs: onGroup('AddUserToGroup'),
  run(context, input, request) {
    const { store, quotas } = context;
    return store.change(() => {
      const { value: user, version } = findUser(context, request, input.UserName);
      const { value: group, version: groupVersion } = findGroup(context, request, input.GroupName);
      if (user.groups.includes(group.name)) return { changes: [], result: undefined };
      if (user.groups.length >= quotas.groupsPerUser) throw quotaExceeded('GroupsPerUser', quotas.groupsPerUser);
      const member = store.putUser({ ...user, groups: [...user.groups, group.name] }, version);
      // The group is written as it was, so that renaming or deleting it at the same moment conflicts.
      return { changes: [member, store.putGroup(group, groupVersion)], result: undefined };
    });
  },
});
