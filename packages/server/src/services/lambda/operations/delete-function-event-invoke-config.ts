import { label, query, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { eventInvokeOf, eventPlace, noEventInvokeConfig } from '../event-invoke.js';
import { changeFunction, without } from '../function-changes.js';
import { NamespacedFunctionName, NumericLatestPublishedOrAliasQualifier } from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionEventInvokeConfig.html */
export const deleteFunctionEventInvokeConfig = operation({
  name: 'DeleteFunctionEventInvokeConfig',
  http: { method: 'DELETE', path: '/2019-09-25/functions/{FunctionName}/event-invoke-config', status: 204 },
  input: structure('DeleteFunctionEventInvokeConfigRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
  }),
  output: undefined,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('DeleteFunctionEventInvokeConfig'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    if ((await context.store.function(named)) === undefined) throw noEventInvokeConfig(named);
    await changeFunction(context, named, (owner) => {
      if (eventInvokeOf(owner, named) === undefined) throw noEventInvokeConfig(named);
      return { owner: { ...owner, eventInvoke: without(owner.eventInvoke, eventPlace(named)) }, result: undefined };
    });
  },
});
