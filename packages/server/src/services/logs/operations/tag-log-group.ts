import { required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import { onGroup, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { tooManyTagsOfGroup } from '../errors.js';
import { addTags } from '../group-tags.js';
import { LogGroupName, Tags } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagLogGroup.html */
export const tagLogGroup = operation({
  name: 'TagLogGroup',
  input: structure('TagLogGroupRequest', { logGroupName: required(LogGroupName), tags: required(Tags) }),
  output: undefined,
  errors: ['ResourceNotFoundException', 'InvalidParameterException'],
  needs: (context, input, request) => ({
    ...onGroup('TagLogGroup')(context, input, request),
    keys: requestTags(input.tags),
  }),
  run: ({ groups, quotas }, input, request) =>
    addTags(groups, ownGroup(input.logGroupName, request), input.tags, quotas.tags, tooManyTagsOfGroup),
});
