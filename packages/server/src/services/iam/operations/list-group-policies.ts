import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { listInlinePolicies } from '../inline-policies.js';
import { onGroup } from '../lookup.js';
import { GroupNameType, MarkerType, MaxItemsType, PolicyNameListType, ResponseMarkerType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupPolicies.html */
export const listGroupPolicies = operation({
  name: 'ListGroupPolicies',
  input: structure('ListGroupPoliciesRequest', {
    GroupName: required(GroupNameType),
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListGroupPoliciesResponse', {
    PolicyNames: required(PolicyNameListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onGroup('ListGroupPolicies'),
  run: (context, input, request) =>
    listInlinePolicies(context, request, { kind: 'group', name: input.GroupName }, input),
});
