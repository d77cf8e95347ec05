import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findUser, onUser } from '../lookup.js';
import { byName, page } from '../paging.js';
import { ExistingUserNameType, MarkerType, MaxItemsType, ResponseMarkerType } from '../shapes.js';
import { GroupListType } from '../structures.js';
import { groupView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupsForUser.html */
export const listGroupsForUser = operation({
  name: 'ListGroupsForUser',
  input: structure('ListGroupsForUserRequest', {
    UserName: required(ExistingUserNameType),
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListGroupsForUserResponse', {
    Groups: required(GroupListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onUser('ListGroupsForUser'),
  run(context, input, request) {
    const { value: user } = findUser(context, request, input.UserName);
    const groups = user.groups.toSorted(byName).flatMap((name) => context.store.group(user.account, name)?.value ?? []);
    const { items, ...rest } = page(groups, ({ name }) => name, input, byName);
    return { Groups: items.map(groupView), ...rest };
  },
});
