import { label, query, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { layerRevisionMismatch } from '../errors-layers.js';
import { findVersion, layersIn, namedLayerVersion, onLayerVersion } from '../layers.js';
import { asDocuments, withoutStatement } from '../policies.js';
import { LayerName, LayerVersionNumber, StatementId, text } from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_RemoveLayerVersionPermission.html */
export const removeLayerVersionPermission = operation({
  name: 'RemoveLayerVersionPermission',
  http: {
    method: 'DELETE',
    path: '/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}',
    status: 204,
  },
  input: structure('RemoveLayerVersionPermissionRequest', {
    LayerName: required(label(LayerName)),
    VersionNumber: required(label(LayerVersionNumber)),
    StatementId: required(label(StatementId)),
    RevisionId: query('RevisionId', text),
  }),
  output: undefined,
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
    'PreconditionFailedException',
  ],
  needs: onLayerVersion('RemoveLayerVersionPermission'),
  async run(context, input, request) {
    const named = namedLayerVersion(input, request);
    const layers = layersIn(context);
    const revisionId = context.ids.requestId();
    await context.store.change(async () => {
      const version = await findVersion(context, named);
      const before = await layers.policy(named);
      const statements = withoutStatement(before?.value, input.StatementId);
      if (input.RevisionId !== undefined && input.RevisionId !== before?.value.revisionId)
        throw layerRevisionMismatch();
      const policy = statements.length === 0 ? undefined : { statements: asDocuments(statements), revisionId };
      return { changes: layers.setPolicy(version, policy, before?.version ?? 0), result: undefined };
    });
  },
});
