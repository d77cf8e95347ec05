import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { addLoggingOption } from '../../settings/logging.js';
import { ApplicationName, ApplicationVersionId, ResourceARN } from '../../shapes.js';
import { CloudWatchLoggingOption, ConditionalToken } from '../../structures-v2.js';
import { CloudWatchLoggingOptionDescriptions, loggingDescriptions, newVersion } from '../../views-v2.js';
import { change, changeErrors } from './changing.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_AddApplicationCloudWatchLoggingOption.html */
export const addApplicationCloudWatchLoggingOption = operation({
  name: 'AddApplicationCloudWatchLoggingOption',
  input: structure('AddApplicationCloudWatchLoggingOptionRequest', {
    ApplicationName: required(ApplicationName),
    CurrentApplicationVersionId: ApplicationVersionId,
    CloudWatchLoggingOption: required(CloudWatchLoggingOption),
    ConditionalToken,
  }),
  output: structure('AddApplicationCloudWatchLoggingOptionResponse', {
    ApplicationARN: ResourceARN,
    ApplicationVersionId,
    CloudWatchLoggingOptionDescriptions,
  }),
  errors: [...changeErrors, 'InvalidApplicationConfigurationException'],
  needs: onApplication('AddApplicationCloudWatchLoggingOption'),
  async run(context, input, request) {
    const application = await change(context, input, request, addLoggingOption(input.CloudWatchLoggingOption));
    return { ...newVersion(application), ...loggingDescriptions(application) };
  },
});
