import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import './harness/quiet.js';
import * as sdk from '@aws-sdk/client-kinesis';
import {
  cognitoIdentityOperations,
  dynamoDbOperations,
  dynamoDbStreamsOperations,
  iamOperations,
  kinesisOperations,
  stsOperations,
} from '@paddock/server';
import { botocoreModel, compareWithBotocore, type Model } from './model/botocore.js';
import { dynamoDbDifferences } from './model/dynamodb-differences.js';
import { iamNotServed, stsNotServed } from './model/not-served.js';
import type { OperationShapes } from './model/operation-shapes.js';
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
];

interface ModelledService {
  readonly service: string;
  readonly apiVersion: string;
  readonly operationCount: number;
  readonly operations: readonly OperationShapes[];
  /** The model's operations that are not served here; none by default. */
  readonly notServed?: readonly string[];
  /** Members and errors that the model may be too old for. */
  readonly newerHere?: (model: Model) => readonly string[];
  /** Where we differ on purpose. */
  readonly differences?: readonly string[];
}

describe("botocore's model", () => {
  for (const { service, apiVersion, operationCount, operations, ...known } of services) {
    const model = botocoreModel(service, apiVersion, operationCount);
    it(`of ${service} has our shapes, constraints and errors`, { skip: typeof model === 'string' && model }, () => {
      assert.ok(typeof model !== 'string');
      const ours = operations.map(({ name }) => name);
      assert.deepEqual([...ours, ...(known.notServed ?? [])].toSorted(), Object.keys(model.operations).toSorted());
      const newerHere = new Set(known.newerHere?.(model));
      const differences = operations.flatMap((operation) => compareWithBotocore(operation, model, newerHere));
      assert.deepEqual(differences.toSorted(), (known.differences ?? []).toSorted());
    });
  }
});
