import { label, required, structure } from '@paddock/wire';
import { endUse, releasePackages } from '../code-use.js';
import { operation } from '../context.js';
import { layersIn, namedLayerVersion, onLayerVersion } from '../layers.js';
import { LayerName, LayerVersionNumber } from '../shapes.js';
import { layerUser } from './publish-layer-version.js';

/** Functions that use the version keep it. https://docs.aws.amazon.com/lambda/latest/api/API_DeleteLayerVersion.html */
export const deleteLayerVersion = operation({
  name: 'DeleteLayerVersion',
  http: { method: 'DELETE', path: '/2018-10-31/layers/{LayerName}/versions/{VersionNumber}', status: 204 },
  input: structure('DeleteLayerVersionRequest', {
    LayerName: required(label(LayerName)),
    VersionNumber: required(label(LayerVersionNumber)),
  }),
  output: undefined,
  errors: ['ServiceException', 'TooManyRequestsException'],
  needs: onLayerVersion('DeleteLayerVersion'),
  async run(context, input, request) {
    const named = namedLayerVersion(input, request);
    const layers = layersIn(context);
    const sha256 = await context.store.change(async () => {
      const found = await layers.version(named);
      if (found === undefined) return { changes: [], result: undefined };
      const { code } = found.value;
      const changes = [...layers.deleteVersion(named, found.version), endUse(code.sha256, layerUser(found.value))];
      return { changes, result: code.sha256 };
    });
    if (sha256 !== undefined) await releasePackages(context, [sha256]);
  },
});
