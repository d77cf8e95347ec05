import { label, required, structure } from '@paddock/wire';
import { findFunction, namedFunction, onFunction } from '../addressing.js';
import { aliasView } from '../aliases.js';
import { operation } from '../context.js';
import { qualifiedArn } from '../domain/arns.js';
import { aliasArnNotFound } from '../errors.js';
import { Alias, FunctionName } from '../shapes.js';
import { AliasConfiguration } from '../structures.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetAlias.html */
export const getAlias = operation({
  name: 'GetAlias',
  http: { method: 'GET', path: '/2015-03-31/functions/{FunctionName}/aliases/{Name}', status: 200 },
  input: structure('GetAliasRequest', {
    FunctionName: required(label(FunctionName)),
    Name: required(label(Alias)),
  }),
  output: AliasConfiguration,
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('GetAlias'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    const { value: owner } = await findFunction(context, named);
    const alias = Object.hasOwn(owner.aliases, input.Name) ? owner.aliases[input.Name] : undefined;
    if (alias === undefined) throw aliasArnNotFound(qualifiedArn(owner, input.Name));
    return aliasView(owner, alias);
  },
});
