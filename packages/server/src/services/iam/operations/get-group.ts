import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findGroup, onGroup } from '../lookup.js';
import { membersOf } from '../members.js';
import { page } from '../paging.js';
import { GroupNameType, MarkerType, MaxItemsType, ResponseMarkerType } from '../shapes.js';
import { Group, UserListType } from '../structures.js';
import { groupView, userView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroup.html */
export const getGroup = operation({
  name: 'GetGroup',
  input: structure('GetGroupRequest', {
    GroupName: required(GroupNameType),
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('GetGroupResponse', {
    Group: required(Group),
    Users: required(UserListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onGroup('GetGroup'),
  run(context, input, request) {
    const { value: group } = findGroup(context, request, input.GroupName);
    const members = membersOf(context.store, group).map(({ value }) => value);
    const { items, ...rest } = page(members, ({ name }) => name.toLowerCase(), input);
    return { Group: groupView(group), Users: items.map(userView), ...rest };
  },
});
