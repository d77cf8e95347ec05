import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findRole, onRole } from '../lookup.js';
import { page } from '../paging.js';
import { MarkerType, MaxItemsType, ResponseMarkerType, RoleNameType } from '../shapes.js';
import { TagListType } from '../structures.js';
import { sortedTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html */
export const listRoleTags = operation({
  name: 'ListRoleTags',
  input: structure('ListRoleTagsRequest', {
    RoleName: required(RoleNameType),
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListRoleTagsResponse', {
    Tags: required(TagListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onRole('ListRoleTags'),
  run(context, input, request) {
    const { tags } = findRole(context, request, input.RoleName).value;
    const { items, ...rest } = page(sortedTags(tags), ({ Key }) => Key, input);
    return { Tags: items, ...rest };
  },
});
