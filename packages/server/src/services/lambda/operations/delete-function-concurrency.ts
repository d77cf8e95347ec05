import { label, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { functionsOnly } from '../errors-functions.js';
import { changeFunction } from '../function-changes.js';
import { FunctionName } from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionConcurrency.html */
export const deleteFunctionConcurrency = operation({
  name: 'DeleteFunctionConcurrency',
  http: { method: 'DELETE', path: '/2017-10-31/functions/{FunctionName}/concurrency', status: 204 },
  input: structure('DeleteFunctionConcurrencyRequest', { FunctionName: required(label(FunctionName)) }),
  output: undefined,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('DeleteFunctionConcurrency'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    if (named.qualifier !== undefined) throw functionsOnly();
    await changeFunction(context, named, ({ reserved, ...owner }) =>
      reserved === undefined ? { result: undefined } : { owner, result: undefined },
    );
  },
});
