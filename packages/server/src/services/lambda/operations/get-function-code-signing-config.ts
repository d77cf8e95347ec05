import { label, required, structure } from '@paddock/wire';
import { findFunction, namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { CodeSigningConfigArn, FunctionName, NamespacedFunctionName } from '../shapes.js';

/** Of a function that has none, AWS answers an empty object. https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionCodeSigningConfig.html */
export const getFunctionCodeSigningConfig = operation({
  name: 'GetFunctionCodeSigningConfig',
  http: { method: 'GET', path: '/2020-06-30/functions/{FunctionName}/code-signing-config', status: 200 },
  input: structure('GetFunctionCodeSigningConfigRequest', { FunctionName: required(label(NamespacedFunctionName)) }),
  output: structure('GetFunctionCodeSigningConfigResponse', { CodeSigningConfigArn, FunctionName }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('GetFunctionCodeSigningConfig'),
  async run(context, input, request) {
    const { value: owner } = await findFunction(context, namedFunction(input, request));
    const { codeSigningConfigArn: arn, name } = owner;
    return arn === undefined ? {} : { CodeSigningConfigArn: arn, FunctionName: name };
  },
});
