import { required, structure, timestamp } from '@paddock/wire';
import { namedApplication, onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { deleteCreatedAt } from '../../settings/removal.js';
import { ApplicationName } from '../../shapes.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_DeleteApplication.html */
export const deleteApplication = operation({
  name: 'DeleteApplication',
  input: structure('DeleteApplicationRequest', {
    ApplicationName: required(ApplicationName),
    CreateTimestamp: required(timestamp),
  }),
  output: structure('DeleteApplicationResponse', {}),
  errors: [
    'ConcurrentModificationException',
    'ResourceNotFoundException',
    'ResourceInUseException',
    'UnsupportedOperationException',
  ],
  needs: onApplication('DeleteApplication'),
  async run(context, input, request) {
    await deleteCreatedAt(context, namedApplication(input, request), 'v1', input.CreateTimestamp);
    return {};
  },
});
