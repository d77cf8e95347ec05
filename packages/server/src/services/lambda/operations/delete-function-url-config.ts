import { label, query, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { noSuchResource } from '../errors.js';
import { changeFunction, without } from '../function-changes.js';
import { FunctionName, FunctionUrlQualifier } from '../shapes.js';
import { namedUrl, onUrl, urlConfigOf, urlPlace } from '../url-configs.js';
import { deleteUrl } from '../urls/addresses.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteFunctionUrlConfig.html */
export const deleteFunctionUrlConfig = operation({
  name: 'DeleteFunctionUrlConfig',
  http: { method: 'DELETE', path: '/2021-10-31/functions/{FunctionName}/url', status: 204 },
  input: structure('DeleteFunctionUrlConfigRequest', {
    FunctionName: required(label(FunctionName)),
    Qualifier: query('Qualifier', FunctionUrlQualifier),
  }),
  output: undefined,
  errors: ['ResourceConflictException', 'ServiceException', 'TooManyRequestsException', 'ResourceNotFoundException'],
  needs: onUrl('DeleteFunctionUrlConfig'),
  async run(context, input, request) {
    const named = namedUrl(input, request);
    if ((await context.store.function(named)) === undefined) throw noSuchResource();
    await changeFunction(context, named, (owner) => {
      const config = urlConfigOf(owner, named);
      if (config === undefined) throw noSuchResource();
      const urls = without(owner.urls, urlPlace(named));
      return { owner: { ...owner, urls }, also: [deleteUrl(config.id)], result: undefined };
    });
  },
});
