import { label, query, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { noSuchResource } from '../errors.js';
import { FunctionName, FunctionUrlQualifier } from '../shapes.js';
import { FunctionUrlConfig } from '../structures.js';
import { fullUrlView, namedUrl, onUrl, urlConfigOf } from '../url-configs.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetFunctionUrlConfig.html */
export const getFunctionUrlConfig = operation({
  name: 'GetFunctionUrlConfig',
  http: { method: 'GET', path: '/2021-10-31/functions/{FunctionName}/url', status: 200 },
  input: structure('GetFunctionUrlConfigRequest', {
    FunctionName: required(label(FunctionName)),
    Qualifier: query('Qualifier', FunctionUrlQualifier),
  }),
  output: FunctionUrlConfig,
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onUrl('GetFunctionUrlConfig'),
  async run(context, input, request) {
    const named = namedUrl(input, request);
    const found = await context.store.function(named);
    const config = found && urlConfigOf(found.value, named);
    if (found === undefined || config === undefined) throw noSuchResource();
    return fullUrlView(context, found.value, named.qualifier, config);
  },
});
