import { required, structure } from '@paddock/wire';
import { onStream, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { LogGroupName, LogStreamName } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html */
export const createLogStream = operation({
  name: 'CreateLogStream',
  input: structure('CreateLogStreamRequest', {
    logGroupName: required(LogGroupName),
    logStreamName: required(LogStreamName),
  }),
  output: undefined,
  errors: [
    'InvalidParameterException',
    'ResourceAlreadyExistsException',
    'ResourceNotFoundException',
    'ServiceUnavailableException',
  ],
  needs: onStream('CreateLogStream'),
  async run({ groups, ingestion }, input, request) {
    const view = await groups.find(ownGroup(input.logGroupName, request));
    await ingestion.createStream(view, input.logStreamName);
  },
});
