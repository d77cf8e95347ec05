import { required, structure } from '@paddock/wire';
import { findApplication, namedApplication, onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { startRun } from '../../settings/starts.js';
import { ApplicationName } from '../../shapes.js';
import { checkMembers, RunConfiguration } from './configuration.js';

/** Answers no id of an operation: operations of applications of SQL cannot be described. https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_StartApplication.html */
export const startApplication = operation({
  name: 'StartApplication',
  input: structure('StartApplicationRequest', { ApplicationName: required(ApplicationName), RunConfiguration }),
  output: structure('StartApplicationResponse', {}),
  errors: [
    'ResourceNotFoundException',
    'ResourceInUseException',
    'InvalidArgumentException',
    'InvalidApplicationConfigurationException',
    'InvalidRequestException',
  ],
  needs: onApplication('StartApplication'),
  async run(context, input, request) {
    const named = namedApplication(input, request);
    const { RunConfiguration: configuration = {} } = input;
    await findApplication(context, named);
    checkMembers(configuration, ['SqlRunConfigurations']);
    const starts = (configuration.SqlRunConfigurations ?? []).map(({ InputId, ...start }) => ({
      Id: InputId,
      ...start,
    }));
    await startRun(context, named, 'v2', starts);
    return {};
  },
});
