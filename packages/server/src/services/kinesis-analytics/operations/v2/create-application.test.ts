import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionArn, refused, testAnalytics, testRole } from '../../testing.js';
import { createApplication } from './create-application.js';
import {
  code,
  create,
  creation,
  describe,
  loggingOption,
  objectReference,
  streamInput,
  streamOutput,
} from './testing.js';

const settings = {
  ApplicationConfiguration: {
    SqlApplicationConfiguration: {
      Inputs: [streamInput],
      Outputs: [streamOutput('A'), streamOutput('B')],
      ReferenceDataSources: [objectReference],
    },
    ...code('SELECT 1;\n'),
  },
  CloudWatchLoggingOptions: [loggingOption],
};

test('the newer API names what breaks constraints by its path, also in what only Flink has', async () => {
  const analytics = await testAnalytics();
  await refused(
    analytics.run(
      createApplication,
      creation({
        ApplicationConfiguration: { SqlApplicationConfiguration: { Inputs: [{ ...streamInput, NamePrefix: 'a-b' }] } },
      }),
    ),
    'ValidationException',
    "1 validation error detected: Value 'a-b' at 'applicationConfiguration.sqlApplicationConfiguration.inputs.1.member.namePrefix' " +
      'failed to satisfy constraint: Member must satisfy regular expression pattern: [^-\\s<>&]*',
  );
  await refused(
    analytics.run(createApplication, creation({ RuntimeEnvironment: 'SQL-1.0' as 'SQL-1_0' })),
    'ValidationException',
    /^1 validation error detected: Value 'SQL-1\.0' at 'runtimeEnvironment' failed to satisfy constraint: Member must satisfy enum value set: \[SQL-1_0, FLINK-1_6, FLINK-1_8, /,
  );
  await refused(
    analytics.run(
      createApplication,
      creation({
        ApplicationConfiguration: {
          EnvironmentProperties: { PropertyGroups: [{ PropertyGroupId: '', PropertyMap: {} }] },
        },
      }),
    ),
    'ValidationException',
    /^3 validation errors detected: Value '' at 'applicationConfiguration\.environmentProperties\.propertyGroups\.1\.member\.propertyGroupId' /,
  );
  await analytics.stop();
});

test('a new application is described whole: its role, its settings without roles, its token', async () => {
  const analytics = await testAnalytics();
  const { ApplicationDetail: created } = await analytics.run(createApplication, creation(settings));
  assert.deepEqual(created, await describe(analytics));
  assert.equal(created.ServiceExecutionRole, testRole);
  assert.equal(created.ApplicationStatus, 'READY');
  const sql = created.ApplicationConfigurationDescription?.SqlApplicationConfigurationDescription;
  assert.deepEqual(
    sql?.OutputDescriptions?.map(({ OutputId, Name }) => [OutputId, Name]),
    [
      ['1.1', 'A'],
      ['1.2', 'B'],
    ],
  );
  assert.deepEqual(sql?.ReferenceDataSourceDescriptions, [
    {
      ReferenceId: '1.1',
      TableName: 'UNICORNS',
      S3ReferenceDataSourceDescription: objectReference.S3ReferenceDataSource,
      ReferenceSchema: objectReference.ReferenceSchema,
    },
  ]);
  assert.deepEqual(created.CloudWatchLoggingOptionDescriptions, [
    { CloudWatchLoggingOptionId: '1.1', ...loggingOption },
  ]);
  assert.equal(analytics.application('a').newer, true);
  await analytics.stop();
});

test('only SQL is to be had', async () => {
  const analytics = await testAnalytics();
  await refused(
    analytics.run(createApplication, creation({ RuntimeEnvironment: 'FLINK-1_20' })),
    'UnsupportedOperationException',
    'The runtime environment FLINK-1_20 is not part of this server: only SQL-1_0 is',
  );
  await refused(
    analytics.run(createApplication, creation({ ApplicationMode: 'INTERACTIVE' })),
    'InvalidArgumentException',
    'The application mode INTERACTIVE is not supported for SQL-1_0 applications',
  );
  for (const [member, ApplicationConfiguration] of Object.entries({
    FlinkApplicationConfiguration: { FlinkApplicationConfiguration: {} },
    ApplicationSnapshotConfiguration: { ApplicationSnapshotConfiguration: { SnapshotsEnabled: true } },
    VpcConfigurations: { VpcConfigurations: [] },
    S3ContentLocation: {
      ApplicationCodeConfiguration: {
        CodeContentType: 'PLAINTEXT' as const,
        CodeContent: { S3ContentLocation: { BucketARN: 'arn:aws:s3:::b', FileKey: 'k' } },
      },
    },
  })) {
    await refused(
      analytics.run(createApplication, creation({ ApplicationConfiguration })),
      'InvalidArgumentException',
      `${member} is not supported for SQL-1_0 applications`,
    );
  }
  await refused(
    analytics.run(
      createApplication,
      creation({ ApplicationConfiguration: { ApplicationCodeConfiguration: { CodeContentType: 'ZIPFILE' } } }),
    ),
    'InvalidArgumentException',
    'The code of a SQL-1_0 application must be PLAINTEXT, given as text content',
  );
  assert.deepEqual(analytics.context.store.all(), []);
  await analytics.stop();
});

test('the role must be one that the service can assume, and may do what the settings need', async () => {
  const analytics = await testAnalytics();
  const other = await analytics.role(
    'other',
    [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    'lambda.amazonaws.com',
  );
  const idle = await analytics.role('idle');
  for (const role of [other, 'arn:aws:iam::123456789012:role/none', 'arn:any']) {
    await refused(
      create(analytics, { ServiceExecutionRole: role }),
      'InvalidArgumentException',
      "Kinesis Analytics service doesn't have sufficient privileges to assume the role",
    );
  }
  await refused(
    create(analytics, {
      ServiceExecutionRole: idle,
      ApplicationConfiguration: {
        SqlApplicationConfiguration: {
          Outputs: [
            {
              Name: 'O',
              LambdaOutput: { ResourceARN: functionArn('f') },
              DestinationSchema: { RecordFormatType: 'JSON' },
            },
          ],
        },
      },
    }),
    'InvalidArgumentException',
    `Given IAM role arn : ${idle} does not provide Invoke permissions on the Lambda resource : ${functionArn('f')}`,
  );
  await create(analytics, { ...settings, ServiceExecutionRole: testRole });
  await refused(create(analytics), 'ResourceInUseException', 'Application already exists.');
  await analytics.stop();
});

test('to create needs the application with the tags, and to pass the role', async () => {
  const analytics = await testAnalytics();
  const [itself, passing, ...more] = await analytics.needs(
    createApplication,
    creation({ Tags: [{ Key: 'team', Value: 'rides' }] }),
  );
  assert.equal(itself?.action, 'kinesisanalytics:CreateApplication');
  assert.deepEqual(itself?.resources, ['arn:aws:kinesisanalytics:us-east-1:123456789012:application/a']);
  assert.deepEqual(itself?.keys?.('aws:requesttag/team'), ['rides']);
  assert.equal(passing?.action, 'iam:PassRole');
  assert.deepEqual(passing?.resources, [testRole]);
  assert.deepEqual(passing?.keys?.('iam:passedtoservice'), ['kinesisanalytics.amazonaws.com']);
  assert.deepEqual(more, []);
  await analytics.stop();
});
