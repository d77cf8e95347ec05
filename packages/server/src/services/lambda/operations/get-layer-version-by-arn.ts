import { query, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { parseLayerVersionArn } from '../domain/layer.js';
import { noSuchResource } from '../errors.js';
import { layersOfRegion } from '../errors-layers.js';
import { layersIn, layerVersionView } from '../layers.js';
import { LayerVersionArn } from '../shapes.js';
import { GetLayerVersionResponse } from '../structures-layer.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionByArn.html */
export const getLayerVersionByArn = operation({
  name: 'GetLayerVersionByArn',
  http: { method: 'GET', path: '/2018-10-31/layers?find=LayerVersion', status: 200 },
  input: structure('GetLayerVersionByArnRequest', { Arn: required(query('Arn', LayerVersionArn)) }),
  output: GetLayerVersionResponse,
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: (_context, input) => ({ action: 'lambda:GetLayerVersion', resources: [input.Arn] }),
  async run(context, input, request) {
    const named = parseLayerVersionArn(input.Arn);
    if (named !== undefined && named.region !== request.region) throw layersOfRegion(named.region, request.region);
    const found = named && (await layersIn(context).version(named));
    if (found === undefined) throw noSuchResource();
    return layerVersionView(context, found.value);
  },
});
