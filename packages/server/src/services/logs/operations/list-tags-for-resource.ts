import { required, structure } from '@paddock/wire';
import { onGroupTags, taggedGroup } from '../addressing.js';
import { operation } from '../context.js';
import { AmazonResourceName, Tags } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  input: structure('ListTagsForResourceRequest', { resourceArn: required(AmazonResourceName) }),
  output: structure('ListTagsForResourceResponse', { tags: Tags }),
  errors: ['InvalidParameterException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  needs: (_context, input, request) => onGroupTags('ListTagsForResource', taggedGroup(input.resourceArn, request)),
  async run({ groups }, input, request) {
    const { group } = await groups.find(taggedGroup(input.resourceArn, request));
    return { tags: group.tags };
  },
});
