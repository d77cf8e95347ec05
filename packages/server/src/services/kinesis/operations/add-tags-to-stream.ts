import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { onStream } from '../addressing.js';
import { operation } from '../context.js';
import { addTags } from '../resource-tags.js';
import { streamResource } from '../resources.js';
import { streamReference, TagMap } from '../shapes.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html */
export const addTagsToStream = operation({
  name: 'AddTagsToStream',
  input: structure('AddTagsToStreamInput', { Tags: required(TagMap), ...streamReference }),
  output: undefined,
  errors: [
    'ResourceNotFoundException',
    'ResourceInUseException',
    'InvalidArgumentException',
    'LimitExceededException',
    'AccessDeniedException',
  ],
  needs: (context, input, request) => ({
    ...onStream('AddTagsToStream')(context, input, request),
    keys: requestTags(input.Tags),
  }),
  run: (context, input, request) => addTags(context, streamResource(input, request), input.Tags),
});
