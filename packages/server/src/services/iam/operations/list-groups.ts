import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { entityArn } from '../domain/arn.js';
import { page } from '../paging.js';
import { MarkerType, MaxItemsType, PathPrefixType, ResponseMarkerType } from '../shapes.js';
import { GroupListType } from '../structures.js';
import { groupView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroups.html */
export const listGroups = operation({
  name: 'ListGroups',
  input: structure('ListGroupsRequest', {
    PathPrefix: PathPrefixType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListGroupsResponse', {
    Groups: required(GroupListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['ServiceFailure'],
  needs: (_context, input, request) => ({
    action: 'iam:ListGroups',
    resources: [entityArn('group', { account: request.principal.account, path: input.PathPrefix ?? '/', name: '' })],
  }),
  run({ store }, input, request) {
    const groups = store
      .groups(request.principal.account)
      .map(({ value }) => value)
      .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'));
    const { items, ...rest } = page(groups, ({ name }) => name.toLowerCase(), input);
    return { Groups: items.map(groupView), ...rest };
  },
});
