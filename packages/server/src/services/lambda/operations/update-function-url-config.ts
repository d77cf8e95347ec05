import { label, query, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import type { UrlConfig } from '../domain/lambda-function.js';
import { noSuchResource } from '../errors.js';
import { changeFunction } from '../function-changes.js';
import { FunctionName, FunctionUrlAuthType, FunctionUrlQualifier, InvokeMode } from '../shapes.js';
import { Cors, FunctionUrlConfig } from '../structures.js';
import {
  assertUrlTarget,
  corsOf,
  namedUrl,
  noFunctionForUrl,
  onUrl,
  urlConfigOf,
  urlPlace,
  urlView,
} from '../url-configs.js';

/** What is not given stays as it is. https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionUrlConfig.html */
export const updateFunctionUrlConfig = operation({
  name: 'UpdateFunctionUrlConfig',
  http: { method: 'PUT', path: '/2021-10-31/functions/{FunctionName}/url', status: 200 },
  input: structure('UpdateFunctionUrlConfigRequest', {
    FunctionName: required(label(FunctionName)),
    Qualifier: query('Qualifier', FunctionUrlQualifier),
    AuthType: FunctionUrlAuthType,
    Cors,
    InvokeMode,
  }),
  output: FunctionUrlConfig,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onUrl('UpdateFunctionUrlConfig'),
  async run(context, input, request) {
    const named = namedUrl(input, request);
    if ((await context.store.function(named)) === undefined) throw noFunctionForUrl();
    const { owner, config } = await changeFunction(context, named, (before) => {
      assertUrlTarget(before, named);
      const current = urlConfigOf(before, named);
      if (current === undefined) throw noSuchResource();
      const changed: UrlConfig = {
        ...current,
        lastModified: context.clock.now(),
        ...(input.AuthType === undefined ? {} : { authType: input.AuthType }),
        ...(input.InvokeMode === undefined ? {} : { invokeMode: input.InvokeMode }),
        ...(input.Cors === undefined ? {} : { cors: corsOf(input.Cors) }),
      };
      const after = { ...before, urls: { ...before.urls, [urlPlace(named)]: changed } };
      return { owner: after, result: { owner: after, config: changed } };
    });
    return urlView(context, owner, named.qualifier, config);
  },
});
