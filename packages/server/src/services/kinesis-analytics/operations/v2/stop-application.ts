import { boolean, required, structure } from '@paddock/wire';
import { findApplication, namedApplication, onApplication } from '../../addressing.js';
import { changeState } from '../../changes.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';
import { noForce } from './errors.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_StopApplication.html */
export const stopApplication = operation({
  name: 'StopApplication',
  input: structure('StopApplicationRequest', { ApplicationName: required(ApplicationName), Force: boolean }),
  output: structure('StopApplicationResponse', {}),
  errors: [
    'ResourceNotFoundException',
    'ResourceInUseException',
    'InvalidArgumentException',
    'InvalidRequestException',
    'InvalidApplicationConfigurationException',
    'ConcurrentModificationException',
  ],
  needs: onApplication('StopApplication'),
  async run(context, input, request) {
    const named = namedApplication(input, request);
    await findApplication(context, named);
    if (input.Force === true) throw noForce();
    await changeState(context, named, {
      api: 'v2',
      from: ['RUNNING'],
      doing: 'stopped',
      make: () => ({ status: 'STOPPING' }),
    });
    return {};
  },
});
