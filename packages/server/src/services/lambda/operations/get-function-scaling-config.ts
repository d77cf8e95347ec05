import { label, query, required, structure } from '@paddock/wire';
import { namedFunction, onFunction, resolveFunction } from '../addressing.js';
import { operation } from '../context.js';
import { qualifiedArn } from '../domain/arns.js';
import { FunctionArn, PublishedFunctionQualifier, UnqualifiedFunctionName } from '../shapes.js';
import { FunctionScalingConfig } from '../structures.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionScalingConfig.html */
export const getFunctionScalingConfig = operation({
  name: 'GetFunctionScalingConfig',
  http: { method: 'GET', path: '/2025-11-30/functions/{FunctionName}/function-scaling-config', status: 200 },
  input: structure('GetFunctionScalingConfigRequest', {
    FunctionName: required(label(UnqualifiedFunctionName)),
    Qualifier: required(query('Qualifier', PublishedFunctionQualifier)),
  }),
  output: structure('GetFunctionScalingConfigResponse', {
    FunctionArn,
    AppliedFunctionScalingConfig: FunctionScalingConfig,
    RequestedFunctionScalingConfig: FunctionScalingConfig,
  }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('GetFunctionScalingConfig'),
  async run(context, input, request) {
    const { function: owner, version } = await resolveFunction(context, namedFunction(input, request));
    const config = owner.scaling[version.version];
    const told = config && { MinExecutionEnvironments: config.min, MaxExecutionEnvironments: config.max };
    return {
      FunctionArn: qualifiedArn(owner, version.version),
      AppliedFunctionScalingConfig: told,
      RequestedFunctionScalingConfig: told,
    };
  },
});
