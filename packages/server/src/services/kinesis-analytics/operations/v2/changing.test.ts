import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionArn, refused, testAnalytics, type TestAnalytics } from '../../testing.js';
import { create as createOlder, describe as describeOlder } from '../v1/testing.js';
import { addApplicationCloudWatchLoggingOption } from './add-application-cloud-watch-logging-option.js';
import { addApplicationInput } from './add-application-input.js';
import { addApplicationInputProcessingConfiguration } from './add-application-input-processing-configuration.js';
import { addApplicationOutput } from './add-application-output.js';
import { addApplicationReferenceDataSource } from './add-application-reference-data-source.js';
import { deleteApplication } from './delete-application.js';
import { deleteApplicationCloudWatchLoggingOption } from './delete-application-cloud-watch-logging-option.js';
import { deleteApplicationInputProcessingConfiguration } from './delete-application-input-processing-configuration.js';
import { deleteApplicationOutput } from './delete-application-output.js';
import { deleteApplicationReferenceDataSource } from './delete-application-reference-data-source.js';
import { create, describe, loggingOption, objectReference, streamInput, streamOutput } from './testing.js';

const ApplicationARN = 'arn:aws:kinesisanalytics:us-east-1:123456789012:application/a';
const at = (CurrentApplicationVersionId: number) => ({ ApplicationName: 'a', CurrentApplicationVersionId });

test('every change answers the new version, and with it how what it changed is now', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  const input = await analytics.run(addApplicationInput, { ...at(1), Input: streamInput });
  const { InAppStreamNames: names, InputParallelism: parallelism } = input.InputDescriptions?.[0] ?? {};
  assert.deepEqual([names, parallelism], [['SOURCE_SQL_STREAM_001'], { Count: 1 }]);
  const [ResourceARN, InputId] = [functionArn('f'), '2.1'];
  assert.deepEqual(
    await analytics.run(addApplicationInputProcessingConfiguration, {
      ...at(2),
      InputId,
      InputProcessingConfiguration: { InputLambdaProcessor: { ResourceARN } },
    }),
    {
      ApplicationARN,
      ApplicationVersionId: 3,
      InputId,
      InputProcessingConfigurationDescription: { InputLambdaProcessorDescription: { ResourceARN } },
    },
  );
  assert.deepEqual(await analytics.run(deleteApplicationInputProcessingConfiguration, { ...at(3), InputId }), {
    ApplicationARN,
    ApplicationVersionId: 4,
  });
  await analytics.run(addApplicationOutput, { ...at(4), Output: streamOutput('A') });
  const { OutputDescriptions: outputs } = await analytics.run(addApplicationOutput, {
    ...at(5),
    Output: streamOutput('B'),
  });
  assert.deepEqual(
    outputs?.map(({ OutputId, Name }) => [OutputId, Name]),
    [
      ['5.1', 'A'],
      ['6.1', 'B'],
    ],
  );
  assert.deepEqual(await analytics.run(deleteApplicationOutput, { ...at(6), OutputId: '5.1' }), {
    ApplicationARN,
    ApplicationVersionId: 7,
  });
  const reference = await analytics.run(addApplicationReferenceDataSource, {
    ...at(7),
    ReferenceDataSource: objectReference,
  });
  assert.equal(reference.ReferenceDataSourceDescriptions?.[0]?.ReferenceId, '8.1');
  assert.deepEqual(await analytics.run(deleteApplicationReferenceDataSource, { ...at(8), ReferenceId: '8.1' }), {
    ApplicationARN,
    ApplicationVersionId: 9,
  });
  assert.deepEqual(
    await analytics.run(addApplicationCloudWatchLoggingOption, { ...at(9), CloudWatchLoggingOption: loggingOption }),
    {
      ApplicationARN,
      ApplicationVersionId: 10,
      CloudWatchLoggingOptionDescriptions: [{ CloudWatchLoggingOptionId: '10.1', ...loggingOption }],
    },
  );
  assert.deepEqual(
    await analytics.run(deleteApplicationCloudWatchLoggingOption, { ...at(10), CloudWatchLoggingOptionId: '10.1' }),
    { ApplicationARN, ApplicationVersionId: 11 },
  );
  await analytics.stop();
});

test('a version that was is refused', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  await refused(
    analytics.run(addApplicationOutput, { ...at(2), Output: streamOutput() }),
    'ConcurrentModificationException',
    'Conflict detected: given application version 2, but the current version is 1',
  );
  await analytics.stop();
});

const addLogging = (
  analytics: TestAnalytics,
  given: { ConditionalToken?: string; CurrentApplicationVersionId?: number },
) =>
  analytics.run(addApplicationCloudWatchLoggingOption, {
    ApplicationName: 'a',
    ...given,
    CloudWatchLoggingOption: loggingOption,
  });

test('a token stands for the version, and for this application alone', async () => {
  const analytics = await testAnalytics();
  const stale = 'Conflict detected: the given conditional token is not that of the current application version';
  await create(analytics);
  const { ConditionalToken = '', CreateTimestamp = 0 } = await describe(analytics);
  assert.match(ConditionalToken, /^[a-zA-Z0-9-_+/=]{1,512}$/);
  await refused(
    addLogging(analytics, {}),
    'InvalidArgumentException',
    'Either CurrentApplicationVersionId or ConditionalToken must be specified',
  );
  await refused(addLogging(analytics, { ConditionalToken: 'abc' }), 'ConcurrentModificationException', stale);
  await refused(
    addLogging(analytics, { ConditionalToken, CurrentApplicationVersionId: 7 }),
    'ConcurrentModificationException',
    'Conflict detected: given application version 7, but the current version is 1',
  );
  assert.equal((await addLogging(analytics, { ConditionalToken })).ApplicationVersionId, 2);
  await refused(addLogging(analytics, { ConditionalToken }), 'ConcurrentModificationException', stale);

  await analytics.run(deleteApplication, { ApplicationName: 'a', CreateTimestamp: CreateTimestamp * 1000 });
  await create(analytics);
  await refused(addLogging(analytics, { ConditionalToken }), 'ConcurrentModificationException', stale);
  await analytics.stop();
});

test('of two changes with one token, one is made', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  const { ConditionalToken = '' } = await describe(analytics);
  const answers = await Promise.allSettled([
    addLogging(analytics, { ConditionalToken }),
    addLogging(analytics, { ConditionalToken }),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  assert.equal(analytics.application('a').version, 2);
  await analytics.stop();
});

test("a change makes an application of the older API's one of the newer's", async () => {
  const analytics = await testAnalytics();
  await createOlder(analytics);
  await refused(
    analytics.run(addApplicationInput, { ...at(1), Input: streamInput }),
    'InvalidArgumentException',
    "Kinesis Analytics service doesn't have sufficient privileges to assume the role",
  );
  assert.equal((await describeOlder(analytics)).ApplicationVersionId, 1, 'it has no role, and was left as it was');
  await analytics.run(addApplicationCloudWatchLoggingOption, { ...at(1), CloudWatchLoggingOption: loggingOption });
  await refused(
    describeOlder(analytics),
    'UnsupportedOperationException',
    'a was created/updated by kinesisanalyticsv2 SDK. Please use kinesisanalyticsv2 SDK to make changes to a.',
  );
  await analytics.stop();
});

test("roles are asked in the name of the application's", async () => {
  const analytics = await testAnalytics();
  const idle = await analytics.role('idle');
  await create(analytics, { ServiceExecutionRole: idle });
  await refused(
    analytics.run(addApplicationReferenceDataSource, { ...at(1), ReferenceDataSource: objectReference }),
    'InvalidArgumentException',
    /Please check the role provided or validity of S3 location you provided/,
  );
  await analytics.run(addApplicationInput, { ...at(1), Input: streamInput });
  await analytics.stop();
});
