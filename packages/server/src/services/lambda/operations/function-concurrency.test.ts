import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { functionArnOf, refused, testLambda, type TestLambda } from '../testing.js';
import { deleteFunctionConcurrency } from './delete-function-concurrency.js';
import { getFunctionConcurrency } from './get-function-concurrency.js';
import { publishVersion } from './publish-version.js';
import { putFunctionConcurrency } from './put-function-concurrency.js';
import { putProvisionedConcurrencyConfig } from './put-provisioned-concurrency-config.js';

let lambda: TestLambda;
before(async () => {
  lambda = await testLambda();
  for (const name of ['f', 'g', 'h']) await lambda.createFunction(name);
});
after(() => lambda.stop());

const put = (FunctionName: string, ReservedConcurrentExecutions: number) =>
  lambda.run(putFunctionConcurrency, { FunctionName, ReservedConcurrentExecutions });

test('concurrency is reserved, told and let go', async () => {
  assert.deepEqual(await lambda.run(getFunctionConcurrency, { FunctionName: 'f' }), {
    ReservedConcurrentExecutions: undefined,
  });
  assert.deepEqual(await put('f', 0), { ReservedConcurrentExecutions: 0 });
  assert.deepEqual(await put('f', 900), { ReservedConcurrentExecutions: 900 });
  assert.deepEqual(await lambda.run(getFunctionConcurrency, { FunctionName: 'f' }), {
    ReservedConcurrentExecutions: 900,
  });
  await lambda.run(deleteFunctionConcurrency, { FunctionName: 'f' });
  await lambda.run(deleteFunctionConcurrency, { FunctionName: 'f' });
  assert.equal((await lambda.function('f')).reserved, undefined);
});

test('an account keeps a hundred unreserved, however many reserve at once', async () => {
  const text =
    "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].";
  await refused(put('f', 901), 'InvalidParameterValueException', text);
  await refused(put('f', 1001), 'InvalidParameterValueException', text);
  const results = await Promise.allSettled([put('f', 500), put('g', 500), put('h', 500)]);
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  for (const FunctionName of ['f', 'g', 'h']) await lambda.run(deleteFunctionConcurrency, { FunctionName });
});

test('no less is reserved than is provisioned', async () => {
  await lambda.run(publishVersion, { FunctionName: 'h' });
  await lambda.run(putProvisionedConcurrencyConfig, {
    FunctionName: 'h',
    Qualifier: '1',
    ProvisionedConcurrentExecutions: 2,
  });
  await refused(
    put('h', 1),
    'InvalidParameterValueException',
    " ReservedConcurrentExecutions  1 should not be lower than function's total provisioned concurrency [2].",
  );
});

test('functions only', async () => {
  const text =
    'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.';
  for (const FunctionName of ['f:live', `${functionArnOf('f')}:1`]) {
    await refused(put(FunctionName, 1), 'InvalidParameterValueException', text);
    await refused(lambda.run(deleteFunctionConcurrency, { FunctionName }), 'InvalidParameterValueException', text);
  }
  await refused(put('none', 1), 'ResourceNotFoundException', `Function not found: ${functionArnOf('none')}:$LATEST`);
  await refused(
    lambda.run(getFunctionConcurrency, { FunctionName: 'none' }),
    'ResourceNotFoundException',
    `Function not found: ${functionArnOf('none')}`,
  );
});
