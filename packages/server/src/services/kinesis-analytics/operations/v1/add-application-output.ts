import { required, structure } from '@paddock/wire';
import { operation } from '../../context.js';
import { addOutput } from '../../settings/outputs.js';
import { Output } from '../../structures-v1.js';
import { change, changeErrors, changeMembers, onApplicationWithRoles } from './changing.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_AddApplicationOutput.html */
export const addApplicationOutput = operation({
  name: 'AddApplicationOutput',
  input: structure('AddApplicationOutputRequest', { ...changeMembers, Output: required(Output) }),
  output: structure('AddApplicationOutputResponse', {}),
  errors: changeErrors,
  needs: onApplicationWithRoles('AddApplicationOutput'),
  run: (context, input, request) => change(context, input, request, addOutput(context.checks, input.Output)),
});
