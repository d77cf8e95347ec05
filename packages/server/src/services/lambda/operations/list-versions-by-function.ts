import { label, query, required, structure } from '@paddock/wire';
import { findFunction, namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { assertUnqualified } from '../function-changes.js';
import { pageFrom } from '../paging.js';
import { MaxListItems, NamespacedFunctionName, text } from '../shapes.js';
import { FunctionList } from '../structures-function.js';
import { listedView } from '../views.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html */
export const listVersionsByFunction = operation({
  name: 'ListVersionsByFunction',
  http: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/versions', status: 200 },
  input: structure('ListVersionsByFunctionRequest', {
    FunctionName: required(label(NamespacedFunctionName)),
    Marker: query('Marker', text),
    MaxItems: query('MaxItems', MaxListItems),
  }),
  output: structure('ListVersionsByFunctionResponse', { NextMarker: text, Versions: FunctionList }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('ListVersionsByFunction'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    assertUnqualified(named);
    const { value: owner } = await findFunction(context, named);
    const page = await pageFrom(
      input,
      async (after, limit) => {
        if (after === undefined) return [owner.latest, ...(await context.store.versions(named, { limit: limit - 1 }))];
        return context.store.versions(named, { limit, ...(after === '$LATEST' ? {} : { after }) });
      },
      ({ version }) => version,
    );
    return {
      Versions: page.items.map((version) => listedView(owner, version, version.version)),
      NextMarker: page.NextMarker,
    };
  },
});
