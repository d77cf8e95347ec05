import { required, structure } from '@paddock/wire';
import { operation } from '../../context.js';
import { addProcessor } from '../../settings/inputs.js';
import { Id } from '../../shapes.js';
import { InputProcessingConfiguration } from '../../structures-v1.js';
import { change, changeErrors, changeMembers, onApplicationWithRoles } from './changing.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_AddApplicationInputProcessingConfiguration.html */
export const addApplicationInputProcessingConfiguration = operation({
  name: 'AddApplicationInputProcessingConfiguration',
  input: structure('AddApplicationInputProcessingConfigurationRequest', {
    ...changeMembers,
    InputId: required(Id),
    InputProcessingConfiguration: required(InputProcessingConfiguration),
  }),
  output: structure('AddApplicationInputProcessingConfigurationResponse', {}),
  errors: changeErrors,
  needs: onApplicationWithRoles('AddApplicationInputProcessingConfiguration'),
  run: (context, input, request) =>
    change(context, input, request, addProcessor(context.checks, input.InputId, input.InputProcessingConfiguration)),
});
