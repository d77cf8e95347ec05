import { label, query, required, structure } from '@paddock/wire';
import { namedFunction, onFunction, resolveFunction } from '../addressing.js';
import { operation } from '../context.js';
import { NamespacedFunctionName, NumericLatestPublishedOrAliasQualifier } from '../shapes.js';
import { FunctionConfiguration } from '../structures-function.js';
import { configurationView } from '../views.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionConfiguration.html */
export const getFunctionConfiguration = operation({
  name: 'GetFunctionConfiguration',
  http: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/configuration', status: 200 },
  input: structure('GetFunctionConfigurationRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
  }),
  output: FunctionConfiguration,
  errors: [
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
    'InvalidParameterValueException',
  ],
  needs: onFunction('GetFunctionConfiguration'),
  async run(context, input, request) {
    const resolved = await resolveFunction(context, namedFunction(input, request));
    return configurationView(resolved.function, resolved.version, resolved.qualifier);
  },
});
