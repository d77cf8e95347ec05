import { required, structure } from '@paddock/wire';
import { namedApplication, onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { startRun } from '../../settings/starts.js';
import { ApplicationName } from '../../shapes.js';
import { InputConfigurations } from '../../structures-v1.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_StartApplication.html */
export const startApplication = operation({
  name: 'StartApplication',
  input: structure('StartApplicationRequest', {
    ApplicationName: required(ApplicationName),
    InputConfigurations: required(InputConfigurations),
  }),
  output: structure('StartApplicationResponse', {}),
  errors: [
    'ResourceNotFoundException',
    'ResourceInUseException',
    'InvalidArgumentException',
    'InvalidApplicationConfigurationException',
    'UnsupportedOperationException',
  ],
  needs: onApplication('StartApplication'),
  async run(context, input, request) {
    await startRun(context, namedApplication(input, request), 'v1', input.InputConfigurations);
    return {};
  },
});
