import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { addTags } from '../resource-tags.js';
import { namedResource, onResource } from '../resources.js';
import { ResourceARN, StreamId, TagMap } from '../shapes.js';
import { addTagsToStream } from './add-tags-to-stream.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_TagResource.html */
export const tagResource = operation({
  name: 'TagResource',
  input: structure('TagResourceInput', { Tags: required(TagMap), ResourceARN: required(ResourceARN), StreamId }),
  output: undefined,
  errors: addTagsToStream.errors,
  needs: (context, input, request) => ({
    ...onResource('TagResource')(context, input, request),
    keys: requestTags(input.Tags),
  }),
  run: (context, input, request) => addTags(context, namedResource(input.ResourceARN, request), input.Tags),
});
