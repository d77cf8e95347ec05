import { label, query, required, structure } from '@paddock/wire';
import { findFunction, namedFunction, onFunction } from '../addressing.js';
import { aliasView } from '../aliases.js';
import { operation } from '../context.js';
import { pageOf } from '../paging.js';
import { FunctionName, MaxListItems, text, VersionWithLatestPublished } from '../shapes.js';
import { AliasList } from '../structures.js';

/** By name. https://docs.aws.amazon.com/lambda/latest/api/API_ListAliases.html */
export const listAliases = operation({
  name: 'ListAliases',
  http: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/aliases', status: 200 },
  input: structure('ListAliasesRequest', {
    FunctionName: required(label(FunctionName)),
    FunctionVersion: query('FunctionVersion', VersionWithLatestPublished),
    Marker: query('Marker', text),
    MaxItems: query('MaxItems', MaxListItems),
  }),
  output: structure('ListAliasesResponse', { NextMarker: text, Aliases: AliasList }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('ListAliases'),
  async run(context, input, request) {
    const { value: owner } = await findFunction(context, namedFunction(input, request));
    const { FunctionVersion: number } = input;
    const all = Object.values(owner.aliases)
      .filter(({ version, weights }) => number === undefined || version === number || Object.hasOwn(weights, number))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
    const page = await pageOf(input, all, ({ name }) => name);
    return { Aliases: page.items.map((alias) => aliasView(owner, alias)), NextMarker: page.NextMarker };
  },
});
