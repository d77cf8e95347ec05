import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Blob } from '@paddock/wire';
import { functionArnOf, refused, testLambda, testRole, zipOf, type TestLambda } from '../testing.js';
import { createAlias } from './create-alias.js';
import { createFunction } from './create-function.js';
import { deleteFunction } from './delete-function.js';
import { getFunctionConfiguration } from './get-function-configuration.js';
import { publishVersion } from './publish-version.js';

let lambda: TestLambda;
before(async () => {
  lambda = await testLambda({ transition: 200 });
});
after(() => lambda.stop());

test('a function goes with its versions and its code, and can be made again at once', async () => {
  await lambda.createFunction('f');
  await lambda.run(publishVersion, { FunctionName: 'f' });
  assert.deepEqual(await lambda.run(deleteFunction, { FunctionName: 'f' }), { StatusCode: 204 });
  for (const Qualifier of [undefined, '1'])
    await refused(
      lambda.run(getFunctionConfiguration, { FunctionName: 'f', ...(Qualifier === undefined ? {} : { Qualifier }) }),
      'ResourceNotFoundException',
      `Function not found: ${functionArnOf('f')}${Qualifier === undefined ? '' : ':1'}`,
    );
  for (const prefix of ['lambda/function/', 'lambda/version/', 'lambda/code/', 'lambda/code-use/'])
    assert.deepEqual(await lambda.registry.list(prefix), [], prefix);
  await lambda.createFunction('f');
  assert.equal((await lambda.run(publishVersion, { FunctionName: 'f' })).Version, '1');
});

test('what can be deleted, and what AWS says of the rest', async () => {
  await lambda.createFunction('g');
  await lambda.run(publishVersion, { FunctionName: 'g' });
  await lambda.run(createAlias, { FunctionName: 'g', Name: 'live', FunctionVersion: '1' });
  const remove = (Qualifier: string, FunctionName = 'g') => lambda.run(deleteFunction, { FunctionName, Qualifier });
  await refused(remove('live'), 'InvalidParameterValueException', 'Deletion of aliases is not currently supported.');
  await refused(
    remove('$LATEST'),
    'InvalidParameterValueException',
    '$LATEST version cannot be deleted without deleting the function.',
  );
  await refused(
    remove('1'),
    'ResourceConflictException',
    'Unable to delete version because the following aliases reference it: [live]',
  );
  await remove('42');
  await refused(remove('1', 'none'), 'ResourceNotFoundException', `Function not found: ${functionArnOf('none')}`);
  await refused(
    lambda.run(deleteFunction, { FunctionName: 'none' }),
    'ResourceNotFoundException',
    `Function not found: ${functionArnOf('none')}`,
  );
});

test('qualifiers in the name count, and must not differ', async () => {
  await lambda.createFunction('h');
  await lambda.run(publishVersion, { FunctionName: 'h' });
  await refused(
    lambda.run(deleteFunction, { FunctionName: 'h:1', Qualifier: '2' }),
    'InvalidParameterValueException',
    'The derived qualifier from the function name does not match the specified qualifier.',
  );
  await lambda.run(deleteFunction, { FunctionName: 'h:1', Qualifier: '1' });
  assert.equal((await lambda.context.store.versions(await lambda.function('h'))).length, 0);
});

test('a function that goes while it is made stays gone', async () => {
  await lambda.run(createFunction, {
    FunctionName: 'brief',
    Role: testRole,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Publish: true,
    Code: { ZipFile: Blob.fromBytes(zipOf({ 'index.mjs': '1' })) },
  });
  await lambda.run(deleteFunction, { FunctionName: 'brief' });
  await lambda.settle();
  const left = await lambda.registry.list('lambda/');
  assert.deepEqual(
    left.filter(({ key }) => key.includes('brief')),
    [],
  );
});
