import { boolean, list, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { entityArn } from '../domain/arn.js';
import { page } from '../paging.js';
import { MarkerType, MaxItemsType, PathPrefixType, ResponseMarkerType } from '../shapes.js';
import { User } from '../structures.js';
import { userView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html */
export const listUsers = operation({
  name: 'ListUsers',
  input: structure('ListUsersRequest', {
    PathPrefix: PathPrefixType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListUsersResponse', {
    Users: required(list(User)),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['ServiceFailure'],
  needs: (_context, input, request) => ({
    action: 'iam:ListUsers',
    resources: [entityArn('user', { account: request.principal.account, path: input.PathPrefix ?? '/', name: '' })],
  }),
  run({ store }, input, request) {
    const users = store
      .users(request.principal.account)
      .map(({ value }) => value)
      .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'));
    const { items, ...rest } = page(users, ({ name }) => name.toLowerCase(), input);
    return { Users: items.map(userView), ...rest };
  },
});
