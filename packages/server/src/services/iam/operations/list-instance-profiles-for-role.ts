import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findRole, onRole } from '../lookup.js';
import { emptyPage } from '../paging.js';
import { MarkerType, MaxItemsType, ResponseMarkerType, RoleNameType } from '../shapes.js';
import { InstanceProfileListType } from '../structures.js';

/**
 * None of any role: there are no virtual machines here that could have one. Terraform asks before it deletes a role.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html
 */
export const listInstanceProfilesForRole = operation({
  name: 'ListInstanceProfilesForRole',
  input: structure('ListInstanceProfilesForRoleRequest', {
    RoleName: required(RoleNameType),
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListInstanceProfilesForRoleResponse', {
    InstanceProfiles: required(InstanceProfileListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onRole('ListInstanceProfilesForRole'),
  run(context, input, request) {
    findRole(context, request, input.RoleName);
    const { items, ...rest } = emptyPage(input);
    return { InstanceProfiles: items, ...rest };
  },
});
