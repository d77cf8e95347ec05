import { label, query, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { changeFunction, without } from '../function-changes.js';
import { provisionedTarget } from '../provisioned-concurrency.js';
import { FunctionName, Qualifier } from '../shapes.js';

/** A version that has none is no error. https://docs.aws.amazon.com/lambda/latest/api/API_DeleteProvisionedConcurrencyConfig.html */
export const deleteProvisionedConcurrencyConfig = operation({
  name: 'DeleteProvisionedConcurrencyConfig',
  http: { method: 'DELETE', path: '/2019-09-30/functions/{FunctionName}/provisioned-concurrency', status: 204 },
  input: structure('DeleteProvisionedConcurrencyConfigRequest', {
    FunctionName: required(label(FunctionName)),
    Qualifier: required(query('Qualifier', Qualifier)),
  }),
  output: undefined,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('DeleteProvisionedConcurrencyConfig'),
  async run(context, input, request) {
    const named = namedFunction(input, request);
    const { qualifier } = await provisionedTarget(context, named);
    await changeFunction(context, named, (owner) =>
      Object.hasOwn(owner.provisioned, qualifier)
        ? { owner: { ...owner, provisioned: without(owner.provisioned, qualifier) }, result: undefined }
        : { result: undefined },
    );
  },
});
