import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeJson } from '@paddock/wire';
import { refused, streamArn, testAnalytics, testRole } from '../../testing.js';
import { ApplicationDetail, applicationDetail, conditionalToken } from '../../views-v2.js';
import { create as createOlder, streamInput as olderInput, streamOutput as olderOutput } from '../v1/testing.js';
import { addApplicationInput } from './add-application-input.js';
import { addApplicationOutput } from './add-application-output.js';
import { describeApplication } from './describe-application.js';
import { startApplication } from './start-application.js';
import { code, create, streamInput, streamOutput } from './testing.js';
import { updateApplication } from './update-application.js';

const arn = 'arn:aws:kinesisanalytics:us-east-1:123456789012:application/a';

test('an application without settings has no description of them, and its times in whole seconds', async () => {
  const analytics = await testAnalytics();
  await analytics.clock.advance(789);
  await create(analytics, { ApplicationDescription: '' });
  const application = analytics.application('a');
  assert.equal(
    encodeJson(ApplicationDetail, applicationDetail(application)),
    `{"ApplicationARN":"${arn}","ApplicationDescription":"","ApplicationName":"a","RuntimeEnvironment":"SQL-1_0",` +
      `"ServiceExecutionRole":"${testRole}","ApplicationStatus":"READY","ApplicationVersionId":1,` +
      '"CreateTimestamp":1700000000,"LastUpdateTimestamp":1700000000,' +
      `"ConditionalToken":"${conditionalToken(application)}"}`,
  );
  await analytics.stop();
});

test('one of code alone has a description of its code alone', async () => {
  const analytics = await testAnalytics();
  await create(analytics, { ApplicationConfiguration: code('SELECT 1;\n') });
  const { ApplicationDetail: detail } = await analytics.run(describeApplication, {
    ApplicationName: 'a',
    IncludeAdditionalDetails: true,
  });
  assert.deepEqual(detail.ApplicationConfigurationDescription, {
    ApplicationCodeConfigurationDescription: {
      CodeContentType: 'PLAINTEXT',
      CodeContentDescription: { TextContent: 'SELECT 1;\n' },
    },
  });
  await analytics.stop();
});

// The application whose description is on record: an input in version 2, two changes of its code, an output in version 5, and running.
test('the history of an application shows in its ids and its version', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  await analytics.run(addApplicationInput, {
    ApplicationName: 'a',
    CurrentApplicationVersionId: 1,
    Input: streamInput,
  });
  for (const version of [2, 3]) {
    await analytics.run(updateApplication, {
      ApplicationName: 'a',
      CurrentApplicationVersionId: version,
      ApplicationConfigurationUpdate: {
        ApplicationCodeConfigurationUpdate: {
          CodeContentTypeUpdate: 'PLAINTEXT',
          CodeContentUpdate: { TextContentUpdate: `-- ${version} ü` },
        },
      },
    });
  }
  await analytics.run(startApplication, {
    ApplicationName: 'a',
    RunConfiguration: {
      SqlRunConfigurations: [{ InputId: '2.1', InputStartingPositionConfiguration: { InputStartingPosition: 'NOW' } }],
    },
  });
  await analytics.clock.advance(5_000);
  await analytics.run(addApplicationOutput, {
    ApplicationName: 'a',
    CurrentApplicationVersionId: 4,
    Output: { ...streamOutput(), DestinationSchema: { RecordFormatType: 'CSV' } },
  });
  const application = analytics.application('a');
  assert.equal(
    encodeJson(ApplicationDetail, applicationDetail(application)),
    `{"ApplicationARN":"${arn}","ApplicationName":"a","RuntimeEnvironment":"SQL-1_0",` +
      `"ServiceExecutionRole":"${testRole}","ApplicationStatus":"RUNNING","ApplicationVersionId":5,` +
      '"CreateTimestamp":1700000000,"LastUpdateTimestamp":1700000005,' +
      '"ApplicationConfigurationDescription":{"SqlApplicationConfigurationDescription":{' +
      '"InputDescriptions":[{"InputId":"2.1","NamePrefix":"SOURCE_SQL_STREAM","InAppStreamNames":["SOURCE_SQL_STREAM_001"],' +
      `"KinesisStreamsInputDescription":{"ResourceARN":"${streamArn('wildrydes')}"},` +
      '"InputSchema":{"RecordFormat":{"RecordFormatType":"JSON","MappingParameters":{"JSONMappingParameters":{"RecordRowPath":"$"}}},' +
      '"RecordEncoding":"UTF-8","RecordColumns":[{"Name":"Name","Mapping":"$.Name","SqlType":"VARCHAR(16)"}]},' +
      '"InputParallelism":{"Count":1},"InputStartingPositionConfiguration":{"InputStartingPosition":"NOW"}}],' +
      '"OutputDescriptions":[{"OutputId":"5.1","Name":"DESTINATION_SQL_STREAM",' +
      `"KinesisStreamsOutputDescription":{"ResourceARN":"${streamArn('wildrydes-summary')}"},` +
      '"DestinationSchema":{"RecordFormatType":"CSV"}}]},' +
      '"ApplicationCodeConfigurationDescription":{"CodeContentType":"PLAINTEXT",' +
      '"CodeContentDescription":{"TextContent":"-- 3 ü"}}},' +
      `"ConditionalToken":"${conditionalToken(application)}"}`,
  );
  await analytics.stop();
});

test("the older API's applications are described with their resources' roles, without one of their own; reading leaves them the older API's", async () => {
  const analytics = await testAnalytics();
  await createOlder(analytics, { Inputs: [olderInput], Outputs: [olderOutput()] });
  const { ApplicationDetail: detail } = await analytics.run(describeApplication, { ApplicationName: 'a' });
  const sql = detail.ApplicationConfigurationDescription?.SqlApplicationConfigurationDescription;
  assert.equal(detail.ServiceExecutionRole, undefined);
  assert.equal(detail.RuntimeEnvironment, 'SQL-1_0');
  assert.deepEqual(sql?.InputDescriptions?.[0]?.KinesisStreamsInputDescription, olderInput.KinesisStreamsInput);
  assert.deepEqual(sql?.OutputDescriptions?.[0]?.KinesisStreamsOutputDescription, olderOutput().KinesisStreamsOutput);
  assert.equal(analytics.application('a').newer, undefined);
  await analytics.stop();
});

test('what is not there is not described', async () => {
  const analytics = await testAnalytics();
  await refused(
    analytics.run(describeApplication, { ApplicationName: 'a' }),
    'ResourceNotFoundException',
    'Could not find the application: a',
  );
  await analytics.stop();
});
