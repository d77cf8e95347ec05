import { required, structure, timestamp } from '@paddock/wire';
import { namedApplication, onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { deleteCreatedAt } from '../../settings/removal.js';
import { ApplicationName } from '../../shapes.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_DeleteApplication.html */
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
    'InvalidArgumentException',
    'InvalidRequestException',
    'InvalidApplicationConfigurationException',
  ],
  needs: onApplication('DeleteApplication'),
  async run(context, input, request) {
    await deleteCreatedAt(context, namedApplication(input, request), 'v2', input.CreateTimestamp);
    return {};
  },
});
