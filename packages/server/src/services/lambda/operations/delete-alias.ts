import { label, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { changeFunction, without } from '../function-changes.js';
import { Alias, FunctionName } from '../shapes.js';

/**
 * Deletes an alias with its policy and settings, but not its URL, which answers 403 from then on. One that is not there is no error.
 * https://docs.aws.amazon.com/lambda/latest/api/API_DeleteAlias.html
 */
export const deleteAlias = operation({
  name: 'DeleteAlias',
  http: { method: 'DELETE', path: '/2015-03-31/functions/{FunctionName}/aliases/{Name}', status: 204 },
  input: structure('DeleteAliasRequest', {
    FunctionName: required(label(FunctionName)),
    Name: required(label(Alias)),
  }),
  output: undefined,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
  ],
  needs: onFunction('DeleteAlias'),
  async run(context, { Name: name, ...input }, request) {
    const named = namedFunction(input, request);
    await changeFunction(context, named, (owner) => {
      if (!Object.hasOwn(owner.aliases, name)) return { result: undefined };
      const changed = {
        ...owner,
        aliases: without(owner.aliases, name),
        policies: without(owner.policies, name),
        eventInvoke: without(owner.eventInvoke, name),
        provisioned: without(owner.provisioned, name),
      };
      return { owner: changed, result: undefined };
    });
  },
});
