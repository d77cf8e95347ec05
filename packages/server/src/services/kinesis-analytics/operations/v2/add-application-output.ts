import { required, structure } from '@paddock/wire';
import { onApplication } from '../../addressing.js';
import { operation } from '../../context.js';
import { addOutput } from '../../settings/outputs.js';
import { ApplicationVersionId, ResourceARN } from '../../shapes.js';
import { Output } from '../../structures-v2.js';
import { newVersion, OutputDescriptions, outputDescriptions } from '../../views-v2.js';
import { change, changeErrors, changeMembers } from './changing.js';

/** https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_AddApplicationOutput.html */
export const addApplicationOutput = operation({
  name: 'AddApplicationOutput',
  input: structure('AddApplicationOutputRequest', {
    ...changeMembers,
    Output: required(Output),
  }),
  output: structure('AddApplicationOutputResponse', {
    ApplicationARN: ResourceARN,
    ApplicationVersionId,
    OutputDescriptions,
  }),
  errors: changeErrors,
  needs: onApplication('AddApplicationOutput'),
  async run(context, input, request) {
    const application = await change(context, input, request, addOutput(context.checks, input.Output));
    return { ...newVersion(application), ...outputDescriptions(application) };
  },
});
