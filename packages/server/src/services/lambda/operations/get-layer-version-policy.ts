import { label, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { noPolicy } from '../errors-policies.js';
import { findVersion, layersIn, namedLayerVersion, onLayerVersion } from '../layers.js';
import { policyText } from '../policy-text.js';
import { LayerName, LayerVersionNumber, text } from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetLayerVersionPolicy.html */
export const getLayerVersionPolicy = operation({
  name: 'GetLayerVersionPolicy',
  http: { method: 'GET', path: '/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy', status: 200 },
  input: structure('GetLayerVersionPolicyRequest', {
    LayerName: required(label(LayerName)),
    VersionNumber: required(label(LayerVersionNumber)),
  }),
  output: structure('GetLayerVersionPolicyResponse', { Policy: text, RevisionId: text }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onLayerVersion('GetLayerVersionPolicy'),
  async run(context, input, request) {
    const named = namedLayerVersion(input, request);
    await findVersion(context, named);
    const policy = await layersIn(context).policy(named);
    if (policy === undefined) throw noPolicy();
    return { Policy: policyText(policy.value), RevisionId: policy.value.revisionId };
  },
});
