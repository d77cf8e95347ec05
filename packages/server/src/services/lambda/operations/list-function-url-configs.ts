import { label, query, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { pageOf } from '../paging.js';
import { FunctionName, MaxItems, text } from '../shapes.js';
import { FunctionUrlConfigList } from '../structures.js';
import { fullUrlView, namedUrl, noFunctionForUrl, onUrl } from '../url-configs.js';

/** The function's own first, then those of its aliases. https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionUrlConfigs.html */
export const listFunctionUrlConfigs = operation({
  name: 'ListFunctionUrlConfigs',
  http: { method: 'GET', path: '/2021-10-31/functions/{FunctionName}/urls', status: 200 },
  input: structure('ListFunctionUrlConfigsRequest', {
    FunctionName: required(label(FunctionName)),
    Marker: query('Marker', text),
    MaxItems: query('MaxItems', MaxItems),
  }),
  output: structure('ListFunctionUrlConfigsResponse', {
    FunctionUrlConfigs: required(FunctionUrlConfigList),
    NextMarker: text,
  }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onUrl('ListFunctionUrlConfigs'),
  async run(context, input, request) {
    const named = namedUrl(input, request);
    const owner = (await context.store.function(named))?.value;
    if (owner === undefined) throw noFunctionForUrl();
    // `$` stands before every letter and digit.
    const all = Object.entries(owner.urls).toSorted(([one], [other]) => (one < other ? -1 : 1));
    const { items, NextMarker } = await pageOf(input, all, ([qualifier]) => qualifier);
    const FunctionUrlConfigs = await Promise.all(
      items.map(([place, config]) => fullUrlView(context, owner, place === '$LATEST' ? undefined : place, config)),
    );
    return { FunctionUrlConfigs, NextMarker };
  },
});
