import { label, required, structure } from '@paddock/wire';
import { assertOwn, namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { changeFunction } from '../function-changes.js';
import { RecursiveLoop, UnqualifiedFunctionName } from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionRecursionConfig.html */
export const putFunctionRecursionConfig = operation({
  name: 'PutFunctionRecursionConfig',
  http: { method: 'PUT', path: '/2024-08-31/functions/{FunctionName}/recursion-config', status: 200 },
  input: structure('PutFunctionRecursionConfigRequest', {
    FunctionName: required(label(UnqualifiedFunctionName)),
    RecursiveLoop: required(RecursiveLoop),
  }),
  output: structure('PutFunctionRecursionConfigResponse', { RecursiveLoop }),
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('PutFunctionRecursionConfig'),
  async run(context, { RecursiveLoop: recursiveLoop, ...input }, request) {
    const named = namedFunction(input, request);
    assertOwn(named, request);
    await changeFunction(context, named, (owner) => ({ owner: { ...owner, recursiveLoop }, result: undefined }));
    return { RecursiveLoop: recursiveLoop };
  },
});
