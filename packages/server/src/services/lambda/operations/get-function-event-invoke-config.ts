import { label, query, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { eventInvokeOf, eventInvokeView, eventPlace, noEventInvokeConfig } from '../event-invoke.js';
import { NamespacedFunctionName, NumericLatestPublishedOrAliasQualifier } from '../shapes.js';
import { FunctionEventInvokeConfig } from '../structures.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionEventInvokeConfig.html */
export const getFunctionEventInvokeConfig = operation({
  name: 'GetFunctionEventInvokeConfig',
  http: { method: 'GET', path: '/2019-09-25/functions/{FunctionName}/event-invoke-config', status: 200 },
  input: structure('GetFunctionEventInvokeConfigRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
  }),
  output: FunctionEventInvokeConfig,
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('GetFunctionEventInvokeConfig'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    const found = await context.store.function(named);
    const config = found && eventInvokeOf(found.value, named);
    if (config === undefined) throw noEventInvokeConfig(named);
    return eventInvokeView(named, eventPlace(named), config);
  },
});
