import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionArn, invalidCode, refused, streamArn, testAnalytics, testRole } from '../../testing.js';
import { startApplication } from './start-application.js';
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
import { createApplication } from './create-application.js';
import { updateApplication } from './update-application.js';

const whole = {
  ApplicationConfiguration: {
    SqlApplicationConfiguration: {
      Inputs: [streamInput],
      Outputs: [streamOutput()],
      ReferenceDataSources: [objectReference],
    },
    ...code('SELECT 1;'),
  },
  CloudWatchLoggingOptions: [loggingOption],
};
const text = (TextContentUpdate: string) => ({
  ApplicationCodeConfigurationUpdate: { CodeContentUpdate: { TextContentUpdate } },
});

test('one update changes everything, and the version by one', async () => {
  const analytics = await testAnalytics({ transition: 200 });
  await create(analytics, whole);
  const role = await analytics.role('next', [{ Effect: 'Allow', Action: '*', Resource: '*' }]);
  const { ConditionalToken = '' } = await describe(analytics);
  const { ApplicationDetail: updated } = await analytics.run(updateApplication, {
    ApplicationName: 'a',
    ConditionalToken,
    ApplicationConfigurationUpdate: {
      SqlApplicationConfigurationUpdate: {
        InputUpdates: [
          {
            InputId: '1.1',
            NamePrefixUpdate: 'NEXT',
            KinesisStreamsInputUpdate: { ResourceARNUpdate: streamArn('next') },
            InputParallelismUpdate: { CountUpdate: 42 },
          },
        ],
        OutputUpdates: [{ OutputId: '1.1', LambdaOutputUpdate: { ResourceARNUpdate: functionArn('f') } }],
        ReferenceDataSourceUpdates: [
          { ReferenceId: '1.1', S3ReferenceDataSourceUpdate: { FileKeyUpdate: 'next.csv' } },
        ],
      },
      ...text('SELECT 2;'),
    },
    ServiceExecutionRoleUpdate: role,
    CloudWatchLoggingOptionUpdates: [
      { CloudWatchLoggingOptionId: '1.1', LogStreamARNUpdate: `${loggingOption.LogStreamARN}2` },
    ],
    RuntimeEnvironmentUpdate: 'SQL-1_0',
  });
  const { SqlApplicationConfigurationDescription: sql, ApplicationCodeConfigurationDescription: codeNow } =
    updated.ApplicationConfigurationDescription ?? {};
  assert.deepEqual([updated.ApplicationStatus, updated.ApplicationVersionId], ['READY', 2]);
  assert.equal(updated.ServiceExecutionRole, role);
  assert.notEqual(updated.ConditionalToken, ConditionalToken);
  const [input] = sql?.InputDescriptions ?? [];
  assert.equal(input?.InAppStreamNames?.at(-1), 'NEXT_042');
  assert.deepEqual(input?.KinesisStreamsInputDescription, { ResourceARN: streamArn('next') });
  assert.deepEqual(sql?.OutputDescriptions, [
    {
      OutputId: '1.1',
      Name: 'DESTINATION_SQL_STREAM',
      LambdaOutputDescription: { ResourceARN: functionArn('f') },
      DestinationSchema: { RecordFormatType: 'JSON' },
    },
  ]);
  assert.equal(sql?.ReferenceDataSourceDescriptions?.[0]?.S3ReferenceDataSourceDescription.FileKey, 'next.csv');
  assert.equal(codeNow?.CodeContentDescription?.TextContent, 'SELECT 2;');
  assert.equal(updated.CloudWatchLoggingOptionDescriptions?.[0]?.LogStreamARN, `${loggingOption.LogStreamARN}2`);
  assert.deepEqual(await describe(analytics), updated, 'its token, too');
  await analytics.stop();
});

test('a new role is asked for what the update needs, and the one before counts where none is given', async () => {
  const analytics = await testAnalytics();
  await create(analytics, whole);
  const idle = await analytics.role('idle');
  const toFunction = {
    SqlApplicationConfigurationUpdate: {
      OutputUpdates: [{ OutputId: '1.1', LambdaOutputUpdate: { ResourceARNUpdate: functionArn('f') } }],
    },
  };
  const given = { ApplicationName: 'a', CurrentApplicationVersionId: 1 };
  await refused(
    analytics.run(updateApplication, {
      ...given,
      ServiceExecutionRoleUpdate: idle,
      ApplicationConfigurationUpdate: toFunction,
    }),
    'InvalidArgumentException',
    `Given IAM role arn : ${idle} does not provide Invoke permissions on the Lambda resource : ${functionArn('f')}`,
  );
  await refused(
    analytics.run(updateApplication, { ...given, ServiceExecutionRoleUpdate: 'arn:aws:iam::123456789012:role/none' }),
    'InvalidArgumentException',
    "Kinesis Analytics service doesn't have sufficient privileges to assume the role",
  );
  await analytics.run(updateApplication, { ...given, ApplicationConfigurationUpdate: toFunction });
  assert.equal((await describe(analytics)).ServiceExecutionRole, testRole);
  await analytics.stop();
});

test('what only Flink has cannot be updated', async () => {
  const analytics = await testAnalytics();
  await create(analytics, whole);
  const given = { ApplicationName: 'a', CurrentApplicationVersionId: 1 };
  const unsupported = (member: string) => `${member} is not supported for SQL-1_0 applications`;
  for (const [more, message] of [
    [{ RunConfigurationUpdate: { FlinkRunConfiguration: {} } }, unsupported('FlinkRunConfiguration')],
    [
      { ApplicationConfigurationUpdate: { VpcConfigurationUpdates: [{ VpcConfigurationId: '1.1' }] } },
      unsupported('VpcConfigurationUpdates'),
    ],
    [
      {
        ApplicationConfigurationUpdate: {
          ApplicationCodeConfigurationUpdate: { CodeContentUpdate: { S3ContentLocationUpdate: {} } },
        },
      },
      unsupported('S3ContentLocationUpdate'),
    ],
    [
      {
        ApplicationConfigurationUpdate: { ApplicationCodeConfigurationUpdate: { CodeContentTypeUpdate: 'ZIPFILE' } },
      },
      'The code of a SQL-1_0 application must be PLAINTEXT, given as text content',
    ],
    [
      { RuntimeEnvironmentUpdate: 'FLINK-1_20' },
      'The runtime environment of a SQL-1_0 application cannot be changed to FLINK-1_20',
    ],
  ] as const) {
    await refused(analytics.run(updateApplication, { ...given, ...more }), 'InvalidArgumentException', message);
  }
  assert.equal(analytics.application('a').version, 1);
  await analytics.stop();
});

test('code is looked at while it runs', async () => {
  const analytics = await testAnalytics();
  await analytics.run(createApplication, creation(whole));
  await analytics.run(startApplication, { ApplicationName: 'a' });
  await refused(
    analytics.run(updateApplication, {
      ApplicationName: 'a',
      CurrentApplicationVersionId: 1,
      ApplicationConfigurationUpdate: text(invalidCode),
    }),
    'CodeValidationException',
    `SQL error: '${invalidCode}' is no SQL`,
  );
  await analytics.stop();
});

test('to update needs the application, and to pass a role that is given', async () => {
  const analytics = await testAnalytics();
  const actions = async (more: object) =>
    (await analytics.needs(updateApplication, { ApplicationName: 'a', ...more })).map(({ action }) => action);
  assert.deepEqual(await actions({}), ['kinesisanalytics:UpdateApplication']);
  assert.deepEqual(await actions({ ServiceExecutionRoleUpdate: testRole }), [
    'kinesisanalytics:UpdateApplication',
    'iam:PassRole',
  ]);
  await analytics.stop();
});
