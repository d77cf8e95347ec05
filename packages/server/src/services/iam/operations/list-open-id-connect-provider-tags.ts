import { boolean, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findProvider, onProvider } from '../oidc.js';
import { page } from '../paging.js';
import { ArnType, MarkerType, MaxItemsType, ResponseMarkerType } from '../shapes.js';
import { TagListType } from '../structures.js';
import { sortedTags } from '../tags.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviderTags.html */
export const listOpenIdConnectProviderTags = operation({
  name: 'ListOpenIDConnectProviderTags',
  input: structure('ListOpenIDConnectProviderTagsRequest', {
    OpenIDConnectProviderArn: required(ArnType),
    Marker: MarkerType,
    MaxItems: MaxItemsType,
  }),
  output: structure('ListOpenIDConnectProviderTagsResponse', {
    Tags: required(TagListType),
    IsTruncated: boolean,
    Marker: ResponseMarkerType,
  }),
  errors: ['NoSuchEntity', 'ServiceFailure', 'InvalidInput'],
  needs: onProvider('ListOpenIDConnectProviderTags'),
  run(context, input, request) {
    const { tags } = findProvider(context, request, input).value;
    const { items, ...rest } = page(sortedTags(tags), ({ Key }) => Key, input);
    return { Tags: items, ...rest };
  },
});
