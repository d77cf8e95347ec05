import { label, query, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { qualifiedArn } from '../domain/arns.js';
import type { UrlConfig } from '../domain/lambda-function.js';
import { changeFunction } from '../function-changes.js';
import {
  FunctionArn,
  FunctionName,
  FunctionUrl,
  FunctionUrlAuthType,
  FunctionUrlQualifier,
  InvokeMode,
  text,
} from '../shapes.js';
import { Cors } from '../structures.js';
import {
  assertUrlTarget,
  corsOf,
  namedUrl,
  noFunctionForUrl,
  onUrl,
  urlConfigOf,
  urlExists,
  urlPlace,
  urlView,
} from '../url-configs.js';
import { newUrlId, putUrl } from '../urls/addresses.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunctionUrlConfig.html */
export const createFunctionUrlConfig = operation({
  name: 'CreateFunctionUrlConfig',
  http: { method: 'POST', path: '/2021-10-31/functions/{FunctionName}/url', status: 201 },
  input: structure('CreateFunctionUrlConfigRequest', {
    FunctionName: required(label(FunctionName)),
    Qualifier: query('Qualifier', FunctionUrlQualifier),
    AuthType: required(FunctionUrlAuthType),
    Cors,
    InvokeMode,
  }),
  output: structure('CreateFunctionUrlConfigResponse', {
    FunctionUrl: required(FunctionUrl),
    FunctionArn: required(FunctionArn),
    AuthType: required(FunctionUrlAuthType),
    Cors,
    CreationTime: required(text),
    InvokeMode,
  }),
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onUrl('CreateFunctionUrlConfig'),
  async run(context, input, request) {
    const named = namedUrl(input, request);
    if ((await context.store.function(named)) === undefined) throw noFunctionForUrl();
    const now = context.clock.now();
    const config: UrlConfig = {
      id: newUrlId(context.random),
      authType: input.AuthType,
      created: now,
      lastModified: now,
      ...(input.InvokeMode === undefined ? {} : { invokeMode: input.InvokeMode }),
      ...(input.Cors === undefined ? {} : { cors: corsOf(input.Cors) }),
    };
    const owner = await changeFunction(context, named, (before) => {
      assertUrlTarget(before, named);
      if (urlConfigOf(before, named) !== undefined) throw urlExists(qualifiedArn(named, named.qualifier));
      const place = urlPlace(named);
      const after = { ...before, urls: { ...before.urls, [place]: config } };
      return { owner: after, also: [putUrl(config.id, { ...named, qualifier: place })], result: after };
    });
    const { LastModifiedTime: _modified, ...view } = await urlView(context, owner, named.qualifier, config);
    return view;
  },
});
