import { label, query, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { statementOf } from '../domain/statements.js';
import { layerRevisionMismatch } from '../errors-layers.js';
import { invalidPrincipal } from '../errors-policies.js';
import { findVersion, layersIn, layerVersionArn, namedLayerVersion, onLayerVersion } from '../layers.js';
import { asDocuments, withStatement } from '../policies.js';
import {
  LayerName,
  LayerPermissionAllowedAction,
  LayerPermissionAllowedPrincipal,
  LayerVersionNumber,
  OrganizationId,
  StatementId,
  text,
} from '../shapes.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_AddLayerVersionPermission.html */
export const addLayerVersionPermission = operation({
  name: 'AddLayerVersionPermission',
  http: { method: 'POST', path: '/2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy', status: 201 },
  input: structure('AddLayerVersionPermissionRequest', {
    LayerName: required(label(LayerName)),
    VersionNumber: required(label(LayerVersionNumber)),
    StatementId: required(StatementId),
    Action: required(LayerPermissionAllowedAction),
    Principal: required(LayerPermissionAllowedPrincipal),
    OrganizationId,
    RevisionId: query('RevisionId', text),
  }),
  output: structure('AddLayerVersionPermissionResponse', { Statement: text, RevisionId: text }),
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'PolicyLengthExceededException',
    'ResourceNotFoundException',
    'PreconditionFailedException',
  ],
  needs: onLayerVersion('AddLayerVersionPermission'),
  async run(context, input, request) {
    const named = namedLayerVersion(input, request);
    const layers = layersIn(context);
    const { StatementId: id, Action: action, Principal: principal, OrganizationId: organization } = input;
    const permission = { StatementId: id, Action: action, Principal: principal, PrincipalOrgID: organization };
    const statement = statementOf(permission, layerVersionArn(named));
    if (statement === undefined) throw invalidPrincipal();
    const revisionId = context.ids.requestId();
    return context.store.change(async () => {
      const version = await findVersion(context, named);
      const before = await layers.policy(named);
      if (input.RevisionId !== undefined && input.RevisionId !== before?.value.revisionId)
        throw layerRevisionMismatch();
      const statements = asDocuments(withStatement(before?.value, statement));
      return {
        changes: layers.setPolicy(version, { statements, revisionId }, before?.version ?? 0),
        result: { Statement: JSON.stringify(statement), RevisionId: revisionId },
      };
    });
  },
});
