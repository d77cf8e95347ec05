import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { deleteOutput } from '../../settings/outputs.js';
import { ApplicationVersionId, Id, ResourceARN } from '../../shapes.js';
import { newVersion } from '../../views-v2.js';
import { change, changeErrors, changeMembers } from './changing.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_DeleteApplicationOutput.html */
export const deleteApplicationOutput = operation({
  name: 'DeleteApplicationOutput',
  input: structure('DeleteApplicationOutputRequest', {
    ...changeMembers,
    OutputId: required(Id),
  }),
  output: structure('DeleteApplicationOutputResponse', {
    ApplicationARN: ResourceARN,
    ApplicationVersionId,
  }),
  errors: changeErrors,
  needs: onApplication('DeleteApplicationOutput'),
  async run(context, input, request) {
    const application = await change(context, input, request, deleteOutput(input.OutputId));
    return newVersion(application);
  },
});
