import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { addInput } from '../../settings/inputs.js';
import { ApplicationVersionId, ResourceARN } from '../../shapes.js';
import { Input } from '../../structures-v2.js';
import { InputDescriptions, inputDescriptions, newVersion } from '../../views-v2.js';
import { change, changeErrors, changeMembers } from './changing.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_AddApplicationInput.html */
export const addApplicationInput = operation({
  name: 'AddApplicationInput',
  input: structure('AddApplicationInputRequest', {
    ...changeMembers,
    Input: required(Input),
  }),
  output: structure('AddApplicationInputResponse', {
    ApplicationARN: ResourceARN,
    ApplicationVersionId,
    InputDescriptions,
  }),
  errors: [...changeErrors, 'CodeValidationException'],
  needs: onApplication('AddApplicationInput'),
  async run(context, input, request) {
    const application = await change(context, input, request, addInput(context.checks, input.Input));
    return { ...newVersion(application), ...inputDescriptions(application) };
  },
});
