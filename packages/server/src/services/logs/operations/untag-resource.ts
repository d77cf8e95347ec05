import { required, structure } from '@paddock/wire';
import { removedTags } from '../../../authorization/need-keys.js';
import { onGroupTags, taggedGroup } from '../addressing.js';
import { operation } from '../context.js';
import { removeTags } from '../group-tags.js';
import { AmazonResourceName, TagKeyList } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_UntagResource.html */
export const untagResource = operation({
  name: 'UntagResource',
  input: structure('UntagResourceRequest', {
    resourceArn: required(AmazonResourceName),
    tagKeys: required(TagKeyList),
  }),
  output: undefined,
  errors: ['InvalidParameterException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  needs: (_context, input, request) => ({
    ...onGroupTags('UntagResource', taggedGroup(input.resourceArn, request)),
    keys: removedTags(input.tagKeys),
  }),
  run: ({ groups }, input, request) => removeTags(groups, taggedGroup(input.resourceArn, request), input.tagKeys),
});
