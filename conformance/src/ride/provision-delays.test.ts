import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, it } from 'node:test';
import { once } from 'node:events';
import { realTime } from '@paddock/ride';
import { account, region } from '../harness/server.js';
import { startRide } from './provision-kit.js';

const paddock = await startRide();
const { control, dynamo, lambda, identities } = paddock;
after(() => paddock.close());
const nothing = await paddock.everything();
const time = { ...realTime, sleep: () => realTime.sleep(1) };

const fails = (service: string, operation: string, code: string, message: string, times = 2): Promise<void> =>
  control.addFault({ kind: 'error', service, operation, code, message, status: 400, times });

it('waits for what AWS takes its time with', async () => {
  await fails('iam', 'PutRolePolicy', 'NoSuchEntity', 'The role with name A cannot be found.');
  await fails('iam', 'AttachRolePolicy', 'ConcurrentModification', 'The request was rejected: another change.');
  await fails('cognito-identity', 'SetIdentityPoolRoles', 'InvalidParameterException', 'Invalid role ARN.');
  const assume = 'The role defined for the function cannot be assumed by Lambda.';
  await fails('lambda', 'CreateFunction', 'InvalidParameterValueException', assume);
  const access = 'Cannot access stream arn:aws:kinesis:. Please ensure the role can perform the GetRecords action.';
  await fails('lambda', 'CreateEventSourceMapping', 'InvalidParameterValueException', access);
  const { error, done } = await paddock.deploy({ time, summary: 'function' });
  assert.equal(error, undefined);
  assert.equal(done.length, 15);
});

it('changes a function that is being changed, and removes what is still held for a moment', async () => {
  const FunctionName = 'WildRydesStreamProcessor';
  await lambda.updateFunctionConfiguration({ FunctionName, Timeout: 3 });
  const inProgress = 'The operation cannot be performed at this time. An update is in progress for resource: arn:';
  await fails('lambda', 'UpdateFunctionConfiguration', 'ResourceConflictException', inProgress);
  const repaired = await paddock.deploy({ time });
  assert.deepEqual([repaired.error, repaired.done], [undefined, ['update processor']]);
  await fails('iam', 'DeleteRole', 'DeleteConflict', 'Cannot delete entity, must detach all policies first.');
  await fails('iam', 'DeletePolicy', 'DeleteConflict', 'Cannot delete a policy attached to entities.');
  const inUse = 'Cannot delete the event source mapping because it is in use.';
  await fails('lambda', 'DeleteEventSourceMapping', 'ResourceInUseException', inUse);
  const removal = await paddock.destroy({ time });
  assert.deepEqual([removal.error, removal.value?.left], [undefined, []]);
  assert.deepEqual(await paddock.everything(), nothing);
});

it("does not make the other kind's summary while the first cannot be removed", async () => {
  await paddock.deploy({ summary: 'function' });
  await fails('lambda', 'DeleteEventSourceMapping', 'ServiceBroke', 'no', 1);
  const { error, events } = await paddock.deploy({ summary: 'analytics' });
  assert.match(error ?? '', /trigger wildrydes → WildRydesSummary could not be removed/);
  const skipped = events.flatMap((event) => (event.kind === 'skipped' ? `${event.part.id} < ${event.because.id}` : []));
  assert.deepEqual(skipped, ['application < summary-trigger']);
  await paddock.deploy({ summary: 'analytics' });
  assert.equal((await paddock.status()).isComplete, true);
});

it('leaves a table that is protected', async () => {
  const TableName = 'UnicornSensorData';
  await dynamo.updateTable({ TableName, DeletionProtectionEnabled: true });
  const { value, error } = await paddock.destroy();
  assert.equal(error, undefined);
  assert.deepEqual(
    value?.left.map(({ part, reason }) => `${part.id}: ${reason}`),
    ['table: its deletion protection is on'],
  );
  await dynamo.updateTable({ TableName, DeletionProtectionEnabled: false });
  assert.equal((await paddock.destroy()).value?.removed.length, 1);
  assert.deepEqual(await paddock.everything(), nothing);
});

it('an attached role of somebody else keeps the policy', async () => {
  await paddock.deploy();
  const { iam } = identities;
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  await iam.createRole({ RoleName: 'hers', AssumeRolePolicyDocument });
  const PolicyArn = `arn:aws:iam::${account}:policy/WildRydesDynamoDBWritePolicy`;
  await iam.attachRolePolicy({ RoleName: 'hers', PolicyArn });
  const { value } = await paddock.destroy();
  assert.deepEqual(
    value?.left.map(({ reason }) => reason),
    ['it is attached to the role hers as well'],
  );
  await iam.detachRolePolicy({ RoleName: 'hers', PolicyArn });
  await iam.deleteRole({ RoleName: 'hers' });
  await paddock.destroy();
  assert.deepEqual(await paddock.everything(), nothing);
});

it('says of an endpoint that answers pages that it is none', async () => {
  for (const status of [200, 302, 404, 500]) {
    const server = createServer((_, response) => {
      response.writeHead(status, { 'content-type': 'text/html', location: 'http://127.0.0.1:9/' });
      response.end('<html><body>Welcome</body></html>');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const { error } = await paddock.deploy({ destination: { region, endpoint, credentials: 'paddock' } });
    server.closeAllConnections();
    server.close();
    assert.match(error ?? '', /^The account could not be told: http:\S+ does not answer as AWS does.* Check -endpoint/);
  }
});
