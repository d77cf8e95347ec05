import { required, structure } from '@paddock/wire';
import { onGroup, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { LogGroupName } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html */
export const deleteLogGroup = operation({
  name: 'DeleteLogGroup',
  input: structure('DeleteLogGroupRequest', { logGroupName: required(LogGroupName) }),
  output: undefined,
  errors: [
    'InvalidParameterException',
    'ResourceNotFoundException',
    'OperationAbortedException',
    'ServiceUnavailableException',
    'ValidationException',
  ],
  needs: onGroup('DeleteLogGroup'),
  run: ({ groups }, input, request) => groups.delete(ownGroup(input.logGroupName, request)),
});
