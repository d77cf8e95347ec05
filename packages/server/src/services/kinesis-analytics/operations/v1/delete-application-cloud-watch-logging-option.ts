import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { deleteLoggingOption } from '../../settings/logging.js';
import { Id } from '../../shapes.js';
import { change, changeErrors, changeMembers } from './changing.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_DeleteApplicationCloudWatchLoggingOption.html */
export const deleteApplicationCloudWatchLoggingOption = operation({
  name: 'DeleteApplicationCloudWatchLoggingOption',
  input: structure('DeleteApplicationCloudWatchLoggingOptionRequest', {
    ...changeMembers,
    CloudWatchLoggingOptionId: required(Id),
  }),
  output: structure('DeleteApplicationCloudWatchLoggingOptionResponse', {}),
  errors: changeErrors,
  needs: onApplication('DeleteApplicationCloudWatchLoggingOption'),
  run: (context, input, request) =>
    change(context, input, request, deleteLoggingOption(input.CloudWatchLoggingOptionId)),
});
