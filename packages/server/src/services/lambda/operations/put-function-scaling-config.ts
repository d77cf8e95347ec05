import { label, query, required, structure } from '@paddock/wire';
import { assertOwn, namedFunction, onFunction, resolveFunction } from '../addressing.js';
import { operation } from '../context.js';
import { changeFunction } from '../function-changes.js';
import { invalidParameter } from '../errors.js';
import { PublishedFunctionQualifier, State, UnqualifiedFunctionName } from '../shapes.js';
import { FunctionScalingConfig } from '../structures.js';

/** It is kept and told: it says how capacity providers scale, which are not here. https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionScalingConfig.html */
export const putFunctionScalingConfig = operation({
  name: 'PutFunctionScalingConfig',
  http: { method: 'PUT', path: '/2025-11-30/functions/{FunctionName}/function-scaling-config', status: 202 },
  input: structure('PutFunctionScalingConfigRequest', {
    FunctionName: required(label(UnqualifiedFunctionName)),
    Qualifier: required(query('Qualifier', PublishedFunctionQualifier)),
    FunctionScalingConfig,
  }),
  output: structure('PutFunctionScalingConfigResponse', { FunctionState: State }),
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('PutFunctionScalingConfig'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    assertOwn(named, request);
    const { version } = await resolveFunction(context, named);
    const { MinExecutionEnvironments: min, MaxExecutionEnvironments: max } = input.FunctionScalingConfig ?? {};
    if (min !== undefined && max !== undefined && min > max)
      throw invalidParameter('MinExecutionEnvironments must not be greater than MaxExecutionEnvironments.');
    const config = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
    await changeFunction(context, named, (owner) => ({
      owner: { ...owner, scaling: { ...owner.scaling, [version.version]: config } },
      result: undefined,
    }));
    return { FunctionState: version.state };
  },
});
