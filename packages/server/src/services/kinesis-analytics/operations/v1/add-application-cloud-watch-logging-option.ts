import { required, structure } from '@paddock/wire';
import { operation } from '../../context.js';
import { addLoggingOption } from '../../settings/logging.js';
import { CloudWatchLoggingOption } from '../../structures-v1.js';
import { change, changeErrors, changeMembers, onApplicationWithRoles } from './changing.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_AddApplicationCloudWatchLoggingOption.html */
export const addApplicationCloudWatchLoggingOption = operation({
  name: 'AddApplicationCloudWatchLoggingOption',
  input: structure('AddApplicationCloudWatchLoggingOptionRequest', {
    ...changeMembers,
    CloudWatchLoggingOption: required(CloudWatchLoggingOption),
  }),
  output: structure('AddApplicationCloudWatchLoggingOptionResponse', {}),
  errors: changeErrors,
  needs: onApplicationWithRoles('AddApplicationCloudWatchLoggingOption'),
  run: (context, input, request) => change(context, input, request, addLoggingOption(input.CloudWatchLoggingOption)),
});
