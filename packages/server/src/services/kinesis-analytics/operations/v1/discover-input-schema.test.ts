import assert from 'node:assert/strict';
import { test } from 'node:test';
import { functionArn, refused, streamArn, testAccount, testAnalytics, testRegion, testRole } from '../../testing.js';
import { discoverInputSchema } from './discover-input-schema.js';
import { withRole } from './testing.js';

const object = { RoleARN: testRole, BucketARN: 'arn:aws:s3:::b', FileKey: 'data.csv' };

test('what was found in an object is answered: its schema, its fields with nulls among them, and what there was', async () => {
  const analytics = await testAnalytics();
  analytics.discovered = {
    schema: {
      format: { type: 'CSV', csv: { rowDelimiter: '\r\n', columnDelimiter: ',' } },
      encoding: 'UTF-8',
      columns: [
        { name: 'COL_year', sqlType: 'INTEGER' },
        { name: 'state', sqlType: 'VARCHAR(4)' },
      ],
    },
    parsed: [
      [null, 'state'],
      ['2001', 'AK'],
    ],
    raw: ['year,state\r\n2001,AK'],
  };
  assert.deepEqual(await analytics.run(discoverInputSchema, { S3Configuration: object }), {
    InputSchema: {
      RecordFormat: {
        RecordFormatType: 'CSV',
        MappingParameters: { CSVMappingParameters: { RecordRowDelimiter: '\r\n', RecordColumnDelimiter: ',' } },
      },
      RecordEncoding: 'UTF-8',
      RecordColumns: [
        { Name: 'COL_year', SqlType: 'INTEGER' },
        { Name: 'state', SqlType: 'VARCHAR(4)' },
      ],
    },
    ParsedInputRecords: [
      [null, 'state'],
      ['2001', 'AK'],
    ],
    RawInputRecords: ['year,state\r\n2001,AK'],
  });
  assert.deepEqual(analytics.discoveries, [
    {
      account: testAccount,
      region: testRegion,
      source: { kind: 'object', bucketArn: 'arn:aws:s3:::b', fileKey: 'data.csv', role: testRole },
      processor: undefined,
    },
  ]);
  await analytics.stop();
});

test('a stream is sampled under its role, from where it is said, through a processor', async () => {
  const analytics = await testAnalytics();
  analytics.discovered = { ...analytics.discovered, processed: ['{}'] };
  const found = await analytics.run(discoverInputSchema, {
    ...withRole(streamArn('s')),
    InputStartingPositionConfiguration: { InputStartingPosition: 'TRIM_HORIZON' },
    InputProcessingConfiguration: { InputLambdaProcessor: withRole(functionArn('f')) },
  });
  assert.deepEqual(found.ProcessedInputRecords, ['{}']);
  const [asked] = analytics.discoveries;
  assert.deepEqual(asked?.source, {
    kind: 'stream',
    stream: { arn: streamArn('s'), role: testRole },
    start: 'TRIM_HORIZON',
  });
  assert.deepEqual(asked?.processor, { arn: functionArn('f'), role: testRole });
  await analytics.stop();
});

test('what is no one source is refused', async () => {
  const analytics = await testAnalytics();
  const firehose = 'arn:aws:firehose:us-east-1:123456789012:deliverystream/d';
  const onlyOne = 'Exactly one of ResourceARN and S3Configuration must be specified';
  for (const [given, message] of [
    [{}, onlyOne],
    [{ ...withRole(streamArn('s')), S3Configuration: object }, onlyOne],
    [{ ResourceARN: streamArn('s') }, 'RoleARN must be specified with ResourceARN'],
    [withRole('arn:aws:s3:::b'), 'arn:aws:s3:::b is not the ARN of a stream'],
    [withRole(firehose), `Delivery stream ${firehose} is not available: Firehose is not part of this server`],
  ] as const)
    await refused(analytics.run(discoverInputSchema, given), 'InvalidArgumentException', message);
  await analytics.stop();
});

test('the action knows no resource, and the roles that are given must be passed', async () => {
  const analytics = await testAnalytics();
  const needs = await analytics.needs(discoverInputSchema, { S3Configuration: object });
  assert.deepEqual(
    needs.map(({ action, resources }) => [action, ...resources]),
    [
      ['kinesisanalytics:DiscoverInputSchema', '*'],
      ['iam:PassRole', testRole],
    ],
  );
  await analytics.stop();
});
