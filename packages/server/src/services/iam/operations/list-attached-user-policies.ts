import { boolean, required, structure } from '@paddock/wire';
import { listAttached } from '../attachments.js';
import { operation } from '../context.js';
import { findUser, onUser } from '../lookup.js';
import { MarkerType, MaxItemsType, PolicyPathType, ResponseMarkerType, UserNameType } from '../shapes.js';
import { AttachedPoliciesListType } from '../structures.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedUserPolicies.html */
export const listAttachedUserPolicies = operation({
  name: 'ListAttachedUserPolicies',
  input: structure('ListAttachedUserPoliciesRequest', {
    UserName: required(UserNameType),
    PathPrefix: PolicyPathType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListAttachedUserPoliciesResponse', {
    AttachedPolicies: AttachedPoliciesListType,
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'InvalidInput', 'ServiceFailure'],
  needs: onUser('ListAttachedUserPolicies'),
  run: (context, input, request) => listAttached(findUser(context, request, input.UserName).value.attached, input),
});
