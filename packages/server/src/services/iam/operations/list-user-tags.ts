import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findUser, onUser } from '../lookup.js';
import { page } from '../paging.js';
import { ExistingUserNameType, MarkerType, MaxItemsType, ResponseMarkerType } from '../shapes.js';
import { TagListType } from '../structures.js';
import { sortedTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html */
export const listUserTags = operation({
  name: 'ListUserTags',
  input: structure('ListUserTagsRequest', {
    UserName: required(ExistingUserNameType),
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListUserTagsResponse', {
    Tags: required(TagListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure'],
  needs: onUser('ListUserTags'),
  run(context, input, request) {
    const { value: user } = findUser(context, request, input.UserName);
    const { items, ...rest } = page(sortedTags(user.tags), ({ Key }) => Key, input);
    return { Tags: items, ...rest };
  },
});
