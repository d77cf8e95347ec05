import { label, query, required, structure } from '@paddock/wire';
import { findFunction, namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { pageOf } from '../paging.js';
import { provisionedListItem } from '../provisioned-concurrency.js';
import { FunctionName, MaxProvisionedConcurrencyConfigListItems, text } from '../shapes.js';
import { ProvisionedConcurrencyConfigList } from '../structures.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListProvisionedConcurrencyConfigs.html */
export const listProvisionedConcurrencyConfigs = operation({
  name: 'ListProvisionedConcurrencyConfigs',
  http: {
    method: 'GET',
    path: '/2019-09-30/functions/{FunctionName}/provisioned-concurrency?List=ALL',
    status: 200,
  },
  input: structure('ListProvisionedConcurrencyConfigsRequest', {
    FunctionName: required(label(FunctionName)),
    Marker: query('Marker', text),
    MaxItems: query('MaxItems', MaxProvisionedConcurrencyConfigListItems),
  }),
  output: structure('ListProvisionedConcurrencyConfigsResponse', {
    ProvisionedConcurrencyConfigs: ProvisionedConcurrencyConfigList,
    NextMarker: text,
  }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('ListProvisionedConcurrencyConfigs'),
  async run(context, input, request) {
    const { value: owner } = await findFunction(context, namedFunction(input, request));
    const all = Object.entries(owner.provisioned).toSorted(([one], [other]) => (one < other ? -1 : 1));
    const page = await pageOf(input, all, ([qualifier]) => qualifier);
    return {
      ProvisionedConcurrencyConfigs: page.items.map(([qualifier, config]) =>
        provisionedListItem(owner, qualifier, config),
      ),
      NextMarker: page.NextMarker,
    };
  },
});
