import { required, structure } from '@paddock/wire';
import { removedTags } from '../../../authorization/need-keys.js';
import { onGroup, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { removeTags } from '../group-tags.js';
import { LogGroupName, TagList } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_UntagLogGroup.html */
export const untagLogGroup = operation({
  name: 'UntagLogGroup',
  input: structure('UntagLogGroupRequest', { logGroupName: required(LogGroupName), tags: required(TagList) }),
  output: undefined,
  errors: ['ResourceNotFoundException'],
  needs: (context, input, request) => ({
    ...onGroup('UntagLogGroup')(context, input, request),
    keys: removedTags(input.tags),
  }),
  run: ({ groups }, input, request) => removeTags(groups, ownGroup(input.logGroupName, request), input.tags),
});
