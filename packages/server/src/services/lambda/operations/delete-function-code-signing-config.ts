import { label, required, structure } from '@paddock/wire';
import { assertOwn, namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { changeFunction } from '../function-changes.js';
import { NamespacedFunctionName } from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionCodeSigningConfig.html */
export const deleteFunctionCodeSigningConfig = operation({
  name: 'DeleteFunctionCodeSigningConfig',
  http: { method: 'DELETE', path: '/2020-06-30/functions/{FunctionName}/code-signing-config', status: 204 },
  input: structure('DeleteFunctionCodeSigningConfigRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
  }),
  output: undefined,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
    'CodeSigningConfigNotFoundException',
  ],
  needs: onFunction('DeleteFunctionCodeSigningConfig'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    assertOwn(named, request);
    await changeFunction(context, named, ({ codeSigningConfigArn: arn, ...owner }) =>
      arn === undefined ? { result: undefined } : { owner, result: undefined },
    );
  },
});
