import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { deleteOutput } from '../../settings/outputs.js';
import { Id } from '../../shapes.js';
import { change, changeErrors, changeMembers } from './changing.js';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/API_DeleteApplicationOutput.html */
export const deleteApplicationOutput = operation({
  name: 'DeleteApplicationOutput',
  input: structure('DeleteApplicationOutputRequest', { ...changeMembers, OutputId: required(Id) }),
  output: structure('DeleteApplicationOutputResponse', {}),
  errors: changeErrors,
  needs: onApplication('DeleteApplicationOutput'),
  run: (context, input, request) => change(context, input, request, deleteOutput(input.OutputId)),
});
