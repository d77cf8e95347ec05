import { required, structure } from '@paddock/wire';
import { removedTags } from '../../../authorization/need-keys.js';
import { onStream } from '../addressing.js';
import { operation } from '../context.js';
import { removeTags } from '../resource-tags.js';
import { streamResource } from '../resources.js';
import { streamReference, TagKeyList } from '../shapes.js';
import { addTagsToStream } from './add-tags-to-stream.js';

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_RemoveTagsFromStream.html */
export const removeTagsFromStream = operation({
  name: 'RemoveTagsFromStream',
  input: structure('RemoveTagsFromStreamInput', { TagKeys: required(TagKeyList), ...streamReference }),
  output: undefined,
  errors: addTagsToStream.errors,
  needs: (context, input, request) => ({
    ...onStream('RemoveTagsFromStream')(context, input, request),
    keys: removedTags(input.TagKeys),
  }),
  run: (context, input, request) => removeTags(context, streamResource(input, request), input.TagKeys),
});
