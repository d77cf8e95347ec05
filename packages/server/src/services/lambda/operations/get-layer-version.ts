import { label, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { noSuchResource } from '../errors.js';
import { layersIn, layerVersionView, namedLayerVersion, onLayerVersion } from '../layers.js';
import { LayerName, LayerVersionNumber } from '../shapes.js';
import { GetLayerVersionResponse } from '../structures-layer.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersion.html */
export const getLayerVersion = operation({
  name: 'GetLayerVersion',
  http: { method: 'GET', path: '/2018-10-31/layers/{LayerName}/versions/{VersionNumber}', status: 200 },
  input: structure('GetLayerVersionRequest', {
    LayerName: required(label(LayerName)),
    VersionNumber: required(label(LayerVersionNumber)),
  }),
  output: GetLayerVersionResponse,
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onLayerVersion('GetLayerVersion'),
  async run(context, input, request) {
    const found = await layersIn(context).version(namedLayerVersion(input, request));
    if (found === undefined) throw noSuchResource();
    return layerVersionView(context, found.value);
  },
});
