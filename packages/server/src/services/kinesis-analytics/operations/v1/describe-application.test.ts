import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeJson } from '@paddock/wire';
import { refused, streamArn, testAnalytics, testRole } from '../../testing.js';
import { applicationDetail, ApplicationDetail } from '../../views-v1.js';
import { addApplicationInput } from './add-application-input.js';
import { addApplicationOutput } from './add-application-output.js';
import { createApplication } from './create-application.js';
import { describeApplication } from './describe-application.js';
import { startApplication } from './start-application.js';
import { create, describe, loggingOption, objectReference, streamInput, streamOutput } from './testing.js';
import { updateApplication } from './update-application.js';
import { addApplicationReferenceDataSource } from './add-application-reference-data-source.js';

const arn = 'arn:aws:kinesisanalytics:us-east-1:123456789012:application/a';

test('an application with a name alone is READY in version 1, without empty lists, its times in whole seconds', async () => {
  const analytics = await testAnalytics();
  await analytics.clock.advance(789);
  const created = await analytics.run(createApplication, { ApplicationName: 'a' });
  assert.deepEqual(created, {
    ApplicationSummary: { ApplicationName: 'a', ApplicationARN: arn, ApplicationStatus: 'READY' },
  });
  assert.equal(
    encodeJson(ApplicationDetail, applicationDetail(analytics.application('a'))),
    `{"ApplicationName":"a","ApplicationARN":"${arn}","ApplicationStatus":"READY","CreateTimestamp":1700000000,` +
      '"LastUpdateTimestamp":1700000000,"ApplicationCode":"","ApplicationVersionId":1}',
  );
  await analytics.stop();
});

// The application whose description is on record: an input in version 2, two changes of its code, an output in version 5, and running.
test('the history of an application shows in its ids and its version, and its settings come back as they were given', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  await analytics.run(addApplicationInput, {
    ApplicationName: 'a',
    CurrentApplicationVersionId: 1,
    Input: streamInput,
  });
  const code = 'CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (type varchar(32), event_count integer);\n-- ü\n';
  for (const version of [2, 3]) {
    await analytics.run(updateApplication, {
      ApplicationName: 'a',
      CurrentApplicationVersionId: version,
      ApplicationUpdate: { ApplicationCodeUpdate: version === 2 ? 'SELECT 1;' : code },
    });
  }
  await analytics.run(startApplication, {
    ApplicationName: 'a',
    InputConfigurations: [{ Id: '2.1', InputStartingPositionConfiguration: { InputStartingPosition: 'NOW' } }],
  });
  await analytics.clock.advance(5_000);
  await analytics.run(addApplicationOutput, {
    ApplicationName: 'a',
    CurrentApplicationVersionId: 4,
    Output: { ...streamOutput(), DestinationSchema: { RecordFormatType: 'CSV' } },
  });
  const role = JSON.stringify(testRole);
  assert.equal(
    encodeJson(ApplicationDetail, applicationDetail(analytics.application('a'))),
    `{"ApplicationName":"a","ApplicationARN":"${arn}","ApplicationStatus":"RUNNING","CreateTimestamp":1700000000,` +
      '"LastUpdateTimestamp":1700000005,"InputDescriptions":[{"InputId":"2.1","NamePrefix":"SOURCE_SQL_STREAM",' +
      '"InAppStreamNames":["SOURCE_SQL_STREAM_001"],' +
      `"KinesisStreamsInputDescription":{"ResourceARN":"${streamArn('wildrydes')}","RoleARN":${role}},` +
      '"InputSchema":{"RecordFormat":{"RecordFormatType":"JSON","MappingParameters":{"JSONMappingParameters":{"RecordRowPath":"$"}}},' +
      '"RecordEncoding":"UTF-8","RecordColumns":[{"Name":"Name","Mapping":"$.Name","SqlType":"VARCHAR(16)"},' +
      '{"Name":"Distance","Mapping":"$.Distance","SqlType":"DOUBLE"}]},"InputParallelism":{"Count":1},' +
      '"InputStartingPositionConfiguration":{"InputStartingPosition":"NOW"}}],' +
      '"OutputDescriptions":[{"OutputId":"5.1","Name":"DESTINATION_SQL_STREAM",' +
      `"KinesisStreamsOutputDescription":{"ResourceARN":"${streamArn('wildrydes-summary')}","RoleARN":${role}},` +
      '"DestinationSchema":{"RecordFormatType":"CSV"}}],' +
      `"ApplicationCode":${JSON.stringify(code)},"ApplicationVersionId":5}`,
  );
  await analytics.stop();
});

test('what CreateApplication brings is numbered from 1.1, each kind by itself', async () => {
  const analytics = await testAnalytics();
  await create(analytics, {
    ApplicationDescription: '',
    ApplicationCode: 'SELECT 1;\n',
    Inputs: [streamInput],
    Outputs: [streamOutput('A'), streamOutput('B'), streamOutput('error_stream')],
    CloudWatchLoggingOptions: [loggingOption],
  });
  const detail = await describe(analytics);
  assert.deepEqual(
    detail.OutputDescriptions?.map(({ OutputId, Name }) => [OutputId, Name]),
    [
      ['1.1', 'A'],
      ['1.2', 'B'],
      ['1.3', 'error_stream'],
    ],
  );
  assert.equal(detail.ApplicationDescription, '');
  assert.deepEqual(detail.CloudWatchLoggingOptionDescriptions, [
    { CloudWatchLoggingOptionId: '1.1', ...loggingOption },
  ]);
  assert.equal(detail.InputDescriptions?.[0]?.InputId, '1.1');
  assert.deepEqual(detail.InputDescriptions?.[0]?.InputStartingPositionConfiguration, {}, 'until the first start');
  await analytics.stop();
});

test('formats come back as they were given: without parameters, encoding and mappings where there were none', async () => {
  const analytics = await testAnalytics();
  const given = {
    RecordFormat: {
      RecordFormatType: 'CSV',
      MappingParameters: { CSVMappingParameters: { RecordRowDelimiter: '|', RecordColumnDelimiter: ',' } },
    },
    RecordColumns: [{ Name: 'COLUMN_1', SqlType: 'INTEGER' }],
  } as const;
  await create(analytics, { Inputs: [{ ...streamInput, InputSchema: given, InputParallelism: { Count: 12 } }] });
  const [input] = (await describe(analytics)).InputDescriptions ?? [];
  assert.deepEqual(input?.InputSchema, given);
  assert.equal(input?.InAppStreamNames?.length, 12);
  assert.equal(input?.InAppStreamNames?.at(-1), 'SOURCE_SQL_STREAM_012');
  await analytics.run(addApplicationReferenceDataSource, {
    ApplicationName: 'a',
    CurrentApplicationVersionId: 1,
    ReferenceDataSource: { ...objectReference, TableName: 'TABLE-2' },
  });
  const { ReferenceDataSourceDescriptions: references } = await describe(analytics);
  assert.deepEqual(references, [
    {
      ReferenceId: '2.1',
      TableName: 'TABLE-2',
      S3ReferenceDataSourceDescription: objectReference.S3ReferenceDataSource,
      ReferenceSchema: objectReference.ReferenceSchema,
    },
  ]);
  await analytics.stop();
});

test('of what is not there, and of what the newer API made, nothing is described', async () => {
  const analytics = await testAnalytics();
  await refused(
    analytics.run(describeApplication, { ApplicationName: 'a' }),
    'ResourceNotFoundException',
    'Could not find the application: a',
  );
  await create(analytics);
  await analytics.put({ ...analytics.application('a'), newer: true });
  await refused(
    describe(analytics),
    'UnsupportedOperationException',
    'a was created/updated by kinesisanalyticsv2 SDK. Please use kinesisanalyticsv2 SDK to make changes to a.',
  );
  await analytics.stop();
});
