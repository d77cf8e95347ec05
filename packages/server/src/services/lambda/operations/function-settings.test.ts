import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { functionArnOf, refused, testLambda, type TestLambda } from '../testing.js';
import { getFunctionRecursionConfig } from './get-function-recursion-config.js';
import { getFunctionScalingConfig } from './get-function-scaling-config.js';
import { getRuntimeManagementConfig } from './get-runtime-management-config.js';
import { publishVersion } from './publish-version.js';
import { putFunctionRecursionConfig } from './put-function-recursion-config.js';
import { putFunctionScalingConfig } from './put-function-scaling-config.js';
import { putRuntimeManagementConfig } from './put-runtime-management-config.js';

let lambda: TestLambda;
const arn = functionArnOf('f');
before(async () => {
  lambda = await testLambda();
  await lambda.createFunction('f');
  await lambda.run(publishVersion, { FunctionName: 'f' });
});
after(() => lambda.stop());

test('recursive loops', async () => {
  assert.deepEqual(await lambda.run(getFunctionRecursionConfig, { FunctionName: 'f' }), { RecursiveLoop: 'Terminate' });
  const allowed = await lambda.run(putFunctionRecursionConfig, { FunctionName: 'f', RecursiveLoop: 'Allow' });
  assert.deepEqual(allowed, { RecursiveLoop: 'Allow' });
  assert.deepEqual(await lambda.run(getFunctionRecursionConfig, { FunctionName: 'f' }), allowed);
  await refused(
    lambda.run(putFunctionRecursionConfig, { FunctionName: 'f', RecursiveLoop: 'x' as 'Allow' }),
    'ValidationException',
    "1 validation error detected: Value 'x' at 'recursiveLoop' failed to satisfy constraint: Member must satisfy enum value set: [Terminate, Allow]",
  );
  const text = `Function not found: ${functionArnOf('none')}`;
  await refused(
    lambda.run(putFunctionRecursionConfig, { FunctionName: 'none', RecursiveLoop: 'Allow' }),
    'ResourceNotFoundException',
    text,
  );
  await refused(lambda.run(getFunctionRecursionConfig, { FunctionName: 'none' }), 'ResourceNotFoundException', text);
});

test('runtime management, by version', async () => {
  const auto = { UpdateRuntimeOn: 'Auto', FunctionArn: `${arn}:$LATEST`, RuntimeVersionArn: undefined };
  assert.deepEqual(await lambda.run(getRuntimeManagementConfig, { FunctionName: 'f' }), auto);
  const RuntimeVersionArn = `arn:aws:lambda:us-east-1::runtime:${'0'.repeat(64)}`;
  const manual = { UpdateRuntimeOn: 'Manual', FunctionArn: `${arn}:1`, RuntimeVersionArn };
  assert.deepEqual(
    await lambda.run(putRuntimeManagementConfig, {
      FunctionName: 'f',
      Qualifier: '1',
      UpdateRuntimeOn: 'Manual',
      RuntimeVersionArn,
    }),
    manual,
  );
  assert.deepEqual(await lambda.run(getRuntimeManagementConfig, { FunctionName: 'f', Qualifier: '1' }), manual);
  assert.deepEqual(await lambda.run(getRuntimeManagementConfig, { FunctionName: 'f' }), auto);
  for (const config of [{ UpdateRuntimeOn: 'Manual' }, { UpdateRuntimeOn: 'Auto', RuntimeVersionArn }] as const)
    await refused(
      lambda.run(putRuntimeManagementConfig, { FunctionName: 'f', ...config }),
      'InvalidParameterValueException',
      /RuntimeVersionArn/,
    );
});

test('scaling is kept, by version', async () => {
  const FunctionScalingConfig = { MinExecutionEnvironments: 1, MaxExecutionEnvironments: 5 };
  const named = { FunctionName: 'f', Qualifier: '1' };
  assert.deepEqual(await lambda.run(putFunctionScalingConfig, { ...named, FunctionScalingConfig }), {
    FunctionState: 'Active',
  });
  assert.deepEqual(await lambda.run(getFunctionScalingConfig, named), {
    FunctionArn: `${arn}:1`,
    AppliedFunctionScalingConfig: FunctionScalingConfig,
    RequestedFunctionScalingConfig: FunctionScalingConfig,
  });
  await refused(
    lambda.run(putFunctionScalingConfig, {
      ...named,
      FunctionScalingConfig: { MinExecutionEnvironments: 2, MaxExecutionEnvironments: 1 },
    }),
    'InvalidParameterValueException',
    /MinExecutionEnvironments/,
  );
});
