import { label, required, structure } from '@paddock/wire';
import { namedFunction, onFunction } from '../addressing.js';
import { operation } from '../context.js';
import { qualifiedArn } from '../domain/arns.js';
import { functionsOnly } from '../errors-functions.js';
import { changeFunction } from '../function-changes.js';
import { assertReservable, reservationGuard } from '../reserved-concurrency.js';
import { FunctionName, ReservedConcurrentExecutions } from '../shapes.js';
import { Concurrency } from '../structures.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionConcurrency.html */
export const putFunctionConcurrency = operation({
  name: 'PutFunctionConcurrency',
  http: { method: 'PUT', path: '/2017-10-31/functions/{FunctionName}/concurrency', status: 200 },
  input: structure('PutFunctionConcurrencyRequest', {
    FunctionName: required(label(FunctionName)),
    ReservedConcurrentExecutions: required(ReservedConcurrentExecutions),
  }),
  output: Concurrency,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onFunction('PutFunctionConcurrency'),
  async run(context, { ReservedConcurrentExecutions: reserved, ...input }, request) {
    const named = namedFunction(input, request);
    if (named.qualifier !== undefined) throw functionsOnly();
    const edit = await changeFunction(
      context,
      named,
      async (owner) => {
        const guard = await reservationGuard(context, owner);
        await assertReservable(context, owner, reserved);
        return { owner: { ...owner, reserved }, also: [guard], result: reserved };
      },
      qualifiedArn(named, '$LATEST'),
    );
    return { ReservedConcurrentExecutions: edit };
  },
});
