import { boolean, required, structure } from '@paddock/wire';
import { listAttached } from '../attachments.js';
import { operation } from '../context.js';
import { findRole, onRole } from '../lookup.js';
import { MarkerType, MaxItemsType, PolicyPathType, ResponseMarkerType, RoleNameType } from '../shapes.js';
import { AttachedPoliciesListType } from '../structures.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
export const listAttachedRolePolicies = operation({
  name: 'ListAttachedRolePolicies',
  input: structure('ListAttachedRolePoliciesRequest', {
    RoleName: required(RoleNameType),
    PathPrefix: PolicyPathType,
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListAttachedRolePoliciesResponse', {
    AttachedPolicies: AttachedPoliciesListType,
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'InvalidInput', 'ServiceFailure'],
  needs: onRole('ListAttachedRolePolicies'),
  run: (context, input, request) => listAttached(findRole(context, request, input.RoleName).value.attached, input),
});
