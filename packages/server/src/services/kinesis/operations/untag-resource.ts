import { required, structure } from '@paddock/wire';
import { removedTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { removeTags } from '../resource-tags.js';
import { namedResource, onResource } from '../resources.js';
import { ResourceARN, StreamId, TagKeyList } from '../shapes.js';
import { addTagsToStream } from './add-tags-to-stream.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UntagResource.html */
export const untagResource = operation({
  name: 'UntagResource',
  input: structure('UntagResourceInput', {
    TagKeys: required(TagKeyList),
    ResourceARN: required(ResourceARN),
    StreamId,
  }),
  output: undefined,
  errors: addTagsToStream.errors,
  needs: (context, input, request) => ({
    ...onResource('UntagResource')(context, input, request),
    keys: removedTags(input.TagKeys),
  }),
  run: (context, input, request) => removeTags(context, namedResource(input.ResourceARN, request), input.TagKeys),
});
