import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { deleteProcessor } from '../../settings/inputs.js';
import { ApplicationVersionId, Id, ResourceARN } from '../../shapes.js';
import { newVersion } from '../../views-v2.js';
import { change, changeErrors, changeMembers } from './changing.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_DeleteApplicationInputProcessingConfiguration.html */
export const deleteApplicationInputProcessingConfiguration = operation({
  name: 'DeleteApplicationInputProcessingConfiguration',
  input: structure('DeleteApplicationInputProcessingConfigurationRequest', {
    ...changeMembers,
    InputId: required(Id),
  }),
  output: structure('DeleteApplicationInputProcessingConfigurationResponse', {
    ApplicationARN: ResourceARN,
    ApplicationVersionId,
  }),
  errors: changeErrors,
  needs: onApplication('DeleteApplicationInputProcessingConfiguration'),
  async run(context, input, request) {
    const application = await change(context, input, request, deleteProcessor(input.InputId));
    return newVersion(application);
  },
});
