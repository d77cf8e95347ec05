import { label, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { aliasView, assertAliasTarget, weightsOf, withAlias } from '../aliases.js';
import { operation } from '../context.js';
import { qualifiedArn } from '../domain/arns.js';
import { aliasNotFound, provisionedAliasShares } from '../errors-functions.js';
import { assertRevision, changeFunction } from '../function-changes.js';
import { Alias, Description, FunctionName, text, VersionWithLatestPublished } from '../shapes.js';
import { AliasConfiguration, AliasRoutingConfiguration } from '../structures.js';
import { validateFunctionInput } from '../validation.js';

const input = structure('UpdateAliasRequest', {
  FunctionName: required(label(FunctionName)),
  Name: required(label(Alias)),
  FunctionVersion: VersionWithLatestPublished,
  Description,
  RoutingConfig: AliasRoutingConfiguration,
  RevisionId: text,
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateAlias.html */
export const updateAlias = operation({
  name: 'UpdateAlias',
  http: { method: 'PUT', path: '/2015-03-31/functions/{FunctionName}/aliases/{Name}', status: 200 },
  input,
  output: AliasConfiguration,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
    'PreconditionFailedException',
  ],
  validate: (value) => validateFunctionInput(input, value),
  needs: onFunction('UpdateAlias'),
  async run(context, value, request) {
    const named = namedFunction(value, request);
    const { Name: name } = value;
    return changeFunction(context, named, async (owner) => {
      const before = Object.hasOwn(owner.aliases, name) ? owner.aliases[name] : undefined;
      if (before === undefined) throw aliasNotFound(qualifiedArn(owner, name));
      assertRevision(value.RevisionId, before);
      const alias = {
        name,
        version: value.FunctionVersion ?? before.version,
        description: value.Description ?? before.description,
        weights: value.RoutingConfig === undefined ? before.weights : weightsOf(value.RoutingConfig),
        revisionId: context.ids.requestId(),
      };
      await assertAliasTarget(context, owner, alias);
      if (Object.hasOwn(owner.provisioned, name) && Object.keys(alias.weights).length > 0)
        throw provisionedAliasShares();
      return { owner: withAlias(owner, alias), result: aliasView(owner, alias) };
    });
  },
});
