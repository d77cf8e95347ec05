import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { compilePolicy, isPolicyDocument, parsePolicy } from '@paddock/policy';
import { resourceDirectory, type LambdaResources } from '../resource-directory.js';
import {
  allows,
  functionArnOf,
  refused,
  stranger,
  testAccount,
  testLambda,
  uuid,
  type TestLambda,
} from '../testing.js';
import { addPermission } from './add-permission.js';
import { createAlias } from './create-alias.js';
import { getFunctionConfiguration } from './get-function-configuration.js';
import { getPolicy } from './get-policy.js';
import { invoke } from './invoke.js';
import { publishVersion } from './publish-version.js';
import { removePermission } from './remove-permission.js';

suite('permissions of functions', () => {
  let lambda: TestLambda;
  let resources: LambdaResources;
  const arn = functionArnOf('f');
  beforeEach(async () => {
    lambda = await testLambda({ resources: (context) => (resources = resourceDirectory(context)) });
    await resources.ready;
    await lambda.createFunction('f');
  });
  afterEach(async () => {
    resources.close();
    await lambda.stop();
  });
  const base = { FunctionName: 'f', StatementId: 's1', Action: 'lambda:InvokeFunction', Principal: 's3.amazonaws.com' };
  const add = (more = {}) => lambda.run(addPermission, { ...base, ...more });
  const revision = async (Qualifier?: string) =>
    (await lambda.run(getFunctionConfiguration, { FunctionName: 'f', Qualifier })).RevisionId;

  test('a statement has its members in AWS’s order, and the policy names itself', async () => {
    const before = await revision();
    const { Statement } = await add({ SourceArn: 'arn:aws:s3:::bucket', SourceAccount: testAccount });
    assert.equal(
      Statement,
      `{"Sid":"s1","Effect":"Allow","Principal":{"Service":"s3.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"${arn}",` +
        `"Condition":{"StringEquals":{"AWS:SourceAccount":"${testAccount}"},"ArnLike":{"AWS:SourceArn":"arn:aws:s3:::bucket"}}}`,
    );
    const { Policy, RevisionId } = await lambda.run(getPolicy, { FunctionName: 'f' });
    assert.equal(Policy, `{"Version":"2012-10-17","Id":"default","Statement":[${Statement}]}`);
    assert.match(RevisionId ?? '', uuid);
    assert.equal(RevisionId, await revision());
    assert.notEqual(RevisionId, before);
  });

  test('principals are services, accounts, identities and everyone', async () => {
    const principal = async (Principal: string, StatementId: string) => {
      const { Statement = '' } = await add({ Principal, StatementId });
      return (JSON.parse(Statement) as { readonly Principal: unknown }).Principal;
    };
    assert.deepEqual(await principal('111122223333', 'a'), { AWS: 'arn:aws:iam::111122223333:root' });
    const role = 'arn:aws:iam::111122223333:role/r';
    assert.deepEqual(await principal(role, 'b'), { AWS: role });
    assert.deepEqual(await principal('*', 'c'), '*');
    assert.deepEqual(await principal('logs.us-east-1.amazonaws.com', 'd'), { Service: 'logs.us-east-1.amazonaws.com' });
    const text = 'The provided principal was invalid. Please check the principal and try again.';
    for (const Principal of ['invalid.nonaws.com', 'nobody', 'arn:aws:s3:::bucket', '12345'])
      await refused(add({ Principal, StatementId: 'e' }), 'InvalidParameterValueException', text);
  });

  test('every condition is one that policies can be evaluated with', async () => {
    await add({ PrincipalOrgID: 'o-1234567890', Principal: '*', StatementId: 'org' });
    await add({ EventSourceToken: 'token', Principal: 'alexa-appkit.amazon.com', StatementId: 'token' });
    await add({
      Action: 'lambda:InvokeFunctionUrl',
      Principal: '*',
      FunctionUrlAuthType: 'NONE',
      StatementId: 'url',
    });
    await add({ Principal: '*', InvokedViaFunctionUrl: true, StatementId: 'via' });
    const { Policy = '' } = await lambda.run(getPolicy, { FunctionName: 'f' });
    const document = parsePolicy(Policy, 'resource');
    assert.ok(isPolicyDocument(document));
    assert.ok(compilePolicy(document, { type: 'resource-based', name: arn }));
    const conditions = (JSON.parse(Policy) as { readonly Statement: { readonly Condition: unknown }[] }).Statement.map(
      ({ Condition }) => Condition,
    );
    assert.deepEqual(conditions, [
      { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
      { StringEquals: { 'lambda:EventSourceToken': 'token' } },
      { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
      { Bool: { 'lambda:InvokedViaFunctionUrl': 'true' } },
    ]);
    await refused(
      add({ FunctionUrlAuthType: 'NONE', StatementId: 'x' }),
      'InvalidParameterValueException',
      'FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action',
    );
  });

  test('each qualifier has a policy and a revision of its own', async () => {
    const { Version = '' } = await lambda.run(publishVersion, { FunctionName: 'f' });
    await lambda.run(createAlias, { FunctionName: 'f', Name: 'live', FunctionVersion: Version });
    const before = await revision();
    const { Statement = '' } = await add({ Qualifier: 'live' });
    assert.equal((JSON.parse(Statement) as { readonly Resource: string }).Resource, `${arn}:live`);
    assert.equal((await lambda.function('f')).aliases['live']?.revisionId, await policyRevision('live'));
    await add({ Qualifier: Version });
    assert.equal(await revision(Version), await policyRevision(Version));
    assert.equal(await revision(), before);
    await refused(lambda.run(getPolicy, { FunctionName: 'f' }), 'ResourceNotFoundException', gone);
  });
  const policyRevision = async (Qualifier: string) =>
    (await lambda.run(getPolicy, { FunctionName: 'f', Qualifier })).RevisionId;
  const gone = 'The resource you requested does not exist.';

  test('what cannot be added is refused in AWS’s words', async () => {
    await add();
    const parameter = 'InvalidParameterValueException';
    await refused(add({ Qualifier: '$LATEST' }), parameter, 'We currently do not support adding policies for $LATEST.');
    await refused(
      add(),
      'ResourceConflictException',
      'The statement id (s1) provided already exists. Please provide a new statement id, or remove the existing statement.',
    );
    const notFound = 'ResourceNotFoundException';
    await refused(add({ Qualifier: 'nix' }), notFound, `Cannot find alias arn: ${arn}:nix`);
    await refused(add({ Qualifier: '42' }), notFound, `Function not found: ${arn}:42`);
    await refused(add({ FunctionName: 'g' }), notFound, `Function not found: ${functionArnOf('g')}`);
    await refused(
      add({ StatementId: 's2', RevisionId: 'other' }),
      'PreconditionFailedException',
      'The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id',
    );
    const { RevisionId } = await lambda.run(getPolicy, { FunctionName: 'f' });
    await add({ StatementId: 's2', RevisionId });
  });

  test('a policy has 20 KB at most', async () => {
    const wide = { SourceArn: `arn:aws:s3:::${'b'.repeat(9_700)}` };
    await add({ StatementId: 'a', ...wide });
    await add({ StatementId: 'b', ...wide });
    await refused(
      add({ StatementId: 'c', ...wide }),
      'PolicyLengthExceededException',
      /^The final policy size \(\d+\) is bigger than the limit \(20480\)\.$/,
    );
  });

  test('the last statement takes the policy with it', async () => {
    const remove = (StatementId: string, more = {}) =>
      lambda.run(removePermission, { FunctionName: 'f', StatementId, ...more });
    const notFound = 'ResourceNotFoundException';
    await refused(remove('s1'), notFound, 'No policy is associated with the given resource.');
    await add();
    await refused(remove('s2'), notFound, 'Statement s2 is not found in resource policy.');
    await refused(
      remove('s1', { RevisionId: 'other' }),
      'PreconditionFailedException',
      'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    );
    await refused(remove('s1', { Qualifier: 'nix' }), notFound, `Cannot find alias arn: ${arn}:nix`);
    await refused(remove('s1', { FunctionName: 'g' }), notFound, `No policy found for: ${functionArnOf('g')}`);
    await remove('s1');
    await refused(lambda.run(getPolicy, { FunctionName: 'f' }), notFound, gone);
    await refused(lambda.run(getPolicy, { FunctionName: 'g' }), notFound, `Function not found: ${functionArnOf('g')}`);
  });

  test('a policy lets another account in, for the qualifier that it is on', async () => {
    const call = (FunctionName: string) => lambda.call(invoke, { FunctionName }, stranger);
    await refused(
      call(arn),
      'AccessDeniedException',
      `User: ${stranger.arn} is not authorized to perform: lambda:InvokeFunction on resource: ${arn} because no resource-based policy allows the lambda:InvokeFunction action`,
    );
    await add({ Principal: stranger.account });
    await call(arn);
    await refused(call(`${arn}:live`), 'AccessDeniedException', /no resource-based policy allows/);
    await lambda.run(removePermission, { FunctionName: 'f', StatementId: 's1' });
    await refused(call(arn), 'AccessDeniedException', /no resource-based policy allows/);
  });

  test('what policies may hold can be limited by principal and kind of URL', async () => {
    const user = await lambda.user('u', [
      allows('lambda:AddPermission', '*', { Condition: { StringEquals: { 'lambda:Principal': 's3.amazonaws.com' } } }),
      allows('lambda:RemovePermission', '*', {
        Condition: { StringEquals: { 'lambda:Principal': 's3.amazonaws.com' } },
      }),
    ]);
    await lambda.call(addPermission, base, user);
    await refused(
      lambda.call(addPermission, { ...base, StatementId: 's2', Principal: '*' }, user),
      'AccessDeniedException',
      /lambda:AddPermission/,
    );
    await add({ StatementId: 's3', Principal: '*' });
    await refused(
      lambda.call(removePermission, { FunctionName: 'f', StatementId: 's3' }, user),
      'AccessDeniedException',
      /lambda:RemovePermission/,
    );
    await lambda.call(removePermission, { FunctionName: 'f', StatementId: 's1' }, user);
    const [need] = await lambda.needs(addPermission, { ...base, FunctionUrlAuthType: 'NONE' });
    assert.deepEqual(need?.keys?.('lambda:functionurlauthtype'), ['NONE']);
  });

  test('a permission does not keep a function from becoming Active', async () => {
    const slow = await testLambda({ transition: 200 });
    try {
      await slow.createFunction('f');
      const { updateFunctionConfiguration } = await import('./update-function-configuration.js');
      await slow.run(updateFunctionConfiguration, { FunctionName: 'f', Timeout: 5 });
      await slow.run(addPermission, base);
      await slow.clock.advance(1000);
      const { LastUpdateStatus } = await slow.run(getFunctionConfiguration, { FunctionName: 'f' });
      assert.equal(LastUpdateStatus, 'Successful');
    } finally {
      await slow.stop();
    }
  });
});
