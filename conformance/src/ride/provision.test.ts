import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { summarySql } from '../analytics/unicorns.js';
import { account, arnOf, region } from '../harness/server.js';
import { startRide } from './provision-kit.js';

const paddock = await startRide();
const { sdk, dynamo, lambda, analytics, cognito, logs, url } = paddock;
const { iam } = paddock.identities;
after(() => paddock.close());

const TAG = { Key: 'paddock:ride', Value: 'wildrydes' };
const ROLE = `arn:aws:iam::${account}:role`;
const before = await paddock.everything();

it('plans everything where nothing is, and changes nothing', async () => {
  const changes = await paddock.changesDuring(async () => {
    const { value, error } = await paddock.plan();
    assert.equal(error, undefined);
    assert.equal(value?.summary, 'analytics');
    assert.deepEqual(new Set(value?.steps.map(({ action }) => action.kind)), new Set(['create']));
    assert.equal(value?.steps.length, 13);
    assert.equal((await paddock.status()).isComplete, false);
    assert.equal(await paddock.find(), undefined);
  });
  assert.deepEqual(changes, []);
  assert.deepEqual(await paddock.everything(), before);
});

it('deploys the whole of the workshop', async () => {
  const { value, error, done } = await paddock.deploy();
  assert.equal(error, undefined);
  assert.equal(value?.changed, 13);
  assert.equal(done.length, 13);
  const { identityPoolId: IdentityPoolId, triggerId: UUID } = value;

  for (const StreamName of ['wildrydes', 'wildrydes-summary']) {
    const { StreamDescriptionSummary: stream } = await sdk.describeStreamSummary({ StreamName });
    assert.deepEqual([stream?.StreamStatus, stream?.OpenShardCount], ['ACTIVE', 1]);
    assert.deepEqual((await sdk.listTagsForStream({ StreamName })).Tags, [TAG]);
  }

  const { Table } = await dynamo.describeTable({ TableName: 'UnicornSensorData' });
  assert.equal(Table?.TableStatus, 'ACTIVE');
  assert.equal(Table.BillingModeSummary?.BillingMode, 'PAY_PER_REQUEST');
  assert.deepEqual(Table.KeySchema, [
    { AttributeName: 'Name', KeyType: 'HASH' },
    { AttributeName: 'StatusTime', KeyType: 'RANGE' },
  ]);
  assert.deepEqual((await dynamo.listTagsOfResource({ ResourceArn: Table.TableArn })).Tags, [TAG]);

  const PolicyArn = `arn:aws:iam::${account}:policy/WildRydesDynamoDBWritePolicy`;
  const { Policy } = await iam.getPolicy({ PolicyArn });
  const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn, VersionId: Policy?.DefaultVersionId });
  assert.deepEqual(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? '')).Statement, [
    { Effect: 'Allow', Action: ['dynamodb:BatchWriteItem'], Resource: [Table.TableArn] },
  ]);
  assert.deepEqual(Policy?.Tags, [TAG]);
  const { AttachedPolicies } = await iam.listAttachedRolePolicies({ RoleName: 'WildRydesStreamProcessorRole' });
  assert.deepEqual(AttachedPolicies?.map(({ PolicyName }) => PolicyName).toSorted(), [
    'AWSLambdaKinesisExecutionRole',
    'WildRydesDynamoDBWritePolicy',
  ]);
  assert.deepEqual((await iam.listRolePolicies({ RoleName: 'WildRydesStreamProcessorRole' })).PolicyNames, []);

  const { Configuration: processor, Tags } = await lambda.getFunction({ FunctionName: 'WildRydesStreamProcessor' });
  assert.deepEqual(
    [processor?.Runtime, processor?.Handler, processor?.Timeout, processor?.Role, processor?.State],
    ['nodejs22.x', 'index.handler', 60, `${ROLE}/WildRydesStreamProcessorRole`, 'Active'],
  );
  assert.deepEqual(processor?.Environment?.Variables, { TABLE_NAME: 'UnicornSensorData' });
  assert.deepEqual(Tags, { 'paddock:ride': 'wildrydes' });
  const trigger = await lambda.getEventSourceMapping({ UUID });
  assert.deepEqual(
    [trigger.EventSourceArn, trigger.BatchSize, trigger.StartingPosition, trigger.State],
    [arnOf('wildrydes-summary'), 100, 'LATEST', 'Enabled'],
  );
  const { logGroups } = await logs.describeLogGroups({ logGroupNamePrefix: '/aws/lambda/WildRydes' });
  assert.deepEqual(
    logGroups?.map(({ logGroupName, retentionInDays }) => [logGroupName, retentionInDays]),
    [['/aws/lambda/WildRydesStreamProcessor', 14]],
  );

  const { ApplicationDetail: application } = await analytics.describeApplication({ ApplicationName: 'wildrydes' });
  assert.equal(application?.ApplicationStatus, 'RUNNING');
  assert.equal(application.ApplicationCode, summarySql);
  const analyticsRole = `${ROLE}/service-role/kinesis-analytics-wildrydes-${region}`;
  const [input] = application.InputDescriptions ?? [];
  assert.deepEqual(input?.KinesisStreamsInputDescription, { ResourceARN: arnOf('wildrydes'), RoleARN: analyticsRole });
  assert.equal(input.InputStartingPositionConfiguration?.InputStartingPosition, 'NOW');
  assert.deepEqual(
    application.OutputDescriptions?.map(({ Name, KinesisStreamsOutputDescription: to }) => [Name, to]),
    [['DESTINATION_SQL_STREAM', { ResourceARN: arnOf('wildrydes-summary'), RoleARN: analyticsRole }]],
  );

  const pool = await cognito.describeIdentityPool({ IdentityPoolId });
  assert.deepEqual(
    [pool.IdentityPoolName, pool.AllowUnauthenticatedIdentities, pool.AllowClassicFlow],
    ['wildrydes', true, false],
  );
  assert.deepEqual((await cognito.getIdentityPoolRoles({ IdentityPoolId })).Roles, {
    unauthenticated: `${ROLE}/Cognito_wildrydesUnauth_Role`,
  });
});

it('lets a guest read the stream, and nothing else', async () => {
  const found = await paddock.find();
  const { IdentityId } = await cognito.getId({ IdentityPoolId: found?.identityPoolId });
  const { Credentials } = await cognito.getCredentialsForIdentity({ IdentityId });
  const keys = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
  const guest = paddock.identities.someone('guest', '', keys);
  const StreamName = 'wildrydes';
  const { json: shards } = await guest.call('ListShards', { StreamName });
  const [{ ShardId = '' } = {}] = (shards?.['Shards'] ?? []) as { ShardId?: string }[];
  const { json } = await guest.call('GetShardIterator', { StreamName, ShardId, ShardIteratorType: 'LATEST' });
  assert.equal((await guest.call('GetRecords', { ShardIterator: json?.['ShardIterator'] })).status, 200);
  assert.equal((await guest.call('DescribeStreamSummary', { StreamName })).status, 200);
  const write = await guest.call('PutRecord', { StreamName, Data: 'YQ==', PartitionKey: 'a' });
  assert.equal(write.json?.['__type'], 'AccessDeniedException');
  const other = await guest.call('ListShards', { StreamName: 'wildrydes-summary' });
  assert.equal(other.json?.['__type'], 'AccessDeniedException');
});

it('gives each role what it needs, and no more', async () => {
  const table = `arn:aws:dynamodb:${region}:${account}:table/UnicornSensorData`;
  const decide = async (role: string, action: string, resource: string) => {
    const { EvaluationResults } = await iam.simulatePrincipalPolicy({
      PolicySourceArn: `${ROLE}/${role}`,
      ActionNames: [action],
      ResourceArns: [resource],
    });
    return EvaluationResults?.[0]?.EvalDecision;
  };
  const processor = 'WildRydesStreamProcessorRole';
  assert.equal(await decide(processor, 'dynamodb:BatchWriteItem', table), 'allowed');
  for (const action of ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:Scan', 'dynamodb:DeleteTable']) {
    assert.equal(await decide(processor, action, table), 'implicitDeny', action);
  }
  assert.equal(await decide(processor, 'dynamodb:BatchWriteItem', `${table}Other`), 'implicitDeny');
  assert.equal(await decide(processor, 'kinesis:PutRecord', arnOf('wildrydes-summary')), 'implicitDeny');
  assert.equal(await decide(processor, 'iam:CreateUser', '*'), 'implicitDeny');
  const application = `service-role/kinesis-analytics-wildrydes-${region}`;
  assert.equal(await decide(application, 'kinesis:GetRecords', arnOf('wildrydes')), 'allowed');
  assert.equal(await decide(application, 'kinesis:PutRecords', arnOf('wildrydes-summary')), 'allowed');
  assert.equal(await decide(application, 'kinesis:PutRecords', arnOf('wildrydes')), 'implicitDeny');
  assert.equal(await decide(application, 'kinesis:GetRecords', arnOf('wildrydes-summary')), 'implicitDeny');
});

it('changes nothing a second time', async () => {
  const there = await paddock.everything();
  const changes = await paddock.changesDuring(async () => {
    const { value, done, events } = await paddock.deploy();
    assert.equal(value?.changed, 0);
    assert.deepEqual(done, []);
    assert.deepEqual(value, { ...(await paddock.find()), changed: 0 });
    assert.ok(events.some((event) => event.kind === 'done' && event.known?.identityPoolId === value.identityPoolId));
  });
  assert.deepEqual(changes, []);
  assert.deepEqual(await paddock.everything(), there);
  assert.equal((await paddock.status()).isComplete, true);
});

it('changes from one kind of summary to the other, and keeps the one that was chosen', async () => {
  const { value, error, done } = await paddock.deploy({ summary: 'function' });
  assert.equal(error, undefined);
  assert.equal(value?.application, undefined);
  assert.deepEqual(done.toSorted(), [
    'create summary-function',
    'create summary-logs',
    'create summary-role',
    'create summary-trigger',
    'delete analytics-role',
    'delete application',
  ]);
  const { EventSourceMappings } = await lambda.listEventSourceMappings({ FunctionName: 'WildRydesSummary' });
  assert.deepEqual(
    EventSourceMappings?.map((each) => [each.EventSourceArn, each.BatchSize, each.TumblingWindowInSeconds, each.State]),
    [[arnOf('wildrydes'), 1000, 60, 'Enabled']],
  );
  assert.deepEqual((await analytics.listApplications({})).ApplicationSummaries, []);
  const again = await paddock.deploy();
  assert.deepEqual([again.value?.summary, again.done], ['function', []]);
  assert.equal((await paddock.find())?.summary, 'function');
  assert.equal((await paddock.deploy({ summary: 'analytics' })).value?.changed, 6);
});

it('leaves nothing behind, and has nothing to do a second time', async () => {
  await paddock.deploy({ summary: 'function' });
  const planned = await paddock.planRemoval();
  const { value, error } = await paddock.destroy();
  assert.equal(error, undefined);
  assert.deepEqual(value?.left, []);
  assert.deepEqual(value.removed.map(({ id }) => id).toSorted(), planned.value?.removed.map(({ id }) => id).toSorted());
  assert.deepEqual(await paddock.everything(), before);
  const changes = await paddock.changesDuring(async () => {
    assert.deepEqual((await paddock.destroy()).value?.removed, []);
  });
  assert.deepEqual(changes, []);
});

it('says in one line when nobody answers', async () => {
  const destination = { region, endpoint: 'http://127.0.0.1:9', credentials: 'paddock' } as const;
  const { error } = await paddock.deploy({ destination });
  assert.match(error ?? '', /http:\/\/127\.0\.0\.1:9 cannot be reached .*Start Paddock with npm start/);
  assert.notEqual(url, destination.endpoint);
});
