import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { functionArnOf, refused, testAccount, testLambda, type TestLambda } from '../testing.js';
import { createCodeSigningConfig } from './create-code-signing-config.js';
import { deleteCodeSigningConfig } from './delete-code-signing-config.js';
import { deleteFunctionCodeSigningConfig } from './delete-function-code-signing-config.js';
import { getCodeSigningConfig } from './get-code-signing-config.js';
import { getFunctionCodeSigningConfig } from './get-function-code-signing-config.js';
import { listCodeSigningConfigs } from './list-code-signing-configs.js';
import { listFunctionsByCodeSigningConfig } from './list-functions-by-code-signing-config.js';
import { putFunctionCodeSigningConfig } from './put-function-code-signing-config.js';
import { updateCodeSigningConfig } from './update-code-signing-config.js';

let lambda: TestLambda;
before(async () => {
  lambda = await testLambda();
  await lambda.createFunction('f');
});
after(() => lambda.stop());

const publisher = `arn:aws:signer:us-east-1:${testAccount}:/signing-profiles/p/0123456789`;
const AllowedPublishers = { SigningProfileVersionArns: [publisher] };
const gone = `arn:aws:lambda:us-east-1:${testAccount}:code-signing-config:csc-00000000000000000`;

test('configurations are made, changed and told', async () => {
  const { CodeSigningConfig: made } = await lambda.run(createCodeSigningConfig, { AllowedPublishers });
  const { CodeSigningConfigId: id, ...rest } = made;
  assert.match(id, /^csc-[a-z0-9]{17}$/);
  assert.deepEqual(rest, {
    CodeSigningConfigArn: `arn:aws:lambda:us-east-1:${testAccount}:code-signing-config:${id}`,
    Description: '',
    AllowedPublishers,
    CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Warn' },
    LastModified: '2023-11-14T22:13:20.000+0000',
  });
  const { CodeSigningConfigArn } = made;
  const { CodeSigningConfig: changed } = await lambda.run(updateCodeSigningConfig, {
    CodeSigningConfigArn,
    Description: 'strict',
    CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Enforce' },
  });
  assert.equal(changed.Description, 'strict');
  assert.deepEqual(changed.AllowedPublishers, AllowedPublishers);
  const { CodeSigningConfig: found } = await lambda.run(getCodeSigningConfig, { CodeSigningConfigArn });
  assert.deepEqual(found, changed);
});

test('configurations are listed in pages', async () => {
  await lambda.run(createCodeSigningConfig, { AllowedPublishers });
  const first = await lambda.run(listCodeSigningConfigs, { MaxItems: 1 });
  const second = await lambda.run(listCodeSigningConfigs, { MaxItems: 1, Marker: first.NextMarker });
  assert.equal(second.NextMarker, undefined);
  assert.equal(second.CodeSigningConfigs?.length, 1);
  assert.notDeepEqual(first.CodeSigningConfigs, second.CodeSigningConfigs);
});

test('functions use them', async () => {
  const { CodeSigningConfig } = await lambda.run(createCodeSigningConfig, { AllowedPublishers });
  const { CodeSigningConfigArn } = CodeSigningConfig;
  assert.deepEqual(await lambda.run(getFunctionCodeSigningConfig, { FunctionName: 'f' }), {});
  const told = { CodeSigningConfigArn, FunctionName: 'f' };
  assert.deepEqual(await lambda.run(putFunctionCodeSigningConfig, { FunctionName: 'f', CodeSigningConfigArn }), told);
  assert.deepEqual(await lambda.run(getFunctionCodeSigningConfig, { FunctionName: 'f' }), told);
  const { FunctionArns } = await lambda.run(listFunctionsByCodeSigningConfig, { CodeSigningConfigArn });
  assert.deepEqual(FunctionArns, [functionArnOf('f')]);
  await assert.rejects(lambda.run(deleteCodeSigningConfig, { CodeSigningConfigArn }), {
    code: 'ResourceConflictException',
  });
  await lambda.run(deleteFunctionCodeSigningConfig, { FunctionName: 'f' });
  await lambda.run(deleteFunctionCodeSigningConfig, { FunctionName: 'f' });
  await lambda.run(deleteCodeSigningConfig, { CodeSigningConfigArn });
});

test('a configuration that is deleted while a function begins to use it', async () => {
  const { CodeSigningConfig } = await lambda.run(createCodeSigningConfig, { AllowedPublishers });
  const { CodeSigningConfigArn } = CodeSigningConfig;
  const [used, deleted] = await Promise.allSettled([
    lambda.run(putFunctionCodeSigningConfig, { FunctionName: 'f', CodeSigningConfigArn }),
    lambda.run(deleteCodeSigningConfig, { CodeSigningConfigArn }),
  ]);
  assert.notEqual(used.status, deleted.status);
  await lambda.run(deleteFunctionCodeSigningConfig, { FunctionName: 'f' });
});

test('one that is not there', async () => {
  const text = `The Lambda code signing configuration ${gone} can not be found.`;
  for (const operation of [
    getCodeSigningConfig,
    updateCodeSigningConfig,
    deleteCodeSigningConfig,
    listFunctionsByCodeSigningConfig,
  ])
    await refused(
      lambda.run(operation as typeof getCodeSigningConfig, { CodeSigningConfigArn: gone }),
      'ResourceNotFoundException',
      text,
    );
  // Before the function is looked for.
  for (const FunctionName of ['f', 'none'])
    await refused(
      lambda.run(putFunctionCodeSigningConfig, { FunctionName, CodeSigningConfigArn: gone }),
      'CodeSigningConfigNotFoundException',
      `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${gone}.`,
    );
  await refused(
    lambda.run(getFunctionCodeSigningConfig, { FunctionName: 'none' }),
    'ResourceNotFoundException',
    `Function not found: ${functionArnOf('none')}`,
  );
});
