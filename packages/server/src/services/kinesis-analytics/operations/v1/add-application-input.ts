import { required, structure } from '@paddock/wire';
import { operation } from '../../context.js';
import { addInput } from '../../settings/inputs.js';
import { Input } from '../../structures-v1.js';
import { change, changeErrors, changeMembers, onApplicationWithRoles } from './changing.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_AddApplicationInput.html */
export const addApplicationInput = operation({
  name: 'AddApplicationInput',
  input: structure('AddApplicationInputRequest', { ...changeMembers, Input: required(Input) }),
  output: structure('AddApplicationInputResponse', {}),
  errors: [...changeErrors, 'CodeValidationException'],
  needs: onApplicationWithRoles('AddApplicationInput'),
  run: (context, input, request) => change(context, input, request, addInput(context.checks, input.Input)),
});
