import { boolean, required, structure } from '@paddock/wire';
import { listAttached } from '../attachments.js';
import { operation } from '../context.js';
import { findGroup, onGroup } from '../lookup.js';
import { MarkerType, MaxItemsType, PolicyPathType, ResponseMarkerType, GroupNameType } from '../shapes.js';
import { AttachedPoliciesListType } from '../structures.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedGroupPolicies.html */
export const listAttachedGroupPolicies = operation({
  name: 'ListAttachedGroupPolicies',
  input: structure('ListAttachedGroupPoliciesRequest', {
    GroupName: required(GroupNameType),
    PathPrefix: PolicyPathType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListAttachedGroupPoliciesResponse', {
    AttachedPolicies: AttachedPoliciesListType,
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'InvalidInput', 'ServiceFailure'],
  needs: onGroup('ListAttachedGroupPolicies'),
  run: (context, input, request) => listAttached(findGroup(context, request, input.GroupName).value.attached, input),
});
