import { required, structure } from '@paddock/wire';
import { onGroup, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { LogGroupName } from '../shapes.js';
import { putRetentionPolicy } from './put-retention-policy.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteRetentionPolicy.html */
export const deleteRetentionPolicy = operation({
  name: 'DeleteRetentionPolicy',
  input: structure('DeleteRetentionPolicyRequest', { logGroupName: required(LogGroupName) }),
  output: undefined,
  errors: putRetentionPolicy.errors,
  needs: onGroup('DeleteRetentionPolicy'),
  async run({ groups }, input, request) {
    await groups.change(ownGroup(input.logGroupName, request), ({ retentionInDays: _before, ...group }) => group);
  },
});
