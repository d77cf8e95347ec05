import assert from 'node:assert/strict';
import { test } from 'node:test';
import { resourceDirectory } from '../resource-directory.js';
import { testLogs, testStart } from '../testing.js';
import { createLogGroup } from './create-log-group.js';
import { deleteResourcePolicy } from './delete-resource-policy.js';
import { describeResourcePolicies } from './describe-resource-policies.js';
import { putResourcePolicy } from './put-resource-policy.js';

const policyDocument =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"es.amazonaws.com"},"Action":"logs:PutLogEvents","Resource":"*"}]}';
const resourceArn = 'arn:aws:logs:us-east-1:123456789012:log-group:g';

test('policies of the account and of a group', async () => {
  const logs = await testLogs({ resourcePolicies: 1 });
  await logs.run(createLogGroup, { logGroupName: 'g', tags: { team: 'a' } });
  await logs.run(putResourcePolicy, { policyName: 'p', policyDocument });
  await assert.rejects(logs.run(putResourcePolicy, { policyName: 'q', policyDocument }), {
    code: 'LimitExceededException',
  });
  const put = await logs.run(putResourcePolicy, { resourceArn, policyDocument });
  assert.ok(put.revisionId);
  const { resourcePolicies } = await logs.run(describeResourcePolicies, {});
  assert.deepEqual(JSON.parse(JSON.stringify(resourcePolicies)), [
    { policyName: 'p', policyDocument, lastUpdatedTime: testStart, policyScope: 'ACCOUNT' },
  ]);
  const own = await logs.run(describeResourcePolicies, { resourceArn });
  assert.equal(own.resourcePolicies?.[0]?.revisionId, put.revisionId);
  const directory = resourceDirectory(logs.context.store, logs.context.logicalDestinations);
  assert.equal(directory.policy?.(`${resourceArn}:log-stream:s`), policyDocument);
  assert.deepEqual(await directory.tags?.(`${resourceArn}:log-stream:`), { team: 'a' });
  await assert.rejects(logs.run(putResourcePolicy, { resourceArn, policyDocument, expectedRevisionId: 'other' }), {
    code: 'InvalidParameterException',
  });
  await assert.rejects(logs.run(putResourcePolicy, { policyName: 'p', policyDocument: '{' }), {
    code: 'InvalidParameterException',
  });
  await logs.run(deleteResourcePolicy, { policyName: 'p' });
  await assert.rejects(logs.run(deleteResourcePolicy, { policyName: 'p' }), {
    code: 'ResourceNotFoundException',
    message: 'Policy with name [p] does not exist.',
  });
  await logs.stop();
});

test('a policy is put as it is written, and described as AWS writes it', async () => {
  const logs = await testLogs();
  const written =
    '{"Statement": [{"Action": ["logs:PutLogEvents"], "Resource": "log_arn", "Principal": {"Service": ["es.amazonaws.com"]}, "Effect": "Allow"}]}';
  const put = await logs.run(putResourcePolicy, { policyName: 'p', policyDocument: written });
  assert.equal(put.resourcePolicy?.policyDocument, written);
  const { resourcePolicies } = await logs.run(describeResourcePolicies, {});
  assert.equal(
    resourcePolicies?.[0]?.policyDocument,
    '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"es.amazonaws.com"},"Action":"logs:PutLogEvents","Resource":"log_arn"}]}',
  );
  await logs.run(createLogGroup, { logGroupName: 'g' });
  await assert.rejects(logs.run(putResourcePolicy, { resourceArn, policyDocument: written }), {
    message: /invalid resource/,
  });
  await logs.stop();
});

test('needs name resources as AWS’s denials do', async () => {
  const logs = await testLogs();
  const { operations } = await import('./index.js');
  const need = async (name: string, input: object): Promise<unknown> => {
    const operation = operations.find((one) => one.name === name);
    assert.ok(operation);
    const { testRequest } = await import('../../../test-request.js');
    return operation.needs(logs.context, input, testRequest(logs.clock));
  };
  const named = { logGroupName: 'g', logStreamName: 's' };
  assert.deepEqual(await need('PutLogEvents', named), {
    action: 'logs:PutLogEvents',
    resources: [`${resourceArn}:log-stream:s`],
  });
  assert.deepEqual(await need('DescribeLogStreams', { logGroupIdentifier: resourceArn }), {
    action: 'logs:DescribeLogStreams',
    resources: [`${resourceArn}:log-stream:`],
  });
  assert.deepEqual(await need('DescribeLogGroups', {}), {
    action: 'logs:DescribeLogGroups',
    resources: ['arn:aws:logs:us-east-1:123456789012:log-group::log-stream:'],
  });
  await logs.stop();
});
