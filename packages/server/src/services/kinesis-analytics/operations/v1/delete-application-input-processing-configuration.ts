import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { deleteProcessor } from '../../settings/inputs.js';
import { Id } from '../../shapes.js';
import { change, changeErrors, changeMembers } from './changing.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_DeleteApplicationInputProcessingConfiguration.html */
export const deleteApplicationInputProcessingConfiguration = operation({
  name: 'DeleteApplicationInputProcessingConfiguration',
  input: structure('DeleteApplicationInputProcessingConfigurationRequest', { ...changeMembers, InputId: required(Id) }),
  output: structure('DeleteApplicationInputProcessingConfigurationResponse', {}),
  errors: changeErrors,
  needs: onApplication('DeleteApplicationInputProcessingConfiguration'),
  run: (context, input, request) => change(context, input, request, deleteProcessor(input.InputId)),
});
