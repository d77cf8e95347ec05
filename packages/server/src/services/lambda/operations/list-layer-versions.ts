import { label, query, required, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import { layerListItem, matchingVersions, namedLayer } from '../layers.js';
import { pageFrom } from '../paging.js';
import { Architecture, LayerName, MaxLayerListItems, Runtime, text } from '../shapes.js';
import { LayerVersionsList } from '../structures-layer.js';

/** Newest first. https://docs.aws.amazon.com/lambda/latest/api/API_ListLayerVersions.html */
export const listLayerVersions = operation({
  name: 'ListLayerVersions',
  http: { method: 'GET', path: '/2018-10-31/layers/{LayerName}/versions', status: 200 },
  input: structure('ListLayerVersionsRequest', {
    CompatibleRuntime: query('CompatibleRuntime', Runtime),
    LayerName: required(label(LayerName)),
    Marker: query('Marker', text),
    MaxItems: query('MaxItems', MaxLayerListItems),
    CompatibleArchitecture: query('CompatibleArchitecture', Architecture),
  }),
  output: structure('ListLayerVersionsResponse', { NextMarker: text, LayerVersions: LayerVersionsList }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onAnything('ListLayerVersions'),
  async run(context, input, request) {
    const named = namedLayer(input, request);
    const { items, NextMarker } = await pageFrom(
      input,
      (after, limit) =>
        matchingVersions(context, named, input, { after: after === undefined ? undefined : Number(after), limit }),
      ({ version }) => String(version),
    );
    return { LayerVersions: items.map(layerListItem), NextMarker };
  },
});
