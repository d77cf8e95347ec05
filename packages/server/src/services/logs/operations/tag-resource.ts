import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { onGroupTags, taggedGroup } from '../addressing.js';
import { operation } from '../context.js';
import { tooManyTags } from '../errors.js';
import { addTags } from '../group-tags.js';
import { AmazonResourceName, Tags } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html */
export const tagResource = operation({
  name: 'TagResource',
  input: structure('TagResourceRequest', { resourceArn: required(AmazonResourceName), tags: required(Tags) }),
  output: undefined,
  errors: [
    'InvalidParameterException',
    'ResourceNotFoundException',
    'ServiceUnavailableException',
    'TooManyTagsException',
  ],
  needs: (_context, input, request) => ({
    ...onGroupTags('TagResource', taggedGroup(input.resourceArn, request)),
    keys: requestTags(input.tags),
  }),
  run: ({ groups, quotas }, { resourceArn, tags }, request) =>
    addTags(groups, taggedGroup(resourceArn, request), tags, quotas.tags, () => tooManyTags(resourceArn)),
});
