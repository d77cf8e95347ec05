import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Infer } from '@paddock/wire';
import {
  functionArn,
  invalidCode,
  refused,
  streamArn,
  testAnalytics,
  testRole,
  type TestAnalytics,
} from '../../testing.js';
import { addApplicationReferenceDataSource } from './add-application-reference-data-source.js';
import { deleteApplicationOutput } from './delete-application-output.js';
import { startApplication } from './start-application.js';
import {
  create,
  describe,
  loggingOption,
  objectReference,
  schema,
  streamInput,
  streamOutput,
  withRole,
} from './testing.js';
import { updateApplication } from './update-application.js';

const at = (CurrentApplicationVersionId: number) => ({ ApplicationName: 'a', CurrentApplicationVersionId });
const all = {
  Inputs: [{ ...streamInput, InputProcessingConfiguration: { InputLambdaProcessor: withRole(functionArn('f')) } }],
  Outputs: [streamOutput('A'), streamOutput('B')],
  CloudWatchLoggingOptions: [loggingOption],
};
type Update = Infer<typeof updateApplication.input>['ApplicationUpdate'];
const update = (analytics: TestAnalytics, ApplicationUpdate: Update, version = 1) =>
  analytics.run(updateApplication, { ...at(version), ApplicationUpdate });

test('one update may change everything of an input, an output, a reference and a logging option; ids stay', async () => {
  const analytics = await testAnalytics();
  await create(analytics, all);
  await analytics.run(addApplicationReferenceDataSource, { ...at(1), ReferenceDataSource: objectReference });
  const csv = {
    RecordFormatType: 'CSV',
    MappingParameters: { CSVMappingParameters: { RecordRowDelimiter: '\n', RecordColumnDelimiter: '|' } },
  } as const;
  const columns = [{ Name: 'C', Mapping: 'MAPPING-3', SqlType: 'DOUBLE' }];
  await update(
    analytics,
    {
      ApplicationCodeUpdate: 'SELECT 2;\n',
      InputUpdates: [
        {
          InputId: '1.1',
          NamePrefixUpdate: 'OTHER',
          KinesisStreamsInputUpdate: { ResourceARNUpdate: streamArn('other') },
          InputProcessingConfigurationUpdate: { InputLambdaProcessorUpdate: { ResourceARNUpdate: functionArn('g') } },
          InputParallelismUpdate: { CountUpdate: 42 },
          InputSchemaUpdate: { RecordFormatUpdate: csv, RecordColumnUpdates: columns },
        },
      ],
      OutputUpdates: [
        {
          OutputId: '1.2',
          NameUpdate: 'E',
          LambdaOutputUpdate: { ResourceARNUpdate: functionArn('g'), RoleARNUpdate: testRole },
          DestinationSchemaUpdate: { RecordFormatType: 'CSV' },
        },
      ],
      ReferenceDataSourceUpdates: [
        { ReferenceId: '2.1', TableNameUpdate: 'T', S3ReferenceDataSourceUpdate: { FileKeyUpdate: 'KEY-2' } },
      ],
      CloudWatchLoggingOptionUpdates: [
        { CloudWatchLoggingOptionId: '1.1', LogStreamARNUpdate: `${loggingOption.LogStreamARN}2` },
      ],
    },
    2,
  );
  const detail = await describe(analytics);
  assert.equal(detail.ApplicationVersionId, 3);
  assert.equal(detail.ApplicationCode, 'SELECT 2;\n');
  const [input] = detail.InputDescriptions ?? [];
  assert.equal(input?.InAppStreamNames?.[41], 'OTHER_042');
  assert.deepEqual(
    { ...input, InAppStreamNames: [] },
    {
      InputId: '1.1',
      NamePrefix: 'OTHER',
      InAppStreamNames: [],
      InputProcessingConfigurationDescription: { InputLambdaProcessorDescription: withRole(functionArn('g')) },
      KinesisStreamsInputDescription: withRole(streamArn('other')),
      InputSchema: { RecordFormat: csv, RecordEncoding: 'UTF-8', RecordColumns: columns },
      InputParallelism: { Count: 42 },
      InputStartingPositionConfiguration: {},
    },
  );
  assert.deepEqual(detail.OutputDescriptions?.[1], {
    OutputId: '1.2',
    Name: 'E',
    LambdaOutputDescription: withRole(functionArn('g')),
    DestinationSchema: { RecordFormatType: 'CSV' },
  });
  const [reference] = detail.ReferenceDataSourceDescriptions ?? [];
  assert.deepEqual([reference?.ReferenceId, reference?.TableName], ['2.1', 'T']);
  assert.equal(reference?.S3ReferenceDataSourceDescription.FileKey, 'KEY-2');
  assert.equal(detail.CloudWatchLoggingOptionDescriptions?.[0]?.LogStreamARN, `${loggingOption.LogStreamARN}2`);
  await analytics.stop();
});

test('an update of a reference that changes nothing has its object read anew', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  await analytics.run(addApplicationReferenceDataSource, { ...at(1), ReferenceDataSource: objectReference });
  await update(analytics, { ReferenceDataSourceUpdates: [{ ReferenceId: '2.1', ReferenceSchemaUpdate: schema }] }, 2);
  await update(analytics, {}, 3);
  assert.equal(analytics.application('a').references[0]?.revision, 2);
  await analytics.stop();
});

test('the code of a READY application is not compiled, that of a RUNNING one is', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  await update(analytics, { ApplicationCodeUpdate: invalidCode });
  await update(analytics, { ApplicationCodeUpdate: '' }, 2);
  await analytics.run(startApplication, { ApplicationName: 'a', InputConfigurations: [] });
  await refused(
    update(analytics, { ApplicationCodeUpdate: invalidCode }, 3),
    'CodeValidationException',
    `SQL error: '${invalidCode}' is no SQL`,
  );
  assert.equal((await describe(analytics)).ApplicationVersionId, 3);
  await analytics.stop();
});

test('updates ask to pass the roles that they give', async () => {
  const analytics = await testAnalytics();
  const needs = await analytics.needs(updateApplication, {
    ...at(1),
    ApplicationUpdate: {
      InputUpdates: [{ InputId: '1.1', KinesisStreamsInputUpdate: { RoleARNUpdate: testRole } }],
      ReferenceDataSourceUpdates: [
        { ReferenceId: '1.1', S3ReferenceDataSourceUpdate: { ReferenceRoleARNUpdate: `${testRole}2` } },
      ],
    },
  });
  assert.deepEqual(
    needs.map(({ action, resources }) => [action, ...resources]),
    [
      ['kinesisanalytics:UpdateApplication', 'arn:aws:kinesisanalytics:us-east-1:123456789012:application/a'],
      ['iam:PassRole', testRole],
      ['iam:PassRole', `${testRole}2`],
    ],
  );
  const removal = await analytics.needs(deleteApplicationOutput, { ...at(1), OutputId: '1.1' });
  assert.deepEqual(
    removal.map(({ action }) => action),
    ['kinesisanalytics:DeleteApplicationOutput'],
  );
  await analytics.stop();
});
