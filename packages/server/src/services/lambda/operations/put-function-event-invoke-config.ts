import { label, query, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { assertDestinations, eventInvokeView, eventPlace, givenSettings } from '../event-invoke.js';
import { changeFunction } from '../function-changes.js';
import {
  MaximumEventAgeInSeconds,
  MaximumRetryAttempts,
  NamespacedFunctionName,
  NumericLatestPublishedOrAliasQualifier,
} from '../shapes.js';
import { DestinationConfig, FunctionEventInvokeConfig } from '../structures.js';

/** Replaces what was set before. https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html */
export const putFunctionEventInvokeConfig = operation({
  name: 'PutFunctionEventInvokeConfig',
  http: { method: 'PUT', path: '/2019-09-25/functions/{FunctionName}/event-invoke-config', status: 200 },
  input: structure('PutFunctionEventInvokeConfigRequest', {
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
  needs: onFunction('PutFunctionEventInvokeConfig'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    const given = givenSettings(input);
    await assertDestinations(context, named, given);
    return changeFunction(context, named, (owner) => {
      const place = eventPlace(named);
      const config = { lastModified: context.clock.now(), ...given };
      const eventInvoke = { ...owner.eventInvoke, [place]: config };
      return { owner: { ...owner, eventInvoke }, result: eventInvokeView(named, place, config) };
    });
  },
});
