// The newer API of Kinesis Data Analytics, of 2018-05-23, as the AWS CLI sees it.
import assert from 'node:assert/strict';
import {
  applicationArn,
  counting,
  destinationOf,
  invalid,
  json,
  logStream,
  madeAt,
  name,
  object,
  passing,
  put,
  ride,
  role,
  schema,
  streamArn,
  tagMap,
} from './analytics-kit.mjs';
import { aws, awsWhile, ok, options, refused } from './aws.mjs';

const application = `${name}-newer`;
const olders = `${name}-older`;
const mine = ['--application-name', application];
const version = (number) => [...mine, '--current-application-version-id', String(number)];
const newer = (...args) => aws(['kinesisanalyticsv2', ...args]);
const describe = () => newer('describe-application', ...mine).ApplicationDetail;

export async function checkNewer(from, to) {
  describesItself();
  await addsAndRemoves(from, to);
  await runs(from, to);
  pages();
  errors();
  refusesFlink();
  leavesToTheNewer();
  for (const one of [application, olders]) {
    const named = ['--application-name', one];
    const { CreateTimestamp: made } = newer('describe-application', ...named).ApplicationDetail;
    newer('delete-application', ...named, '--create-timestamp', String(made));
    refused('ResourceNotFoundException', one, ['kinesisanalyticsv2', 'describe-application', ...named]);
  }
  ok('the newer API: deleted');
}

function describesItself() {
  const given = options({ 'runtime-environment': 'SQL-1_0', 'service-execution-role': role });
  const logging = ['--cloud-watch-logging-options', `LogStreamARN=${logStream}`, '--tags', 'Key=team,Value=ünï'];
  const { ApplicationDetail: made } = newer('create-application', ...mine, ...given, ...logging);
  madeAt(made.CreateTimestamp);
  assert.deepEqual(
    [made.ApplicationARN, made.ApplicationVersionId, made.RuntimeEnvironment, made.ServiceExecutionRole],
    [applicationArn(application), 1, 'SQL-1_0', role],
  );
  const logs = [{ CloudWatchLoggingOptionId: '1.1', LogStreamARN: logStream }];
  assert.deepEqual(made.CloudWatchLoggingOptionDescriptions, logs);
  assert.deepEqual(describe(), made);
  const of = ['--resource-arn', applicationArn(application)];
  newer('tag-resource', ...of, '--tags', 'Key=a/b');
  newer('untag-resource', ...of, '--tag-keys', 'team');
  assert.deepEqual(Object.keys(tagMap(newer('list-tags-for-resource', ...of))), ['a/b']);
  ok('the newer API: an application describes itself');
}

async function addsAndRemoves(from, to) {
  const asked = options({
    'resource-arn': streamArn(from),
    'service-execution-role': role,
    'input-starting-position-configuration': 'InputStartingPosition=NOW',
  });
  const discover = ['kinesisanalyticsv2', 'discover-input-schema', ...asked];
  const { InputSchema } = await awsWhile(discover, () => put(from, ride('Shadowfax'), ride('Rocinante')));
  assert.deepEqual(InputSchema, schema);
  const stream = { ResourceARN: streamArn(from) };
  const input = { NamePrefix: 'SOURCE_SQL_STREAM', KinesisStreamsInput: stream, InputSchema };
  const added = newer('add-application-input', ...version(1), '--input', json(input));
  const [described] = added.InputDescriptions;
  assert.deepEqual([added.ApplicationARN, added.ApplicationVersionId], [applicationArn(application), 2]);
  assert.deepEqual([described.InputId, described.KinesisStreamsInputDescription], ['2.1', stream]);
  const output = `Name=DESTINATION_SQL_STREAM,KinesisStreamsOutput={ResourceARN=${streamArn(to)}},DestinationSchema={RecordFormatType=JSON}`;
  const { OutputDescriptions } = newer('add-application-output', ...version(2), '--application-output', output);
  assert.equal(OutputDescriptions[0].OutputId, '3.1');
  const reference = json({ TableName: 'NAMES', S3ReferenceDataSource: object, ReferenceSchema: schema });
  const tables = newer('add-application-reference-data-source', ...version(3), '--reference-data-source', reference);
  assert.deepEqual(tables.ReferenceDataSourceDescriptions[0].S3ReferenceDataSourceDescription, object);
  newer('delete-application-reference-data-source', ...version(4), '--reference-id', '4.1');
  const option = ['--cloud-watch-logging-option-id', '1.1'];
  const logs = newer('delete-application-cloud-watch-logging-option', ...version(5), ...option);
  assert.equal(logs.ApplicationVersionId, 6);
  ok('the newer API: its schema, and what is added and removed');
}

const codeUpdate = (text) => [
  '--application-configuration-update',
  json({
    ApplicationCodeConfigurationUpdate: {
      CodeContentTypeUpdate: 'PLAINTEXT',
      CodeContentUpdate: { TextContentUpdate: text },
    },
  }),
];

async function runs(from, to) {
  const { ApplicationDetail: updated } = newer('update-application', ...version(6), ...codeUpdate(counting));
  assert.deepEqual([updated.ApplicationVersionId, updated.ApplicationStatus], [7, 'READY']);
  const came = destinationOf(to);
  const position = 'InputStartingPositionConfiguration={InputStartingPosition=NOW}';
  newer('start-application', ...mine, '--run-configuration', `SqlRunConfigurations=[{InputId=2.1,${position}}]`);
  const { ApplicationStatus, ConditionalToken } = describe();
  assert.equal(ApplicationStatus, 'RUNNING');
  put(from, ride('Shadowfax'), ride('Shadowfax'));
  assert.deepEqual(await came(1), [{ Name: 'Shadowfax', Rides: 2, Health: 150 }]);
  newer('update-application', ...mine, '--conditional-token', ConditionalToken, ...codeUpdate(passing));
  put(from, ride('Bucephalus'));
  assert.deepEqual(await came(1), [{ Name: 'BUCEPHALUS', Distance: 30.25 }]);
  newer('stop-application', ...mine);
  const { ApplicationVersionId, ApplicationConfigurationDescription: configuration } = describe();
  assert.equal(ApplicationVersionId, 8);
  assert.deepEqual(configuration.ApplicationCodeConfigurationDescription, {
    CodeContentType: 'PLAINTEXT',
    CodeContentDescription: { TextContent: passing },
  });
  ok('the newer API: started, changed by its token while it runs, stopped');
}

function pages() {
  aws(['kinesisanalytics', 'create-application', '--application-name', olders]);
  const query = ['--page-size', '1', '--query', 'ApplicationSummaries[].[ApplicationName, RuntimeEnvironment]'];
  const listed = newer('list-applications', ...query).filter(([one]) => one.startsWith(name));
  assert.deepEqual(listed, [
    [application, 'SQL-1_0'],
    [olders, 'SQL-1_0'],
  ]);
  const names = aws(['kinesisanalytics', 'list-applications', '--query', 'ApplicationSummaries[].ApplicationName']);
  assert.ok(names.includes(application), 'not listed by the older API');
  ok('the newer API: pages of applications, of both');
}

const check = (error, message, ...args) => refused(error, message, ['kinesisanalyticsv2', ...args]);

function errors() {
  check('ResourceNotFoundException', 'nobody', 'describe-application', '--application-name', 'nobody');
  const runtime = options({ 'runtime-environment': 'SQL-1_0' });
  const create = ['create-application', ...mine, ...runtime, '--service-execution-role'];
  check('ResourceInUseException', 'Application already exists.', ...create, role);
  check('ResourceInUseException', application, 'stop-application', ...mine);
  const words = "Kinesis Analytics service doesn't have sufficient privileges to assume the role";
  const other = ['create-application', '--application-name', 'other', ...runtime];
  check('InvalidArgumentException', words, ...other, '--service-execution-role', `${role}-none`);
  check('InvalidArgumentException', 'force', 'stop-application', ...mine, '--force');
  check('ConcurrentModificationException', '', 'update-application', ...version(1), ...codeUpdate(counting));
  const stale = ['update-application', ...mine, '--conditional-token', 'b2xk', ...codeUpdate(counting)];
  check('ConcurrentModificationException', '', ...stale);
  const many = Array.from({ length: 51 }, (_, index) => `Key=key ${index}`);
  check('TooManyTagsException', '', 'tag-resource', '--resource-arn', applicationArn(application), '--tags', ...many);
  newer('start-application', ...mine);
  check('CodeValidationException', 'line 3, column', 'update-application', ...version(8), ...codeUpdate(invalid));
  ok('the newer API: errors');
}

function refusesFlink() {
  const flink = options({ 'runtime-environment': 'FLINK-1_20', 'service-execution-role': role });
  const unsupported = (...args) => check('UnsupportedOperationException', '', ...args);
  unsupported('create-application', '--application-name', 'flink', ...flink);
  unsupported('list-application-versions', ...mine);
  unsupported('create-application-snapshot', ...mine, '--snapshot-name', 'one');
  unsupported('rollback-application', ...version(8));
  const url = ['create-application-presigned-url', ...mine, '--url-type', 'FLINK_DASHBOARD_URL'];
  check('InvalidArgumentException', '', ...url);
  const vpc = ['--vpc-configuration', 'SubnetIds=subnet-1,SecurityGroupIds=sg-1'];
  check('InvalidArgumentException', '', 'add-application-vpc-configuration', ...version(8), ...vpc);
  ok('the newer API: what is of Flink is refused');
}

function leavesToTheNewer() {
  const changed = ['update-application', '--application-name', olders, '--current-application-version-id', '1'];
  newer(...changed, ...codeUpdate(passing));
  for (const one of [application, olders]) {
    const words = `${one} was created/updated by kinesisanalyticsv2 SDK. Please use kinesisanalyticsv2 SDK to make changes to ${one}.`;
    const asked = ['kinesisanalytics', 'describe-application', '--application-name', one];
    refused('UnsupportedOperationException', words, asked);
  }
  ok('UnsupportedOperationException: the older API leaves to the newer one what that made or changed');
}
