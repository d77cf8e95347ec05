import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { listInlinePolicies } from '../inline-policies.js';
import { onRole } from '../lookup.js';
import { MarkerType, MaxItemsType, PolicyNameListType, ResponseMarkerType, RoleNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export const listRolePolicies = operation({
  name: 'ListRolePolicies',
  input: structure('ListRolePoliciesRequest', {
    RoleName: required(RoleNameType),
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListRolePoliciesResponse', {
    PolicyNames: required(PolicyNameListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onRole('ListRolePolicies'),
  run: (context, input, request) => listInlinePolicies(context, request, { kind: 'role', name: input.RoleName }, input),
});
