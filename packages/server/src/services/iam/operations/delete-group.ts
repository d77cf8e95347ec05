import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { mustFirst } from '../errors.js';
import { findGroup, onGroup } from '../lookup.js';
import { membersOf } from '../members.js';
import { GroupNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html */
export const deleteGroup = operation({
  name: 'DeleteGroup',
  input: structure('DeleteGroupRequest', { GroupName: required(GroupNameType) }),
  output: undefined,
  errors: ['NoSuchEntity', 'DeleteConflict', 'LimitExceeded', 'ServiceFailure'],
  needs: onGroup('DeleteGroup'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value: group, version } = findGroup(context, request, input.GroupName);
      if (membersOf(store, group).length > 0) throw mustFirst('remove users from group');
      if (group.attached.length > 0) throw mustFirst('detach all policies');
      if (Object.keys(group.inline).length > 0) throw mustFirst('delete policies');
      return { changes: [store.deleteGroup(group, version)], result: undefined };
    });
  },
});
