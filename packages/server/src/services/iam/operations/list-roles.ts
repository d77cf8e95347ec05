import { boolean, list, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { entityArn } from '../domain/arn.js';
import { page } from '../paging.js';
import { MarkerType, MaxItemsType, PathPrefixType, ResponseMarkerType } from '../shapes.js';
import { Role } from '../structures.js';
import { withCurrentTrust } from '../trust.js';
import { roleView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
export const listRoles = operation({
  name: 'ListRoles',
  input: structure('ListRolesRequest', {
    PathPrefix: PathPrefixType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListRolesResponse', {
    Roles: required(list(Role)),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['ServiceFailure'],
  needs: (_context, input, request) => ({
    action: 'iam:ListRoles',
    resources: [entityArn('role', { account: request.principal.account, path: input.PathPrefix ?? '/', name: '' })],
  }),
  run({ store }, input, request) {
    const roles = store
      .roles(request.principal.account)
      .map(({ value }) => value)
      .filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'));
    const { items, ...rest } = page(roles, ({ name }) => name.toLowerCase(), input);
    return { Roles: items.map((role) => roleView(withCurrentTrust(store, role))), ...rest };
  },
});
