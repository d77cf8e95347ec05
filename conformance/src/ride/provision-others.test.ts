import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { documentOf } from '../harness/identity.js';
import { account, region } from '../harness/server.js';
import { startRide } from './provision-kit.js';

const writePolicy = `arn:aws:iam::${account}:policy/WildRydesDynamoDBWritePolicy`;
const paddock = await startRide();
after(() => paddock.close());

it('what others made is used as it is when it fits, and stays', async () => {
  const { sdk, dynamo, identities } = paddock;
  await sdk.createStream({ StreamName: 'wildrydes', ShardCount: 2 });
  await dynamo.createTable({
    TableName: 'UnicornSensorData',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'Name', AttributeType: 'S' },
      { AttributeName: 'StatusTime', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'Name', KeyType: 'HASH' },
      { AttributeName: 'StatusTime', KeyType: 'RANGE' },
    ],
  });
  await paddock.cognito.createIdentityPool({ IdentityPoolName: 'wildrydes', AllowUnauthenticatedIdentities: false });
  const there = await paddock.everything();
  const { error, done, events } = await paddock.deploy();
  assert.equal(error, undefined);
  assert.equal(done.length, 11);
  const notes = events.flatMap((event) =>
    event.kind === 'planned' && event.action.kind === 'none' && event.action.note !== undefined ? event.part.id : [],
  );
  assert.deepEqual(notes, ['stream', 'table']);
  // Hers, who uses what the system has: it must not lose its policy with it.
  const UserName = 'rider';
  await identities.iam.createUser({ UserName });
  await identities.iam.attachUserPolicy({ UserName, PolicyArn: writePolicy });
  const first = await paddock.destroy();
  assert.deepEqual(first.value?.left.map(({ part, reason }) => `${part.id}: ${reason}`).toSorted(), [
    'stream: it was not made by this program',
    'table: it was not made by this program',
    'write-policy: it is attached to the user rider as well',
  ]);
  await identities.iam.detachUserPolicy({ UserName, PolicyArn: writePolicy });
  assert.deepEqual(
    (await paddock.destroy()).value?.removed.map(({ id }) => id),
    ['write-policy'],
  );
  assert.deepEqual(await paddock.everything(), there);
  await Promise.all([
    sdk.deleteStream({ StreamName: 'wildrydes' }),
    dynamo.deleteTable({ TableName: 'UnicornSensorData' }),
  ]);
});

it('what others made is in the way when it does not fit: what does not need it is deployed, and the words say what to do', async () => {
  const { dynamo, identities } = paddock;
  const table = { TableName: 'UnicornSensorData' };
  await dynamo.createTable({
    ...table,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'Id', AttributeType: 'N' }],
    KeySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }],
  });
  const trust = documentOf({ Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } });
  const RoleName = `kinesis-analytics-wildrydes-${region}`;
  await identities.iam.createRole({ RoleName, Path: '/service-role/', AssumeRolePolicyDocument: trust });
  const { error, events } = await paddock.deploy();
  assert.match(error ?? '', /^IAM role kinesis-analytics-wildrydes-us-east-1 is in the way: .*\(1 more part failed\)$/);
  const failed = events.flatMap((event) => (event.kind === 'failed' ? [event] : []));
  assert.deepEqual(failed.map(({ part }) => part.id).toSorted(), ['analytics-role', 'table']);
  assert.match(
    failed.find(({ part }) => part.id === 'table')?.why ?? '',
    /^its keys are Id \(N, partition key\), not Name \(S/,
  );
  for (const { todo } of failed) assert.match(todo, /paddock:ride = wildrydes/);
  const skipped = events.flatMap((event) => (event.kind === 'skipped' ? `${event.part.id} < ${event.because.id}` : []));
  assert.deepEqual(skipped.toSorted(), ['application < analytics-role', 'trigger < table']);
  assert.equal((await paddock.find()) === undefined, true);

  await dynamo.deleteTable(table);
  await identities.iam.tagRole({ RoleName, Tags: [{ Key: 'paddock:ride', Value: 'wildrydes' }] });
  const again = await paddock.deploy();
  assert.equal(again.error, undefined);
  assert.deepEqual(again.done.toSorted(), [
    'create application',
    'create table',
    'create trigger',
    'update analytics-role',
  ]);
});
