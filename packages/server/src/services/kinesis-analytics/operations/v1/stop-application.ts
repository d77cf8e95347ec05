import { required, structure } from '@paddock/wire';
import { namedApplication, onApplication } from '../../addressing.js';
import { changeState } from '../../changes.js';
import { operation } from '../../context.js';
import { ApplicationName } from '../../shapes.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_StopApplication.html */
export const stopApplication = operation({
  name: 'StopApplication',
  input: structure('StopApplicationRequest', { ApplicationName: required(ApplicationName) }),
  output: structure('StopApplicationResponse', {}),
  errors: ['ResourceNotFoundException', 'ResourceInUseException', 'UnsupportedOperationException'],
  needs: onApplication('StopApplication'),
  async run(context, input, request) {
    await changeState(context, namedApplication(input, request), {
      api: 'v1',
      from: ['RUNNING'],
      doing: 'stopped',
      make: () => ({ status: 'STOPPING' }),
    });
    return {};
  },
});
