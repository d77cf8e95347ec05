import { required, structure } from '@paddock/wire';
import { onGroup, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { LogGroupName, Tags } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_ListTagsLogGroup.html */
export const listTagsLogGroup = operation({
  name: 'ListTagsLogGroup',
  input: structure('ListTagsLogGroupRequest', { logGroupName: required(LogGroupName) }),
  output: structure('ListTagsLogGroupResponse', { tags: Tags }),
  errors: ['ResourceNotFoundException', 'ServiceUnavailableException'],
  needs: onGroup('ListTagsLogGroup'),
  async run({ groups }, input, request) {
    const { group } = await groups.find(ownGroup(input.logGroupName, request));
    return { tags: group.tags };
  },
});
