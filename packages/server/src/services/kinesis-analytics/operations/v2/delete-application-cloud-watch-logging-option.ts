import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { deleteLoggingOption } from '../../settings/logging.js';
import { ApplicationName, ApplicationVersionId, Id, ResourceARN } from '../../shapes.js';
import { ConditionalToken } from '../../structures-v2.js';
import { CloudWatchLoggingOptionDescriptions, loggingDescriptions, newVersion } from '../../views-v2.js';
import { change, changeErrors } from './changing.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_DeleteApplicationCloudWatchLoggingOption.html */
export const deleteApplicationCloudWatchLoggingOption = operation({
  name: 'DeleteApplicationCloudWatchLoggingOption',
  input: structure('DeleteApplicationCloudWatchLoggingOptionRequest', {
    ApplicationName: required(ApplicationName),
    CurrentApplicationVersionId: ApplicationVersionId,
    CloudWatchLoggingOptionId: required(Id),
    ConditionalToken,
  }),
  output: structure('DeleteApplicationCloudWatchLoggingOptionResponse', {
    ApplicationARN: ResourceARN,
    ApplicationVersionId,
    CloudWatchLoggingOptionDescriptions,
  }),
  errors: [...changeErrors, 'InvalidApplicationConfigurationException'],
  needs: onApplication('DeleteApplicationCloudWatchLoggingOption'),
  async run(context, input, request) {
    const application = await change(context, input, request, deleteLoggingOption(input.CloudWatchLoggingOptionId));
    return { ...newVersion(application), ...loggingDescriptions(application) };
  },
});
