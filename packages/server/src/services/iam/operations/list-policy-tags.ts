import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { onPolicy } from '../lookup.js';
import { page } from '../paging.js';
import { readPolicy } from '../policies.js';
import { ArnType, MarkerType, MaxItemsType, ResponseMarkerType } from '../shapes.js';
import { TagListType } from '../structures.js';
import { sortedTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyTags.html */
export const listPolicyTags = operation({
  name: 'ListPolicyTags',
  input: structure('ListPolicyTagsRequest', {
    PolicyArn: required(ArnType),
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListPolicyTagsResponse', {
    Tags: required(TagListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure', 'InvalidInput'],
  needs: onPolicy('ListPolicyTags'),
  run(context, { PolicyArn, ...request }, requestContext) {
    const { tags } = readPolicy(context, requestContext, PolicyArn);
    const { items, ...rest } = page(sortedTags(tags), ({ Key }) => Key, request);
    return { Tags: [...items], ...rest };
  },
});
