// Kinesis Data Analytics as the AWS CLI sees it, version 1 or 2. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md.
import assert from 'node:assert/strict';
import { checkNewer } from './analytics-newer.mjs';
import {
  applicationArn,
  code,
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
  streamArn,
  schema,
  shortSchema,
  streams,
  timeOf,
  tagMap,
} from './analytics-kit.mjs';
import { aws, awsWhile, ok, options, refused, run, skip } from './aws.mjs';

const mine = ['--application-name', name];
const version = (number) => [...mine, '--current-application-version-id', String(number)];
const analytics = (...args) => aws(['kinesisanalytics', ...args]);
const describe = (...args) => analytics('describe-application', ...(args.length > 0 ? args : mine)).ApplicationDetail;
const resource = (stream) => `{ResourceARN=${streamArn(stream)},RoleARN=${role}}`;

async function main() {
  const { from, to } = streams();
  describesItself(from, to);
  await discovers(from);
  addsAndRemoves();
  tags();
  await runs(from, to);
  pages();
  errors();
  analytics('delete-application', ...mine, '--create-timestamp', String(describe().CreateTimestamp));
  refused('ResourceNotFoundException', name, ['kinesisanalytics', 'describe-application', ...mine]);
  ok('deleted, by the time it was made');
  await checkNewer(from, to);
  skip('what Terraform sends', 'its providers are written in Go: see there');
  skip("what other emulators' tests send", 'they are written in Python: see there');
  for (const stream of [from, to]) aws(['kinesis', 'delete-stream', '--stream-name', stream]);
}

function describesItself(from, to) {
  const { ApplicationSummary } = analytics(
    'create-application',
    ...mine,
    ...options({
      'application-description': 'ünï 🦄',
      'application-code': code(counting),
      inputs: `NamePrefix=SOURCE_SQL_STREAM,KinesisStreamsInput=${resource(from)},InputSchema=${shortSchema}`,
      outputs: `Name=DESTINATION_SQL_STREAM,KinesisStreamsOutput=${resource(to)},DestinationSchema={RecordFormatType=JSON}`,
      tags: 'Key=team,Value=ünï + corns',
    }),
  );
  assert.deepEqual(ApplicationSummary, {
    ApplicationName: name,
    ApplicationARN: applicationArn(name),
    ApplicationStatus: 'READY',
  });
  const { CreateTimestamp, LastUpdateTimestamp, ...detail } = describe();
  madeAt(CreateTimestamp);
  assert.equal(LastUpdateTimestamp, CreateTimestamp);
  assert.deepEqual(detail, {
    ...ApplicationSummary,
    ApplicationDescription: 'ünï 🦄',
    InputDescriptions: [
      {
        InputId: '1.1',
        NamePrefix: 'SOURCE_SQL_STREAM',
        InAppStreamNames: ['SOURCE_SQL_STREAM_001'],
        KinesisStreamsInputDescription: { ResourceARN: streamArn(from), RoleARN: role },
        InputSchema: schema,
        InputParallelism: { Count: 1 },
        InputStartingPositionConfiguration: {},
      },
    ],
    OutputDescriptions: [
      {
        OutputId: '1.1',
        Name: 'DESTINATION_SQL_STREAM',
        KinesisStreamsOutputDescription: { ResourceARN: streamArn(to), RoleARN: role },
        DestinationSchema: { RecordFormatType: 'JSON' },
      },
    ],
    ApplicationCode: counting,
    ApplicationVersionId: 1,
  });
  ok('an application describes itself, made at a whole second');
}

async function discovers(from) {
  const discover = (stream, position) => [
    'kinesisanalytics',
    'discover-input-schema',
    ...options({
      'resource-arn': streamArn(stream),
      'role-arn': role,
      'input-starting-position-configuration': `InputStartingPosition=${position}`,
    }),
  ];
  const found = await awsWhile(discover(from, 'NOW'), () => put(from, ride('Shadowfax'), ride('Rocinante', 29.5, 149)));
  assert.deepEqual(found.InputSchema, schema);
  assert.deepEqual(found.ParsedInputRecords.at(1), ['Rocinante', '29.5', '149']);
  assert.deepEqual(JSON.parse(found.RawInputRecords.at(0)), ride('Shadowfax'));
  ok('the schema of live records');
  refused('UnableToDetectSchemaException', '', discover(process.env.PADDOCK_FIXTURE, 'TRIM_HORIZON'));
  ok('UnableToDetectSchemaException, with the records');
}

function addsAndRemoves() {
  const [bucket, key] = [`BucketARN=${object.BucketARN}`, `FileKey=${object.FileKey}`];
  const from = `{${bucket},${key},ReferenceRoleARN=${role}}`;
  const reference = `TableName=NAMES,S3ReferenceDataSource=${from},ReferenceSchema=${shortSchema}`;
  analytics('add-application-reference-data-source', ...version(1), '--reference-data-source', reference);
  const option = ['--cloud-watch-logging-option', `LogStreamARN=${logStream},RoleARN=${role}`];
  analytics('add-application-cloud-watch-logging-option', ...version(2), ...option);
  const output = `Name=OTHER,KinesisStreamsOutput=${resource(name)},DestinationSchema={RecordFormatType=CSV}`;
  analytics('add-application-output', ...version(3), '--application-output', output);
  const added = describe();
  const [table] = added.ReferenceDataSourceDescriptions;
  assert.deepEqual([table.ReferenceId, table.ReferenceSchema], ['2.1', schema]);
  assert.equal(added.CloudWatchLoggingOptionDescriptions[0].CloudWatchLoggingOptionId, '3.1');
  assert.deepEqual(
    added.OutputDescriptions.map(({ OutputId }) => OutputId),
    ['1.1', '4.1'],
  );
  analytics('delete-application-output', ...version(4), '--output-id', '4.1');
  const logging = ['--cloud-watch-logging-option-id', '3.1'];
  analytics('delete-application-cloud-watch-logging-option', ...version(5), ...logging);
  analytics('delete-application-reference-data-source', ...version(6), '--reference-id', '2.1');
  const left = describe();
  assert.equal('ReferenceDataSourceDescriptions' in left || 'CloudWatchLoggingOptionDescriptions' in left, false);
  assert.deepEqual([left.ApplicationVersionId, left.OutputDescriptions.length], [7, 1]);
  ok('what is added and removed makes a version each');
}

function tags() {
  const of = ['--resource-arn', applicationArn(name)];
  analytics('tag-resource', ...of, '--tags', 'Key=team,Value=rides', 'Key=a/b,Value=', 'Key=gone,Value=c d');
  analytics('untag-resource', ...of, '--tag-keys', 'gone', 'never');
  assert.deepEqual(tagMap(analytics('list-tags-for-resource', ...of)), { team: 'rides', 'a/b': '' });
  ok('tags');
}

const starts = (position) => [
  '--input-configurations',
  `Id=1.1,InputStartingPositionConfiguration={${position === undefined ? '' : `InputStartingPosition=${position}`}}`,
];

async function runs(from, to) {
  const came = destinationOf(to);
  analytics('start-application', ...mine, ...starts());
  const { ApplicationStatus, ApplicationVersionId, InputDescriptions } = describe();
  assert.deepEqual([ApplicationStatus, ApplicationVersionId], ['RUNNING', 7]);
  assert.deepEqual(InputDescriptions[0].InputStartingPositionConfiguration, { InputStartingPosition: 'NOW' });
  put(from, ride('Shadowfax'), ride('Shadowfax', 30.25, 148), ride('Rocinante'));
  const rows = await came(2);
  assert.deepEqual(
    rows.toSorted((a, b) => a.Rides - b.Rides),
    [
      { Name: 'Rocinante', Rides: 1, Health: 150 },
      { Name: 'Shadowfax', Rides: 2, Health: 148 },
    ],
  );
  ok('started, it runs: rows of a window in the stream');
  analytics('update-application', ...version(7), '--application-update', json({ ApplicationCodeUpdate: passing }));
  const changed = describe();
  assert.deepEqual([changed.ApplicationVersionId, changed.ApplicationCode], [8, passing]);
  put(from, ride('Bucephalus'));
  assert.deepEqual(await came(1), [{ Name: 'BUCEPHALUS', Distance: 30.25 }]);
  ok('its code changes while it runs');
  analytics('stop-application', ...mine);
  put(from, ride('Rocinante'));
  analytics('start-application', ...mine, ...starts('LAST_STOPPED_POINT'));
  assert.deepEqual(await came(1), [{ Name: 'ROCINANTE', Distance: 30.25 }]);
  ok('stopped, and started where it stopped');
}

function pages() {
  const names = [0, 1].map((index) => `${name}-${index}`);
  for (const one of names) analytics('create-application', '--application-name', one);
  const page = (after) => analytics('list-applications', '--limit', '1', '--exclusive-start-application-name', after);
  const [first, second] = [page(name), page(names[0])];
  assert.equal(first.HasMoreApplications, true);
  assert.deepEqual(
    [first, second].map(({ ApplicationSummaries: [one] }) => one.ApplicationName),
    names,
  );
  for (const one of names) {
    const { CreateTimestamp: made } = describe('--application-name', one);
    analytics('delete-application', '--application-name', one, '--create-timestamp', String(made));
  }
  ok('pages of applications');
}

function errors() {
  const check = (error, message, ...args) => refused(error, message, ['kinesisanalytics', ...args]);
  check('ResourceNotFoundException', 'nobody', 'describe-application', '--application-name', 'nobody');
  ok('ResourceNotFoundException');
  check('ResourceInUseException', 'Application already exists.', 'create-application', ...mine);
  check('ResourceInUseException', name, 'start-application', ...mine, ...starts());
  ok('ResourceInUseException');
  const nobody = `InputUpdates=[{InputId=1.1,KinesisStreamsInputUpdate={RoleARNUpdate=${role}-none}}]`;
  const words = "Kinesis Analytics service doesn't have sufficient privileges to assume the role";
  const update = ['update-application', ...version(8), '--application-update'];
  check('InvalidArgumentException', words, ...update, nobody);
  ok('InvalidArgumentException');
  const other = json({ ApplicationCodeUpdate: counting });
  check('ConcurrentModificationException', '', 'update-application', ...version(7), '--application-update', other);
  check('ConcurrentModificationException', '', 'delete-application', ...mine, '--create-timestamp', '2020-01-01');
  ok('ConcurrentModificationException');
  check('CodeValidationException', 'line 3, column', ...update, json({ ApplicationCodeUpdate: invalid }));
  const { ApplicationVersionId, ApplicationStatus } = describe();
  assert.deepEqual([ApplicationVersionId, ApplicationStatus], [8, 'RUNNING']);
  ok('CodeValidationException, with where it is wrong');
  const bad = ['--application-name', `${name}-invalid`];
  analytics('create-application', ...bad, '--application-code', code(invalid));
  const start = ['start-application', ...bad, '--input-configurations', '[]'];
  check('InvalidApplicationConfigurationException', 'line 3, column', ...start);
  // As people give it: a date, to the second.
  const created = new Date(timeOf(describe(...bad).CreateTimestamp)).toISOString();
  analytics('delete-application', ...bad, '--create-timestamp', created.replace('.000Z', 'Z'));
  ok('InvalidApplicationConfigurationException');
  const spaces =
    "1 validation error detected: Value 'no spaces' at 'applicationName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+";
  check('ValidationException', spaces, 'create-application', '--application-name', 'no spaces');
  ok('ValidationException');
  const many = Array.from({ length: 51 }, (_, index) => `Key=key ${index}`);
  check('TooManyTagsException', '', 'tag-resource', '--resource-arn', applicationArn(name), '--tags', ...many);
  ok('TooManyTagsException');
}

await run(main);
