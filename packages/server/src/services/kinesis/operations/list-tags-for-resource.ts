import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findResource, namedResource, onResource } from '../resources.js';
import { ResourceARN, StreamId, TagList } from '../shapes.js';
import { sortedTags } from '../tags.js';
import { addTagsToStream } from './add-tags-to-stream.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  input: structure('ListTagsForResourceInput', { ResourceARN: required(ResourceARN), StreamId }),
  output: structure('ListTagsForResourceOutput', { Tags: TagList }),
  errors: addTagsToStream.errors,
  needs: onResource('ListTagsForResource'),
  async run(context, input, request) {
    const { tags } = await findResource(context, namedResource(input.ResourceARN, request));
    return { Tags: sortedTags(tags) };
  },
});
