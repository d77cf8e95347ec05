import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionArn, refused, streamArn, testAnalytics, testRole } from '../../testing.js';
import { discoverInputSchema } from './discover-input-schema.js';

const object = { BucketARN: 'arn:aws:s3:::b', FileKey: 'k.csv' };

test('streams and objects are looked at in the name of the role', async () => {
  const analytics = await testAnalytics();
  analytics.discovered = {
    schema: {
      format: { type: 'JSON', json: { rowPath: '$' } },
      encoding: 'UTF-8',
      columns: [{ name: 'a', sqlType: 'INTEGER' }],
    },
    parsed: [['1'], [null]],
    raw: ['{"a":1}', '{}'],
  };
  assert.deepEqual(
    await analytics.run(discoverInputSchema, {
      ResourceARN: streamArn('s'),
      ServiceExecutionRole: testRole,
      InputStartingPositionConfiguration: { InputStartingPosition: 'NOW' },
      InputProcessingConfiguration: { InputLambdaProcessor: { ResourceARN: functionArn('f') } },
    }),
    {
      InputSchema: {
        RecordFormat: {
          RecordFormatType: 'JSON',
          MappingParameters: { JSONMappingParameters: { RecordRowPath: '$' } },
        },
        RecordEncoding: 'UTF-8',
        RecordColumns: [{ Name: 'a', SqlType: 'INTEGER' }],
      },
      ParsedInputRecords: [['1'], [null]],
      RawInputRecords: ['{"a":1}', '{}'],
    },
  );
  await analytics.run(discoverInputSchema, { S3Configuration: object, ServiceExecutionRole: testRole });
  assert.deepEqual(
    analytics.discoveries.map(({ source, processor }) => ({ source, processor })),
    [
      {
        source: { kind: 'stream', stream: { arn: streamArn('s'), role: testRole }, start: 'NOW' },
        processor: { arn: functionArn('f'), role: testRole },
      },
      {
        source: { kind: 'object', bucketArn: object.BucketARN, fileKey: object.FileKey, role: testRole },
        processor: undefined,
      },
    ],
  );
  await refused(
    analytics.run(discoverInputSchema, { ServiceExecutionRole: testRole }),
    'InvalidArgumentException',
    'Exactly one of ResourceARN and S3Configuration must be specified',
  );
  const needs = await analytics.needs(discoverInputSchema, { S3Configuration: object, ServiceExecutionRole: testRole });
  assert.deepEqual(
    needs.map(({ action, resources }) => [action, resources]),
    [
      ['kinesisanalytics:DiscoverInputSchema', ['*']],
      ['iam:PassRole', [testRole]],
    ],
  );
  await analytics.stop();
});
