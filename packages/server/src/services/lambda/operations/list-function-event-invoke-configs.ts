import { label, query, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { eventInvokeView, noSuchFunction } from '../event-invoke.js';
import { pageOf } from '../paging.js';
import { MaxFunctionEventInvokeConfigListItems, NamespacedFunctionName, text } from '../shapes.js';
import { FunctionEventInvokeConfigList } from '../structures.js';

/** `$LATEST` first, then versions and aliases. https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctionEventInvokeConfigs.html */
export const listFunctionEventInvokeConfigs = operation({
  name: 'ListFunctionEventInvokeConfigs',
  http: { method: 'GET', path: '/2019-09-25/functions/{FunctionName}/event-invoke-config/list', status: 200 },
  input: structure('ListFunctionEventInvokeConfigsRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    Marker: query('Marker', text),
    MaxItems: query('MaxItems', MaxFunctionEventInvokeConfigListItems),
  }),
  output: structure('ListFunctionEventInvokeConfigsResponse', {
    FunctionEventInvokeConfigs: FunctionEventInvokeConfigList,
    NextMarker: text,
  }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('ListFunctionEventInvokeConfigs'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    const owner = (await context.store.function(named))?.value;
    if (owner === undefined) throw noSuchFunction();
    // `$` stands before every digit, and these before every letter.
    const all = Object.entries(owner.eventInvoke).toSorted(([one], [other]) => (one < other ? -1 : 1));
    const { items, NextMarker } = await pageOf(input, all, ([place]) => place);
    return {
      FunctionEventInvokeConfigs: items.map(([place, config]) => eventInvokeView(named, place, config)),
      NextMarker,
    };
  },
});
