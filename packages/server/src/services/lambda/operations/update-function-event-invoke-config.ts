import { label, query, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import {
  assertDestinations,
  eventInvokeOf,
  eventInvokeView,
  eventPlace,
  givenSettings,
  noEventInvokeConfig,
} from '../event-invoke.js';
import { changeFunction } from '../function-changes.js';
import {
  MaximumEventAgeInSeconds,
  MaximumRetryAttempts,
  NamespacedFunctionName,
  NumericLatestPublishedOrAliasQualifier,
} from '../shapes.js';
import { DestinationConfig, FunctionEventInvokeConfig } from '../structures.js';

/** What is not given stays as it is. https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionEventInvokeConfig.html */
export const updateFunctionEventInvokeConfig = operation({
  name: 'UpdateFunctionEventInvokeConfig',
  http: { method: 'POST', path: '/2019-09-25/functions/{FunctionName}/event-invoke-config', status: 200 },
  input: structure('UpdateFunctionEventInvokeConfigRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    Qualifier: query('Qualifier', NumericLatestPublishedOrAliasQualifier),
    MaximumRetryAttempts,
    MaximumEventAgeInSeconds,
    DestinationConfig,
  }),
  output: FunctionEventInvokeConfig,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('UpdateFunctionEventInvokeConfig'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    const given = givenSettings(input);
    await assertDestinations(context, named, given);
    return changeFunction(context, named, (owner) => {
      const before = eventInvokeOf(owner, named);
      if (before === undefined) throw noEventInvokeConfig(named);
      const place = eventPlace(named);
      const { onSuccess: _success, onFailure: _failure, ...handling } = before;
      const kept = input.DestinationConfig === undefined ? before : handling;
      const config = { ...kept, ...given, lastModified: context.clock.now() };
      const eventInvoke = { ...owner.eventInvoke, [place]: config };
      return { owner: { ...owner, eventInvoke }, result: eventInvokeView(named, place, config) };
    });
  },
});
