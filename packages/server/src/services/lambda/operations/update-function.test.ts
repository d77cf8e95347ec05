import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Blob } from '@paddock/wire';
import { resolveFunction } from '../addressing.js';
import { functionArnOf, refused, testAccount, testLambda, testRole, uuid, zipOf, type TestLambda } from '../testing.js';
import { createCodeSigningConfig } from './create-code-signing-config.js';
import { createFunction } from './create-function.js';
import { getFunctionConfiguration } from './get-function-configuration.js';
import { listVersionsByFunction } from './list-versions-by-function.js';
import { publishVersion } from './publish-version.js';
import { putFunctionCodeSigningConfig } from './put-function-code-signing-config.js';
import { updateCodeSigningConfig } from './update-code-signing-config.js';
import { updateFunctionCode } from './update-function-code.js';
import { updateFunctionConfiguration } from './update-function-configuration.js';

let lambda: TestLambda;
before(async () => {
  lambda = await testLambda({ transition: 200 });
});
after(() => lambda.stop());

const named = (name: string) => ({ account: testAccount, region: 'us-east-1', name });
const blob = (text: string) => Blob.fromBytes(zipOf({ 'index.mjs': text }));
const inProgress = {
  State: 'Active',
  LastUpdateStatus: 'InProgress',
  LastUpdateStatusReason: 'The function is being created.',
  LastUpdateStatusReasonCode: 'Creating',
};
const statesOf = (view: Record<string, unknown>) =>
  Object.fromEntries(Object.keys(inProgress).map((key) => [key, view[key]]));

test('UpdateFunctionCode begins an update, which ends', async () => {
  const before = await lambda.createFunction('code');
  const updated = await lambda.run(updateFunctionCode, { FunctionName: 'code', ZipFile: blob('2') });
  assert.deepEqual(statesOf(updated), inProgress);
  assert.match(String(updated.RevisionId), uuid);
  assert.notEqual(updated.RevisionId, before.RevisionId);
  assert.notEqual(updated.CodeSha256, before.CodeSha256);
  await lambda.settle();
  const settled = await lambda.run(getFunctionConfiguration, { FunctionName: 'code' });
  assert.equal(settled.LastUpdateStatus, 'Successful');
  assert.equal(settled.LastUpdateStatusReason, undefined);
  assert.notEqual(settled.RevisionId, updated.RevisionId);
});

test('UpdateFunctionConfiguration replaces what is given, and tells a new revision even if that is nothing', async () => {
  const before = await lambda.createFunction('configured', {
    Environment: { Variables: { ONE: '1', TWO: '2' } },
    DeadLetterConfig: { TargetArn: `arn:aws:sqs:us-east-1:${testAccount}:dead` },
    VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
  });
  const same = await lambda.run(updateFunctionConfiguration, { FunctionName: 'configured', DeadLetterConfig: {} });
  assert.deepEqual(same.DeadLetterConfig, before.DeadLetterConfig);
  assert.deepEqual(statesOf(same), inProgress);
  assert.notEqual(same.RevisionId, before.RevisionId);
  await lambda.settle();
  const updated = await lambda.run(updateFunctionConfiguration, {
    FunctionName: 'configured',
    Environment: { Variables: { THREE: '3' } },
    Timeout: 10,
    Handler: 'other.handler',
    Runtime: 'python3.13',
    Description: 'new',
    LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'DEBUG' },
    DeadLetterConfig: { TargetArn: '' },
    VpcConfig: { SubnetIds: [], SecurityGroupIds: [] },
  });
  assert.deepEqual(updated.Environment, { Variables: { THREE: '3' } });
  assert.deepEqual([updated.Timeout, updated.Handler, updated.Runtime], [10, 'other.handler', 'python3.13']);
  assert.equal(updated.LoggingConfig?.SystemLogLevel, 'DEBUG');
  assert.equal(updated.DeadLetterConfig, undefined);
  assert.deepEqual(updated.VpcConfig, {
    SubnetIds: [],
    SecurityGroupIds: [],
    VpcId: '',
    Ipv6AllowedForDualStack: false,
  });
  await lambda.settle();
  const text = await lambda.run(updateFunctionConfiguration, {
    FunctionName: 'configured',
    LoggingConfig: { LogFormat: 'Text' },
  });
  assert.deepEqual(text.LoggingConfig, {
    LogFormat: 'Text',
    ApplicationLogLevel: undefined,
    SystemLogLevel: undefined,
    LogGroup: '/aws/lambda/configured',
  });
});

test('nothing is changed while an update or a creation is under way', async () => {
  const code = blob('1');
  await lambda.run(createFunction, {
    FunctionName: 'busy',
    Role: testRole,
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Code: { ZipFile: code },
  });
  const pending =
    'The operation cannot be performed at this time. The function is currently in the following state: Pending';
  const attempts = () => [
    lambda.run(updateFunctionCode, { FunctionName: 'busy', ZipFile: code }),
    lambda.run(updateFunctionConfiguration, { FunctionName: 'busy', Timeout: 5 }),
    lambda.run(publishVersion, { FunctionName: 'busy' }),
  ];
  for (const attempt of attempts()) await refused(attempt, 'ResourceConflictException', pending);
  await lambda.settle();
  await lambda.run(updateFunctionConfiguration, { FunctionName: 'busy', Timeout: 5 });
  for (const attempt of attempts())
    await refused(
      attempt,
      'ResourceConflictException',
      `The operation cannot be performed at this time. An update is in progress for resource: ${functionArnOf('busy')}`,
    );
});

test('invocations run the old code and configuration until an update is through', async () => {
  await lambda.createFunction('served', { Timeout: 4 });
  const run = async () => {
    const target = await resolveFunction(lambda.context, {
      account: testAccount,
      region: 'us-east-1',
      name: 'served',
      qualifier: undefined,
    });
    await lambda.context.invoker.invoke({ target, requestId: 'r', payload: Buffer.from('{}') });
    return lambda.pool.invocations.at(-1)?.spec;
  };
  const first = await run();
  await lambda.run(updateFunctionCode, { FunctionName: 'served', ZipFile: blob('updated') });
  assert.equal((await run())?.key, first?.key);
  await lambda.settle();
  const second = await run();
  assert.notEqual(second?.key, first?.key);
  assert.notEqual(second?.codeDirectory, first?.codeDirectory);
  await lambda.run(updateFunctionConfiguration, { FunctionName: 'served', Timeout: 9 });
  assert.equal((await run())?.timeoutSeconds, 4);
  await lambda.settle();
  assert.equal((await run())?.timeoutSeconds, 9);
});

test('code is kept while an update is in progress, and goes after it', async () => {
  await lambda.createFunction('kept');
  const count = async () => (await lambda.registry.list('lambda/code/')).length;
  const before = await count();
  await lambda.run(updateFunctionCode, { FunctionName: 'kept', ZipFile: blob('kept 2') });
  assert.equal(await count(), before + 1);
  await lambda.settle();
  assert.equal(await count(), before);
});

test('a revision that is not the latest is refused', async () => {
  const { RevisionId } = await lambda.createFunction('revised');
  await lambda.run(updateFunctionConfiguration, { FunctionName: 'revised', RevisionId, Timeout: 5 });
  await lambda.settle();
  const text =
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id';
  for (const attempt of [
    lambda.run(updateFunctionConfiguration, { FunctionName: 'revised', RevisionId, Timeout: 5 }),
    lambda.run(updateFunctionCode, { FunctionName: 'revised', RevisionId, ZipFile: blob('2') }),
    lambda.run(publishVersion, { FunctionName: 'revised', RevisionId }),
  ])
    await refused(attempt, 'PreconditionFailedException', text);
});

test('UpdateFunctionCode can publish, and can do nothing', async () => {
  const before = await lambda.createFunction('publishing');
  const dry = await lambda.run(updateFunctionCode, { FunctionName: 'publishing', ZipFile: blob('dry'), DryRun: true });
  assert.notEqual(dry.CodeSha256, before.CodeSha256);
  assert.equal((await lambda.function('publishing')).latest.revisionId, before.RevisionId);
  const published = await lambda.run(updateFunctionCode, {
    FunctionName: 'publishing',
    ZipFile: blob('one'),
    Publish: true,
  });
  assert.equal(published.Version, '1');
  assert.equal(published.FunctionArn, `${functionArnOf('publishing')}:1`);
  assert.equal(published.State, 'Pending');
  assert.equal(published.StateReason, 'The function is being created.');
  assert.equal(published.StateReasonCode, 'Creating');
  assert.equal(published.LastUpdateStatus, undefined);
  await lambda.settle();
  const version = await lambda.run(getFunctionConfiguration, { FunctionName: 'publishing', Qualifier: '1' });
  assert.deepEqual([version.State, version.LastUpdateStatus], ['Active', 'Successful']);
  const { Versions = [] } = await lambda.run(listVersionsByFunction, { FunctionName: 'publishing' });
  assert.deepEqual(
    Versions.map(({ FunctionArn }) => FunctionArn?.split(':').at(-1)),
    ['$LATEST', '1'],
  );
});

test('what cannot be updated', async () => {
  await lambda.createFunction('bad');
  const code = (more: object) => lambda.run(updateFunctionCode, { FunctionName: 'bad', ...more });
  await refused(code({}), 'InvalidParameterValueException', 'Please provide a source for function code.');
  await refused(
    code({ ImageUri: 'x' }),
    'InvalidParameterValueException',
    "Please don't provide ImageUri when updating a function with packageType Zip.",
  );
  for (const attempt of [
    lambda.run(updateFunctionCode, { FunctionName: 'none', ZipFile: blob('1') }),
    lambda.run(updateFunctionConfiguration, { FunctionName: 'none' }),
  ])
    await refused(attempt, 'ResourceNotFoundException', `Function not found: ${functionArnOf('none')}`);
  await refused(
    lambda.run(updateFunctionConfiguration, { FunctionName: 'bad', Role: `arn:aws:iam::${testAccount}:role/none` }),
    'InvalidParameterValueException',
    'The role defined for the function cannot be assumed by Lambda.',
  );
});

test('a code signing configuration that enforces lets no unsigned code through', async () => {
  const { CodeSigningConfig } = await lambda.run(createCodeSigningConfig, {
    AllowedPublishers: {
      SigningProfileVersionArns: [`arn:aws:signer:us-east-1:${testAccount}:/signing-profiles/p/0123456789`],
    },
  });
  const { CodeSigningConfigArn } = CodeSigningConfig;
  await lambda.createFunction('signed');
  await lambda.run(putFunctionCodeSigningConfig, { FunctionName: 'signed', CodeSigningConfigArn });
  await lambda.run(updateFunctionCode, { FunctionName: 'signed', ZipFile: blob('warned') });
  await lambda.settle();
  await lambda.run(updateCodeSigningConfig, {
    CodeSigningConfigArn,
    CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Enforce' },
  });
  await refused(
    lambda.run(updateFunctionCode, { FunctionName: 'signed', ZipFile: blob('refused') }),
    'CodeVerificationFailedException',
    /^Lambda cannot deploy the function\./,
  );
});

test('updates at once are one after the other: one wins, the others are told', async () => {
  await lambda.createFunction('contended');
  const results = await Promise.allSettled(
    [5, 6, 7].map((Timeout) => lambda.run(updateFunctionConfiguration, { FunctionName: 'contended', Timeout })),
  );
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('processes that share the stores change a function one after the other', async () => {
  await lambda.createFunction('between');
  const { request, context } = lambda;
  const contexts = [context, lambda.another(), lambda.another()];
  await Promise.all(contexts.map((each) => each.store.function(named('between'))));
  const results = await Promise.allSettled(
    contexts.map(async (each, n) =>
      updateFunctionConfiguration.run(each, { FunctionName: 'between', Timeout: n + 5 }, request),
    ),
  );
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
  await lambda.settle();
  const versions = await Promise.all(
    contexts.map(async (each) => publishVersion.run(each, { FunctionName: 'between' }, request)),
  );
  assert.equal(versions.length, 3);
  assert.equal((await context.store.versions(named('between'))).length, 1);
});

test('states end after a restart, too', async () => {
  await lambda.createFunction('restarted');
  await lambda.run(updateFunctionConfiguration, { FunctionName: 'restarted', Timeout: 5 });
  const another = lambda.another();
  await lambda.settle();
  const found = await another.store.function({ account: testAccount, region: 'us-east-1', name: 'restarted' });
  assert.equal(found?.value.latest.lastUpdateStatus, 'Successful');
  assert.equal(found.value.serving, undefined);
});
