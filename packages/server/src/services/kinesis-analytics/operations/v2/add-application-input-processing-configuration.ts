import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { addProcessor } from '../../settings/inputs.js';
import { ApplicationVersionId, Id, ResourceARN } from '../../shapes.js';
import { InputProcessingConfiguration } from '../../structures-v2.js';
import { processingDescription } from '../../view-parts.js';
import { InputProcessingConfigurationDescription, newVersion } from '../../views-v2.js';
import { change, changeErrors, changeMembers } from './changing.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_AddApplicationInputProcessingConfiguration.html */
export const addApplicationInputProcessingConfiguration = operation({
  name: 'AddApplicationInputProcessingConfiguration',
  input: structure('AddApplicationInputProcessingConfigurationRequest', {
    ...changeMembers,
    InputId: required(Id),
    InputProcessingConfiguration: required(InputProcessingConfiguration),
  }),
  output: structure('AddApplicationInputProcessingConfigurationResponse', {
    ApplicationARN: ResourceARN,
    ApplicationVersionId,
    InputId: Id,
    InputProcessingConfigurationDescription,
  }),
  errors: changeErrors,
  needs: onApplication('AddApplicationInputProcessingConfiguration'),
  async run(context, input, request) {
    const { InputId: id, InputProcessingConfiguration: given } = input;
    const application = await change(context, input, request, addProcessor(context.checks, id, given));
    const processor = application.inputs.find((each) => each.id === id)?.processor;
    return {
      ...newVersion(application),
      InputId: id,
      ...(processor && { InputProcessingConfigurationDescription: processingDescription(processor) }),
    };
  },
});
