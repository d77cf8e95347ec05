import { label, query, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { notProvisioned } from '../errors-functions.js';
import { provisionedTarget, provisionedView } from '../provisioned-concurrency.js';
import { FunctionName, Qualifier } from '../shapes.js';
import { provisionedMembers } from '../structures.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetProvisionedConcurrencyConfig.html */
export const getProvisionedConcurrencyConfig = operation({
  name: 'GetProvisionedConcurrencyConfig',
  http: { method: 'GET', path: '/2019-09-30/functions/{FunctionName}/provisioned-concurrency', status: 200 },
  input: structure('GetProvisionedConcurrencyConfigRequest', {
    FunctionName: required(label(FunctionName)),
    Qualifier: required(query('Qualifier', Qualifier)),
  }),
  output: structure('GetProvisionedConcurrencyConfigResponse', provisionedMembers),
  errors: [
    'InvalidParameterValueException',
    'ProvisionedConcurrencyConfigNotFoundException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('GetProvisionedConcurrencyConfig'),
  async run(context, input, request) {
    const { owner, qualifier } = await provisionedTarget(context, namedFunction(input, request));
    const config = owner.provisioned[qualifier];
    if (config === undefined) throw notProvisioned();
    return provisionedView(config);
  },
});
