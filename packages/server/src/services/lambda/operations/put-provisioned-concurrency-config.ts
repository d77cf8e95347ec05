import { label, query, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { provisionedLatest } from '../errors-functions.js';
import { changeFunction } from '../function-changes.js';
import { assertProvisionedOnce, provisionedTarget, provisionedView } from '../provisioned-concurrency.js';
import { assertProvisionable, reservationGuard } from '../reserved-concurrency.js';
import { FunctionName, PositiveInteger, Qualifier } from '../shapes.js';
import { provisionedMembers } from '../structures.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html */
export const putProvisionedConcurrencyConfig = operation({
  name: 'PutProvisionedConcurrencyConfig',
  http: { method: 'PUT', path: '/2019-09-30/functions/{FunctionName}/provisioned-concurrency', status: 202 },
  input: structure('PutProvisionedConcurrencyConfigRequest', {
    FunctionName: required(label(FunctionName)),
    Qualifier: required(query('Qualifier', Qualifier)),
    ProvisionedConcurrentExecutions: required(PositiveInteger),
  }),
  output: structure('PutProvisionedConcurrencyConfigResponse', provisionedMembers),
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('PutProvisionedConcurrencyConfig'),
  async run(context, { ProvisionedConcurrentExecutions: requested, ...input }, request) {
    const named = namedFunction(input, request);
    if (named.qualifier === '$LATEST') throw provisionedLatest();
    const { qualifier } = await provisionedTarget(context, named);
    const lastModified = context.clock.now();
    const config = { requested, status: 'IN_PROGRESS', lastModified } as const;
    const owner = await changeFunction(context, named, async (current) => {
      await provisionedTarget(context, named);
      assertProvisionedOnce(current, qualifier);
      const guard = await reservationGuard(context, current);
      await assertProvisionable(context, current, qualifier, requested);
      const changed = { ...current, provisioned: { ...current.provisioned, [qualifier]: config } };
      const due = context.provisioning.due(changed, qualifier, lastModified);
      return { owner: changed, also: [guard, due], result: changed };
    });
    await context.provisioning.begun(owner, qualifier, lastModified);
    return provisionedView(config);
  },
});
