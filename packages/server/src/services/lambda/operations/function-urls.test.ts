import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { allows, functionArnOf, refused, testLambda, type TestLambda } from '../testing.js';
import { createAlias } from './create-alias.js';
import { createFunctionUrlConfig } from './create-function-url-config.js';
import { deleteFunctionUrlConfig } from './delete-function-url-config.js';
import { deleteFunction } from './delete-function.js';
import { getFunctionUrlConfig } from './get-function-url-config.js';
import { listFunctionUrlConfigs } from './list-function-url-configs.js';
import { updateFunctionUrlConfig } from './update-function-url-config.js';

suite('configurations of function URLs', () => {
  let lambda: TestLambda;
  const arn = functionArnOf('f');
  beforeEach(async () => {
    lambda = await testLambda();
    await lambda.createFunction('f');
    await lambda.run(createAlias, { FunctionName: 'f', Name: 'live', FunctionVersion: '$LATEST' });
  });
  afterEach(() => lambda.stop());
  const create = (more = {}) => lambda.run(createFunctionUrlConfig, { FunctionName: 'f', AuthType: 'NONE', ...more });
  const update = (more = {}) => lambda.run(updateFunctionUrlConfig, { FunctionName: 'f', ...more });
  const get = (more = {}) => lambda.run(getFunctionUrlConfig, { FunctionName: 'f', ...more });
  const gone = 'The resource you requested does not exist.';
  const notFound = 'ResourceNotFoundException';

  test('answers tell the mode where it was given, and a URL that leads here', async () => {
    const made = await create();
    assert.match(made.FunctionUrl, /^http:\/\/[a-z0-9]{32}\.lambda-url\.us-east-1\.localhost:4566\/$/);
    assert.deepEqual(present(made), {
      FunctionUrl: made.FunctionUrl,
      FunctionArn: arn,
      CreationTime: '2023-11-14T22:13:20.000Z',
      AuthType: 'NONE',
    });
    const shown = await get();
    assert.deepEqual(present(shown), {
      ...present(made),
      LastModifiedTime: '2023-11-14T22:13:20.000Z',
      InvokeMode: 'BUFFERED',
    });
    await lambda.clock.advance(1000);
    const updated = await update({ AuthType: 'AWS_IAM', Cors: { AllowOrigins: ['*'] } });
    assert.deepEqual(present(updated), {
      ...present(made),
      AuthType: 'AWS_IAM',
      Cors: { AllowOrigins: ['*'] },
      LastModifiedTime: '2023-11-14T22:13:21.000Z',
    });
    assert.equal((await update({ InvokeMode: 'RESPONSE_STREAM' })).InvokeMode, 'RESPONSE_STREAM');
    assert.deepEqual((await get()).Cors, { AllowOrigins: ['*'] });
    assert.equal((await create({ Qualifier: 'live', InvokeMode: 'BUFFERED' })).InvokeMode, 'BUFFERED');
  });

  test('the function comes first in lists, then its aliases', async () => {
    await create({ Qualifier: 'live' });
    await create();
    const list = (more = {}) => lambda.run(listFunctionUrlConfigs, { FunctionName: 'f', ...more });
    const { FunctionUrlConfigs: all } = await list();
    assert.deepEqual(
      all.map(({ FunctionArn }) => FunctionArn),
      [arn, `${arn}:live`],
    );
    const first = await list({ MaxItems: 1 });
    const rest = await list({ MaxItems: 1, Marker: first.NextMarker });
    assert.deepEqual([...first.FunctionUrlConfigs, ...rest.FunctionUrlConfigs], all);
    await refused(list({ FunctionName: 'g' }), notFound, 'Function does not exist');
  });

  test('what is not there, or is there already, is refused in AWS’s words', async () => {
    await refused(create({ FunctionName: 'g' }), notFound, 'Function does not exist');
    await refused(create({ Qualifier: 'nix' }), notFound, 'Function does not exist');
    await refused(update({ FunctionName: 'g' }), notFound, 'Function does not exist');
    await refused(update(), notFound, gone);
    await refused(get(), notFound, gone);
    await refused(get({ FunctionName: 'g' }), notFound, gone);
    const remove = (more = {}) => lambda.run(deleteFunctionUrlConfig, { FunctionName: 'f', ...more });
    await refused(remove(), notFound, gone);
    await refused(remove({ FunctionName: 'g' }), notFound, gone);
    await create();
    await refused(
      create(),
      'ResourceConflictException',
      `Failed to create function url config for [functionArn = ${arn}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
    );
    await remove();
    await refused(get(), notFound, gone);
  });

  test('versions have no URLs', async () => {
    const pattern =
      /at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: \(\(\?!\^\\d\+\$\)\^\[0-9a-zA-Z-_\]\+\$\)$/;
    for (const Qualifier of ['$LATEST', '1']) await refused(create({ Qualifier }), 'ValidationException', pattern);
    await refused(create({ FunctionName: 'f:1' }), 'ValidationException', pattern);
    await refused(
      create({ InvokeMode: 'UNKNOWN' }),
      'ValidationException',
      /Value 'UNKNOWN' at 'invokeMode' failed to satisfy constraint: Member must satisfy enum value set: \[/,
    );
  });

  test('policies can tell open URLs from others', async () => {
    const user = await lambda.user('u', [
      allows('lambda:*FunctionUrlConfig', '*', {
        Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
      }),
    ]);
    const input = { FunctionName: 'f' };
    await refused(
      lambda.call(createFunctionUrlConfig, { ...input, AuthType: 'NONE' }, user),
      'AccessDeniedException',
      /lambda:CreateFunctionUrlConfig/,
    );
    await lambda.call(createFunctionUrlConfig, { ...input, AuthType: 'AWS_IAM' }, user);
    await lambda.call(getFunctionUrlConfig, input, user);
    await update({ AuthType: 'NONE' });
    await refused(
      lambda.call(deleteFunctionUrlConfig, input, user),
      'AccessDeniedException',
      /DeleteFunctionUrlConfig/,
    );
  });

  test('nothing of a URL is left when its function goes', async () => {
    await create();
    await create({ Qualifier: 'live' });
    assert.equal((await lambda.registry.list('lambda/url/')).length, 2);
    await lambda.run(deleteFunction, { FunctionName: 'f' });
    assert.deepEqual(await lambda.registry.list('lambda/url/'), []);
  });
});

const present = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
