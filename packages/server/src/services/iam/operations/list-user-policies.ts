import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { listInlinePolicies } from '../inline-policies.js';
import { onUser } from '../lookup.js';
import { ExistingUserNameType, MarkerType, MaxItemsType, PolicyNameListType, ResponseMarkerType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserPolicies.html */
export const listUserPolicies = operation({
  name: 'ListUserPolicies',
  input: structure('ListUserPoliciesRequest', {
    UserName: required(ExistingUserNameType),
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListUserPoliciesResponse', {
    PolicyNames: required(PolicyNameListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onUser('ListUserPolicies'),
  run: (context, input, request) => listInlinePolicies(context, request, { kind: 'user', name: input.UserName }, input),
});
