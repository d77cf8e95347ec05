import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Provisioning } from '../loops/provisioning.js';
import { aFewTurns } from '../../../runtime/controlled-clock.js';
import { silentLogger } from '../../../runtime/log.js';
import { functionArnOf, refused, testLambda, TestPool, type TestLambda } from '../testing.js';
import { createAlias } from './create-alias.js';
import { deleteAlias } from './delete-alias.js';
import { deleteProvisionedConcurrencyConfig } from './delete-provisioned-concurrency-config.js';
import { getProvisionedConcurrencyConfig } from './get-provisioned-concurrency-config.js';
import { listProvisionedConcurrencyConfigs } from './list-provisioned-concurrency-configs.js';
import { publishVersion } from './publish-version.js';
import { putFunctionConcurrency } from './put-function-concurrency.js';
import { putProvisionedConcurrencyConfig } from './put-provisioned-concurrency-config.js';
import { updateAlias } from './update-alias.js';
import { updateFunctionConfiguration } from './update-function-configuration.js';

let lambda: TestLambda;
const arn = functionArnOf('f');
before(async () => {
  lambda = await testLambda({ transition: 200 });
  for (const name of ['f', 'g']) {
    await lambda.createFunction(name);
    for (const Timeout of [4, 5, 6]) {
      await lambda.run(updateFunctionConfiguration, { FunctionName: name, Timeout });
      await lambda.settle();
      await lambda.run(publishVersion, { FunctionName: name });
    }
  }
  await lambda.run(createAlias, { FunctionName: 'f', Name: 'live', FunctionVersion: '2' });
  await lambda.run(createAlias, {
    FunctionName: 'f',
    Name: 'shared',
    FunctionVersion: '3',
    RoutingConfig: { AdditionalVersionWeights: { '1': 0.5 } },
  });
});
after(() => lambda.stop());

const put = (Qualifier: string, ProvisionedConcurrentExecutions: number, FunctionName = 'f') =>
  lambda.run(putProvisionedConcurrencyConfig, { FunctionName, Qualifier, ProvisionedConcurrentExecutions });
const get = (Qualifier: string, FunctionName = 'f') =>
  lambda.run(getProvisionedConcurrencyConfig, { FunctionName, Qualifier });
const remove = (Qualifier: string, FunctionName = 'f') =>
  lambda.run(deleteProvisionedConcurrencyConfig, { FunctionName, Qualifier });
/** How many environments are kept, by function and version. */
const kept = (pool = lambda.pool) =>
  Object.fromEntries(
    [...pool.provisioned].map(([key, count]) => {
      const spec = pool.specs.get(key);
      return [`${spec?.functionName}:${spec?.version}`, count];
    }),
  );

/** Packages are extracted on a real disk, which takes as long as it takes. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 5_000 && !(await holds()); turn++) await aFewTurns();
}
const settled = async (qualifier: string, name = 'f') => {
  await lambda.settle();
  await until(async () => (await get(qualifier, name)).Status !== 'IN_PROGRESS');
};

test('environments are made, and then it is READY', async () => {
  const { LastModified, ...made } = await put('1', 3);
  assert.match(String(LastModified), /^2023-11-14T22:13:\d\d\.\d{3}\+0000$/);
  assert.deepEqual(made, {
    RequestedProvisionedConcurrentExecutions: 3,
    AvailableProvisionedConcurrentExecutions: 0,
    AllocatedProvisionedConcurrentExecutions: 0,
    Status: 'IN_PROGRESS',
    StatusReason: undefined,
  });
  await settled('1');
  const ready = await get('1');
  assert.deepEqual(
    [ready.Status, ready.AllocatedProvisionedConcurrentExecutions, ready.AvailableProvisionedConcurrentExecutions],
    ['READY', 3, 3],
  );
  assert.deepEqual(kept(), { 'f:1': 3 });
});

test('an alias takes its environments along when it moves', async () => {
  await put('live', 2);
  await settled('live');
  assert.deepEqual(kept(), { 'f:1': 3, 'f:2': 2 });
  await lambda.run(updateAlias, { FunctionName: 'f', Name: 'live', FunctionVersion: '3' });
  await until(() => kept()['f:3'] === 2);
  assert.deepEqual(kept(), { 'f:1': 3, 'f:3': 2 });
  await lambda.run(updateAlias, { FunctionName: 'f', Name: 'live', FunctionVersion: '2' });
  await until(() => kept()['f:2'] === 2);
});

test('configurations are listed, with their ARNs', async () => {
  const { ProvisionedConcurrencyConfigs = [] } = await lambda.run(listProvisionedConcurrencyConfigs, {
    FunctionName: 'f',
  });
  assert.deepEqual(
    ProvisionedConcurrencyConfigs.map((config) => [
      config.FunctionArn,
      config.Status,
      config.RequestedProvisionedConcurrentExecutions,
    ]),
    [
      [`${arn}:1`, 'READY', 3],
      [`${arn}:live`, 'READY', 2],
    ],
  );
});

test('a version has its environments from one place', async () => {
  await refused(put('2', 1), 'ResourceConflictException', 'Version is pointed by a Provisioned Concurrency alias');
  await lambda.run(createAlias, { FunctionName: 'f', Name: 'first', FunctionVersion: '1' });
  await refused(
    put('first', 1),
    'ResourceConflictException',
    "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
  );
  await refused(
    put('shared', 1),
    'InvalidParameterValueException',
    'Alias with weights can not be used with Provisioned Concurrency',
  );
});

test('what cannot be provisioned', async () => {
  await refused(
    put('1', 0),
    'ValidationException',
    "1 validation error detected: Value '0' at 'provisionedConcurrentExecutions' failed to satisfy constraint: Member must have value greater than or equal to 1",
  );
  await refused(
    put('$LATEST', 1),
    'InvalidParameterValueException',
    'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
  );
  for (const attempt of [get('$LATEST'), remove('$LATEST')])
    await refused(
      attempt,
      'InvalidParameterValueException',
      'The function resource provided must be an alias or a published version.',
    );
  for (const attempt of [put, get, remove]) {
    const call = attempt as (qualifier: string, count: unknown, name?: string) => Promise<unknown>;
    const of = (qualifier: string, name: string) => (attempt === put ? put(qualifier, 1, name) : call(qualifier, name));
    await refused(of('A', 'f'), 'ResourceNotFoundException', `Cannot find alias arn: ${arn}:A`);
    await refused(of('A', 'none'), 'ResourceNotFoundException', `Cannot find alias arn: ${functionArnOf('none')}:A`);
    await refused(of('42', 'f'), 'ResourceNotFoundException', `Function not found: ${arn}:42`);
  }
  await refused(
    get('3'),
    'ProvisionedConcurrencyConfigNotFoundException',
    'No Provisioned Concurrency Config found for this function',
  );
  await remove('3');
});

test('limits of the account and of the function', async () => {
  await refused(
    put('1', 1001, 'g'),
    'InvalidParameterValueException',
    "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [995].",
  );
  await refused(
    put('1', 900, 'g'),
    'InvalidParameterValueException',
    "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
  );
  await lambda.run(putFunctionConcurrency, { FunctionName: 'g', ReservedConcurrentExecutions: 2 });
  await refused(
    put('1', 3, 'g'),
    'InvalidParameterValueException',
    'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
  );
});

test('another process keeps its own, from its start on', async () => {
  const { store, invoker } = lambda.another();
  const pool = new TestPool();
  Object.defineProperty(invoker, 'pool', { value: pool });
  const provisioning = new Provisioning({ store, invoker, clock: lambda.clock, logger: silentLogger, delay: 200 });
  provisioning.start();
  await until(() => pool.provisioned.size === 2);
  assert.deepEqual(kept(pool), { 'f:1': 3, 'f:2': 2 });
  await provisioning.stop();
});

test('environments that cannot be made', async () => {
  lambda.pool.provisionFails = new Error('no');
  await put('2', 1, 'g');
  await settled('2', 'g');
  const failed = await get('2', 'g');
  assert.deepEqual(
    [failed.Status, failed.StatusReason, failed.AllocatedProvisionedConcurrentExecutions],
    ['FAILED', 'FUNCTION_ERROR_INIT_FAILURE', 0],
  );
  lambda.pool.provisionFails = undefined;
});

test('environments go with the configuration, and with the alias', async () => {
  await remove('1');
  await lambda.run(deleteAlias, { FunctionName: 'f', Name: 'live' });
  await until(() => !Object.keys(kept()).some((name) => name.startsWith('f:')));
  assert.deepEqual(
    Object.keys(kept()).filter((name) => name.startsWith('f:')),
    [],
  );
  await refused(
    get('1'),
    'ProvisionedConcurrencyConfigNotFoundException',
    'No Provisioned Concurrency Config found for this function',
  );
});

test('an initialisation that takes long keeps no due task waiting', async () => {
  const own = await testLambda({ transition: 200 });
  try {
    await own.createFunction('slow');
    await own.run(publishVersion, { FunctionName: 'slow' });
    let made: (() => void) | undefined;
    own.pool.provision = () => new Promise((resolve) => (made = resolve));
    const named = { FunctionName: 'slow', Qualifier: '1' };
    await own.run(putProvisionedConcurrencyConfig, { ...named, ProvisionedConcurrentExecutions: 1 });
    await own.settle();
    await own.tasks.idle();
    await until(() => made !== undefined);
    const status = async () => (await own.run(getProvisionedConcurrencyConfig, named)).Status;
    assert.equal(await status(), 'IN_PROGRESS');
    made?.();
    await until(async () => (await status()) === 'READY');
    assert.equal(await status(), 'READY');
  } finally {
    await own.stop();
  }
});
