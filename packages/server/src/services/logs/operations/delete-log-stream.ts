import { required, structure } from '@paddock/wire';
import { onStream, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { streamNotFound } from '../errors.js';
import { LogGroupName, LogStreamName } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogStream.html */
export const deleteLogStream = operation({
  name: 'DeleteLogStream',
  input: structure('DeleteLogStreamRequest', {
    logGroupName: required(LogGroupName),
    logStreamName: required(LogStreamName),
  }),
  output: undefined,
  errors: [
    'InvalidParameterException',
    'ResourceNotFoundException',
    'OperationAbortedException',
    'ServiceUnavailableException',
    'ValidationException',
  ],
  needs: onStream('DeleteLogStream'),
  async run({ groups, streams }, input, request) {
    const { group } = await groups.find(ownGroup(input.logGroupName, request));
    if (!(await streams.delete(group, input.logStreamName))) throw streamNotFound();
  },
});
