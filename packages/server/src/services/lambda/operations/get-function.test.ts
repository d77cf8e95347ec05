import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { allows, denies, functionArnOf, refused, testLambda, type TestLambda } from '../testing.js';
import { createAlias } from './create-alias.js';
import { getFunctionConfiguration } from './get-function-configuration.js';
import { getFunction } from './get-function.js';
import { publishVersion } from './publish-version.js';
import { putFunctionConcurrency } from './put-function-concurrency.js';
import { tagResource } from './tag-resource.js';

let lambda: TestLambda;
before(async () => {
  lambda = await testLambda();
  await lambda.createFunction('f');
  await lambda.run(publishVersion, { FunctionName: 'f' });
  await lambda.run(createAlias, { FunctionName: 'f', Name: 'live', FunctionVersion: '1' });
});
after(() => lambda.stop());

test('GetFunction tells the configuration and where the code is, and tags and concurrency where there are any', async () => {
  const bare = await lambda.run(getFunction, { FunctionName: 'f' });
  assert.equal(bare.Configuration?.State, 'Active');
  assert.equal(bare.Configuration.LastUpdateStatus, 'Successful');
  assert.equal(bare.Code?.RepositoryType, 'S3');
  assert.match(bare.Code.Location ?? '', /^http:\/\/127\.0\.0\.1:4566\/.*f\.zip\?/);
  assert.equal(bare.Tags, undefined);
  assert.equal(bare.Concurrency, undefined);
  await lambda.run(tagResource, { Resource: functionArnOf('f'), Tags: { team: 'red' } });
  await lambda.run(putFunctionConcurrency, { FunctionName: 'f', ReservedConcurrentExecutions: 5 });
  const full = await lambda.run(getFunction, { FunctionName: 'f' });
  assert.deepEqual(full.Tags, { team: 'red' });
  assert.deepEqual(full.Concurrency, { ReservedConcurrentExecutions: 5 });
});

test('functions are named by name, by parts of an ARN, and by ARN; the qualifier stays with the ARN', async () => {
  const arn = functionArnOf('f');
  const names: readonly [string, string | undefined, string, string][] = [
    ['f', undefined, arn, '$LATEST'],
    [arn, undefined, arn, '$LATEST'],
    ['123456789012:function:f', undefined, arn, '$LATEST'],
    ['123456789012:f', undefined, arn, '$LATEST'],
    ['us-east-1:123456789012:function:f', undefined, arn, '$LATEST'],
    ['function:f', undefined, arn, '$LATEST'],
    ['f', '$LATEST', `${arn}:$LATEST`, '$LATEST'],
    ['f', '1', `${arn}:1`, '1'],
    ['f:1', undefined, `${arn}:1`, '1'],
    ['f', 'live', `${arn}:live`, '1'],
    [`${arn}:live`, 'live', `${arn}:live`, '1'],
  ];
  for (const [FunctionName, Qualifier, told, version] of names) {
    const found = await lambda.run(getFunctionConfiguration, {
      FunctionName,
      ...(Qualifier === undefined ? {} : { Qualifier }),
    });
    assert.deepEqual([found.FunctionArn, found.Version], [told, version], `${FunctionName} ${Qualifier}`);
  }
});

test('what is not there, and what is elsewhere', async () => {
  const arn = functionArnOf('f');
  for (const operation of [getFunction, getFunctionConfiguration] as const) {
    const missing = (FunctionName: string, Qualifier: string, told: string) =>
      refused(
        lambda.run(operation as typeof getFunction, { FunctionName, Qualifier }),
        'ResourceNotFoundException',
        `Function not found: ${told}`,
      );
    await missing('f', '42', `${arn}:42`);
    await missing('f', 'none', `${arn}:none`);
    await missing('none', '$LATEST', `${functionArnOf('none')}:$LATEST`);
    await refused(
      lambda.run(operation as typeof getFunction, { FunctionName: 'none' }),
      'ResourceNotFoundException',
      `Function not found: ${functionArnOf('none')}`,
    );
    await refused(
      lambda.run(operation as typeof getFunction, { FunctionName: arn.replace('us-east-1', 'eu-west-1') }),
      'ResourceNotFoundException',
      "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
    );
    await refused(
      lambda.run(operation as typeof getFunction, { FunctionName: 'f:1', Qualifier: '2' }),
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  }
});

test('names and qualifiers that cannot be', async () => {
  await refused(
    lambda.run(getFunction, { FunctionName: 'a/b' }),
    'ValidationException',
    "1 validation error detected: Value 'a/b' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?",
  );
  await refused(
    lambda.run(getFunction, { FunctionName: 'f', Qualifier: 'a b' }),
    'ValidationException',
    "1 validation error detected: Value 'a b' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+",
  );
});

test('policies are asked about the ARN with its qualifier', async () => {
  const needs = await lambda.needs(getFunction, { FunctionName: 'f', Qualifier: 'live' });
  assert.deepEqual(
    needs.map(({ action, resources }) => [action, ...resources]),
    [['lambda:GetFunction', `${functionArnOf('f')}:live`]],
  );
  const user = await lambda.user('reader', [
    allows('lambda:Get*', functionArnOf('f')),
    denies('lambda:GetFunctionConfiguration'),
  ]);
  await lambda.call(getFunction, { FunctionName: 'f' }, user);
  await refused(
    lambda.call(getFunction, { FunctionName: 'f', Qualifier: 'live' }, user),
    'AccessDeniedException',
    `User: ${user.arn} is not authorized to perform: lambda:GetFunction on resource: ${functionArnOf('f')}:live because no identity-based policy allows the lambda:GetFunction action`,
  );
  await refused(
    lambda.call(getFunctionConfiguration, { FunctionName: 'f' }, user),
    'AccessDeniedException',
    `User: ${user.arn} is not authorized to perform: lambda:GetFunctionConfiguration on resource: ${functionArnOf('f')} with an explicit deny in an identity-based policy`,
  );
});
