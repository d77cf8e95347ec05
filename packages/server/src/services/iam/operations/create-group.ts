import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { entityArn } from '../domain/arn.js';
import type { Group as GroupDocument } from '../domain/entities.js';
import { nameTaken, quotaExceeded } from '../errors.js';
import { GroupNameType, PathType } from '../shapes.js';
import { Group } from '../structures.js';
import { makeUniqueId } from '../unique-id.js';
import { groupView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html */
export const createGroup = operation({
  name: 'CreateGroup',
  input: structure('CreateGroupRequest', { Path: PathType, GroupName: required(GroupNameType) }),
  output: structure('CreateGroupResponse', { Group: required(Group) }),
  errors: ['LimitExceeded', 'EntityAlreadyExists', 'NoSuchEntity', 'ServiceFailure'],
  needs: (_context, input, request) => {
    const { account } = request.principal;
    const resource = entityArn('group', { account, path: input.Path ?? '/', name: input.GroupName });
    return { action: 'iam:CreateGroup', resources: [resource] };
  },
  run({ store, clock, random, quotas }, input, request) {
    const { account } = request.principal;
    const group: GroupDocument = {
      account,
      name: input.GroupName,
      path: input.Path ?? '/',
      id: makeUniqueId('group', request.principal.account, random),
      created: clock.now(),
      inline: {},
      attached: [],
    };
    return store.change(() => {
      if (store.group(account, group.name)) throw nameTaken('group', group.name);
      if (store.groups(account).length >= quotas.groupsPerAccount)
        throw quotaExceeded('GroupsPerAccount', quotas.groupsPerAccount);
      return { changes: [store.putGroup(group, 0)], result: { Group: groupView(group) } };
    });
  },
});
