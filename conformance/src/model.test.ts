import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, it } from 'node:test';
import './harness/quiet.js';
import * as sdk from '@aws-sdk/client-kinesis';
import { kinesisOperations } from '@paddock/server';
import { compareWithBotocore, type Model } from './model/botocore.js';
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

  const model = botocoreModel();
  it('have the constraints and the errors of the model', { skip: typeof model === 'string' && model }, () => {
    assert.ok(typeof model !== 'string');
    assert.deepEqual(Object.keys(model.operations).toSorted(), kinesisOperations.map(({ name }) => name).toSorted());
    // A botocore from before dry runs.
    const isOlder = model.shapes['DryRunOperationException'] === undefined;
    const newerHere = new Set(isOlder ? ['DryRun', 'DryRunOperationException'] : []);
    const differences = kinesisOperations.flatMap((operation) => compareWithBotocore(operation, model, newerHere));
    assert.deepEqual(differences, [
      'SubscribeToShard.output.EventStream.SubscribeToShardEvent.ContinuationSequenceNumber: required there, not here',
    ]);
  });
});

/** The model that botocore has, or why there is none. */
function botocoreModel(): Model | string {
  const script =
    'import botocore.loaders, json; print(json.dumps(botocore.loaders.Loader().load_service_model("kinesis", "service-2", "2013-12-02")))';
  const { status, stdout } = spawnSync('python3', ['-c', script], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) return 'python3 with botocore is not installed';
  const model = JSON.parse(stdout) as Model;
  return Object.keys(model.operations).length === 39 ? model : 'botocore has another version of the API';
}
