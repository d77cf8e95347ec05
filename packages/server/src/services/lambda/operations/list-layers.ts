import { query, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation, type LambdaContext } from '../context.js';
import type { LayerVersion } from '../domain/layer.js';
import { arnOfLayer, layerListItem, layersIn, matchingVersions, type LayerFilter } from '../layers.js';
import { pageFrom } from '../paging.js';
import { Architecture, MaxLayerListItems, Runtime, text } from '../shapes.js';
import { LayersList } from '../structures-layer.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListLayers.html */
export const listLayers = operation({
  name: 'ListLayers',
  http: { method: 'GET', path: '/2018-10-31/layers', status: 200 },
  input: structure('ListLayersRequest', {
    CompatibleRuntime: query('CompatibleRuntime', Runtime),
    Marker: query('Marker', text),
    MaxItems: query('MaxItems', MaxLayerListItems),
    CompatibleArchitecture: query('CompatibleArchitecture', Architecture),
  }),
  output: structure('ListLayersResponse', { NextMarker: text, Layers: LayersList }),
  errors: ['InvalidParameterValueException', 'ServiceException', 'TooManyRequestsException'],
  needs: onAnything('ListLayers'),
  async run(context, input, request) {
    const { principal, region } = request;
    const { items, NextMarker } = await pageFrom(
      input,
      (after, limit) => latestMatching(context, { account: principal.account, region }, input, { after, limit }),
      ({ name }) => name,
    );
    const Layers = items.map((version) => ({
      LayerName: version.name,
      LayerArn: arnOfLayer(version),
      LatestMatchingVersion: layerListItem(version),
    }));
    return { Layers, NextMarker };
  },
});

/** The newest version that matches, of each layer that has one. */
async function latestMatching(
  context: LambdaContext,
  { account, region }: { readonly account: string; readonly region: string },
  filter: LayerFilter,
  { after, limit }: { readonly after: string | undefined; readonly limit: number },
): Promise<LayerVersion[]> {
  const layers = layersIn(context);
  const found: LayerVersion[] = [];
  for (let last = after; ;) {
    const page = await layers.layers(account, region, { after: last, limit });
    for (const layer of page) {
      const [version] = await matchingVersions(context, layer, filter, { limit: 1 });
      if (version !== undefined) found.push(version);
      if (found.length === limit) return found;
    }
    if (page.length < limit) return found;
    last = page.at(-1)?.name;
  }
}
