import { label, required, structure } from '@paddock/wire';
import { findFunction, namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { functionsOnly } from '../errors-functions.js';
import { FunctionName, ReservedConcurrentExecutions } from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConcurrency.html */
export const getFunctionConcurrency = operation({
  name: 'GetFunctionConcurrency',
  http: { method: 'GET', path: '/2019-09-30/functions/{FunctionName}/concurrency', status: 200 },
  input: structure('GetFunctionConcurrencyRequest', { FunctionName: required(label(FunctionName)) }),
  output: structure('GetFunctionConcurrencyResponse', { ReservedConcurrentExecutions }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('GetFunctionConcurrency'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    if (named.qualifier !== undefined) throw functionsOnly();
    const { value: owner } = await findFunction(context, named);
    return { ReservedConcurrentExecutions: owner.reserved };
  },
});
