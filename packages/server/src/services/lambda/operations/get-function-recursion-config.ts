import { label, required, structure } from '@paddock/wire';
import { findFunction, namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { RecursiveLoop, UnqualifiedFunctionName } from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionRecursionConfig.html */
export const getFunctionRecursionConfig = operation({
  name: 'GetFunctionRecursionConfig',
  http: { method: 'GET', path: '/2024-08-31/functions/{FunctionName}/recursion-config', status: 200 },
  input: structure('GetFunctionRecursionConfigRequest', { FunctionName: required(label(UnqualifiedFunctionName)) }),
  output: structure('GetFunctionRecursionConfigResponse', { RecursiveLoop }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('GetFunctionRecursionConfig'),
  async run(context, input, request) {
    const { value: owner } = await findFunction(context, namedFunction(input, request));
    return { RecursiveLoop: owner.recursiveLoop ?? 'Terminate' };
  },
});
