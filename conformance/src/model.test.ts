import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import './harness/quiet.js';
import * as sdk from '@aws-sdk/client-kinesis';
import {
  cloudWatchErrorCodes,
  cloudWatchOperations,
  cognitoIdentityOperations,
  dynamoDbOperations,
  dynamoDbStreamsOperations,
  iamOperations,
  kinesisAnalyticsOperations,
  kinesisAnalyticsV2Operations,
  kinesisOperations,
  lambdaOperations,
  logsOperations,
  s3Operations,
  stsOperations,
} from '@paddock/server';
import { analyticsV2Differences } from './model/analytics-differences.js';
import { amended, botocoreModel, compareWithBotocore, type Amendments, type Model } from './model/botocore.js';
import { cloudWatchDifferences } from './model/cloudwatch-differences.js';
import { dynamoDbDifferences } from './model/dynamodb-differences.js';
import { lambdaAmendments, lambdaDifferences } from './model/lambda-differences.js';
import { logsDifferences } from './model/logs-differences.js';
import {
  cloudWatchNotServed,
  iamNotServed,
  lambdaNotServed,
  logsNotServed,
  s3NotServed,
  stsNotServed,
} from './model/not-served.js';
import type { OperationShapes } from './model/operation-shapes.js';
import { compareRestXml } from './model/rest-xml.js';
import { s3Differences } from './model/s3-differences.js';
import { compareWithSdk } from './model/sdk-schemas.js';

/** Part of newer versions of the API than the one of 39 operations that is served here. */
const newerOperations = [
  'CreateChannel',
  'DeleteChannel',
  'DescribeChannel',
  'ListChannels',
  'UpdateChannel',
  'UpdateStreamRecordDistributionStrategy',
];
const newerMembers = new Set(['RecordDistributionStrategy', 'ChannelCount', 'ChannelCountLimit']);

const schemas = new Map(
  Object.entries(sdk).flatMap(([name, value]) =>
    name.endsWith('$') && Array.isArray(value) && value[0] === 9
      ? [[name.slice(0, -1), value as readonly unknown[]]]
      : [],
  ),
);

describe('the shapes of the operations', () => {
  it('are of all operations', () => {
    const ours = kinesisOperations.map(({ name }) => name).toSorted();
    assert.equal(ours.length, 39);
    assert.deepEqual([...ours, ...newerOperations].toSorted(), [...schemas.keys()].toSorted());
  });

  it("have the members that the SDK's have", () => {
    const differences = kinesisOperations.flatMap((operation) =>
      compareWithSdk(operation, schemas.get(operation.name) ?? [], newerMembers),
    );
    assert.deepEqual(differences, [
      // A newer version lets AWS distribute records, which then have none.
      'GetRecords.output.Records.[].PartitionKey: required here, not there',
      'PutRecord.input.PartitionKey: required here, not there',
      'PutRecords.input.Records.[].PartitionKey: required here, not there',
      'SubscribeToShard.output.EventStream.SubscribeToShardEvent.Records.[].PartitionKey: required here, not there',
      // AWS leaves it out at the end of a shard.
      'SubscribeToShard.output.EventStream.SubscribeToShardEvent.ContinuationSequenceNumber: required there, not here',
    ]);
  });
});

/** Adding a service is a line: its name and version in botocore, how many operations that version has, and ours. */
const services: readonly ModelledService[] = [
  {
    service: 'kinesis',
    apiVersion: '2013-12-02',
    operationCount: 39,
    operations: kinesisOperations,
    // A botocore from before dry runs lacks them.
    newerHere: (model) =>
      model.shapes['DryRunOperationException'] === undefined ? ['DryRun', 'DryRunOperationException'] : [],
    differences: [
      'SubscribeToShard.output.EventStream.SubscribeToShardEvent.ContinuationSequenceNumber: required there, not here',
    ],
  },
  {
    service: 'iam',
    apiVersion: '2010-05-08',
    operationCount: 176,
    operations: iamOperations,
    notServed: iamNotServed,
  },
  {
    service: 'sts',
    apiVersion: '2011-06-15',
    operationCount: 11,
    operations: stsOperations,
    notServed: stsNotServed,
  },
  {
    service: 'cognito-identity',
    apiVersion: '2014-06-30',
    operationCount: 23,
    operations: cognitoIdentityOperations,
  },
  {
    service: 'dynamodb',
    apiVersion: '2012-08-10',
    operationCount: 57,
    operations: dynamoDbOperations,
    differences: dynamoDbDifferences,
  },
  {
    service: 'dynamodbstreams',
    apiVersion: '2012-08-10',
    operationCount: 4,
    operations: dynamoDbStreamsOperations,
  },
  {
    service: 'lambda',
    apiVersion: '2015-03-31',
    operationCount: 85,
    operations: lambdaOperations,
    notServed: lambdaNotServed,
    amendments: lambdaAmendments,
    differences: lambdaDifferences,
  },
  {
    service: 'cloudwatch',
    apiVersion: '2010-08-01',
    operationCount: 46,
    operations: cloudWatchOperations,
    notServed: cloudWatchNotServed,
    differences: cloudWatchDifferences,
  },
  {
    service: 'logs',
    apiVersion: '2014-03-28',
    operationCount: 113,
    operations: logsOperations,
    notServed: logsNotServed,
    differences: logsDifferences,
  },
  {
    service: 'kinesisanalytics',
    apiVersion: '2015-08-14',
    operationCount: 20,
    operations: kinesisAnalyticsOperations,
    // AWS's console calls it, and its policies name it; no model has it.
    unpublished: ['GetApplicationState'],
  },
  {
    service: 'kinesisanalyticsv2',
    apiVersion: '2018-05-23',
    operationCount: 33,
    operations: kinesisAnalyticsV2Operations,
    differences: analyticsV2Differences,
  },
];

interface ModelledService {
  readonly service: string;
  readonly apiVersion: string;
  readonly operationCount: number;
  readonly operations: readonly OperationShapes[];
  /** The model's operations that are not served here; none by default. */
  readonly notServed?: readonly string[];
  /** Operations of ours that AWS has and its model does not; none by default. */
  readonly unpublished?: readonly string[];
  /** Members and errors that the model may be too old for. */
  readonly newerHere?: (model: Model) => readonly string[];
  /** What is known of the model's shapes better than it knows itself. */
  readonly amendments?: Amendments;
  /** Where we differ on purpose. */
  readonly differences?: readonly string[];
}

describe("botocore's model", () => {
  for (const { service, apiVersion, operationCount, operations, ...rest } of services) {
    const { notServed = [], unpublished = [], amendments = {}, differences: listed = [] } = rest;
    const published = operations.filter(({ name }) => !unpublished.includes(name));
    const model = botocoreModel(service, apiVersion, operationCount);
    it(`of ${service} has our shapes, constraints and errors`, { skip: typeof model === 'string' && model }, () => {
      assert.ok(typeof model !== 'string');
      const ours = published.map(({ name }) => name);
      assert.deepEqual([...ours, ...notServed].toSorted(), Object.keys(model.operations).toSorted());
      assert.equal(published.length, operations.length - unpublished.length);
      const newerHere = new Set(rest.newerHere?.(model));
      const known = amended(model, amendments);
      const differences = published.flatMap((operation) => compareWithBotocore(operation, known, newerHere));
      assert.deepEqual(differences.toSorted(), listed.toSorted());
    });
  }

  it("of cloudwatch has our errors' codes in Query", (t) => {
    const model = botocoreModel('cloudwatch', '2010-08-01', 46);
    if (typeof model === 'string') return t.skip(model);
    const codes = Object.entries(model.shapes).flatMap(([name, { error }]) =>
      error?.code === undefined || error.code === name ? [] : [[name, error.code]],
    );
    const ours = Object.entries(cloudWatchErrorCodes).filter(([name, code]) => name !== code);
    assert.deepEqual(ours.toSorted(), codes.toSorted());
  });

  it('of s3 has what our requests and answers are made of, and our errors', (t) => {
    const model = botocoreModel('s3', '2006-03-01', 111);
    if (typeof model === 'string') return t.skip(model);
    const ours = s3Operations.map(({ name }) => name);
    assert.deepEqual([...ours, ...s3NotServed].toSorted(), Object.keys(model.operations).toSorted());
    const found = compareRestXml(s3Operations, model);
    assert.deepEqual(found.ours.toSorted(), s3Differences.ours.toSorted());
    assert.deepEqual(found.lacking.toSorted(), s3Differences.lacking.toSorted());
    for (const { name, errors } of s3Operations) {
      const declared: string[] = (model.operations[name]?.errors ?? []).map(({ shape }) => shape);
      assert.deepEqual(errors.toSorted(), declared.toSorted(), name);
    }
  });
});
