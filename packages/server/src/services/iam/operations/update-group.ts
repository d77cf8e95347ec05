import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { nameTaken } from '../errors.js';
import { findGroup } from '../lookup.js';
import { membersOf } from '../members.js';
import { isSameName, renamed, renamingNeed } from '../renaming.js';
import { GroupNameType, PathType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateGroup.html */
export const updateGroup = operation({
  name: 'UpdateGroup',
  input: structure('UpdateGroupRequest', {
    GroupName: required(GroupNameType),
    NewPath: PathType,
    NewGroupName: GroupNameType,
  }),
  output: undefined,
  errors: ['NoSuchEntity', 'EntityAlreadyExists', 'LimitExceeded', 'ServiceFailure'],
  needs: (context, input, request) => renamingNeed(context, request, 'group', renamingOf(input), 'UpdateGroup'),
  run(context, input, request) {
    const { store } = context;
    return store.change(() => {
      const { value: before, version } = findGroup(context, request, input.GroupName);
      const after = renamed(before, renamingOf(input));
      const moves = !isSameName(before.name, after.name);
      if (moves && store.group(after.account, after.name)) throw nameTaken('group', after.name);
      const changes = moves
        ? [store.deleteGroup(before, version), store.putGroup(after, 0)]
        : [store.putGroup(after, version)];
      if (before.name === after.name) return { changes, result: undefined };
      // Users name their groups. One who joins meanwhile has written the group, which makes this commit conflict.
      const members = membersOf(store, before).map(({ value: user, version: userVersion }) => {
        const groups = user.groups.map((name) => (name === before.name ? after.name : name));
        return store.putUser({ ...user, groups }, userVersion);
      });
      return { changes: [...changes, ...members], result: undefined };
    });
  },
});

const renamingOf = (input: {
  readonly GroupName: string;
  readonly NewGroupName?: string | undefined;
  readonly NewPath?: string | undefined;
}) => ({
  name: input.GroupName,
  newName: input.NewGroupName,
  newPath: input.NewPath,
});
