import { label, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { aliasView, assertAliasTarget, weightsOf, withAlias } from '../aliases.js';
import { operation } from '../context.js';
import { qualifiedArn } from '../domain/arns.js';
import { aliasExists } from '../errors-functions.js';
import { changeFunction } from '../function-changes.js';
import { Alias, Description, FunctionName, VersionWithLatestPublished } from '../shapes.js';
import { AliasConfiguration, AliasRoutingConfiguration } from '../structures.js';
import { validateFunctionInput } from '../validation.js';

const input = structure('CreateAliasRequest', {
  FunctionName: required(label(FunctionName)),
  Name: required(Alias),
  FunctionVersion: required(VersionWithLatestPublished),
  Description,
  RoutingConfig: AliasRoutingConfiguration,
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html */
export const createAlias = operation({
  name: 'CreateAlias',
  http: { method: 'POST', path: '/2015-03-31/functions/{FunctionName}/aliases', status: 201 },
  input,
  output: AliasConfiguration,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  validate: (value) => validateFunctionInput(input, value),
  needs: onFunction('CreateAlias'),
  async run(context, value, request) {
    const named = namedFunction(value, request);
    const { Name: name, FunctionVersion: version } = value;
    return changeFunction(
      context,
      named,
      async (owner) => {
        const alias = {
          name,
          version,
          description: value.Description ?? '',
          weights: weightsOf(value.RoutingConfig),
          revisionId: context.ids.requestId(),
        };
        await assertAliasTarget(context, owner, alias);
        if (Object.hasOwn(owner.aliases, name)) throw aliasExists(qualifiedArn(owner, name));
        return { owner: withAlias(owner, alias), result: aliasView(owner, alias) };
      },
      qualifiedArn(named, version),
    );
  },
});
