import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { AwsError, type Infer } from '@paddock/wire';
import { testRequest } from '../../../test-request.js';
import { registerStreamConsumer } from '../../kinesis/operations/register-stream-consumer.js';
import { mappingTags } from '../event-sources/changes.js';
import { streamArn, testEventSources, type MappingInput, type TestEventSources } from '../event-sources/testing.js';
import { createEventSourceMapping } from './create-event-source-mapping.js';
import { deleteEventSourceMapping } from './delete-event-source-mapping.js';
import { getEventSourceMapping } from './get-event-source-mapping.js';
import { listEventSourceMappings } from './list-event-source-mappings.js';
import { updateEventSourceMapping } from './update-event-source-mapping.js';

const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/riders/stream/2023-11-14T22:13:20.000';

describe('operations on event source mappings', () => {
  let test: TestEventSources;
  beforeEach(async () => {
    test = await testEventSources({ transition: 200 });
  });
  afterEach(() => test.stop());

  const input = (more: Partial<MappingInput> = {}): MappingInput => ({
    FunctionName: 'fn',
    EventSourceArn: streamArn,
    StartingPosition: 'TRIM_HORIZON',
    ...more,
  });
  const create = (more: Partial<MappingInput> = {}): Promise<Infer<typeof createEventSourceMapping.output>> =>
    test.run(createEventSourceMapping, input(more));
  const settled = async (more: Partial<MappingInput> = {}): Promise<string> => {
    const { UUID = '' } = await create(more);
    await test.clock.advance(200);
    return UUID;
  };
  const refusal = async (run: Promise<unknown>): Promise<[string, string]> => {
    const error = await run.then(
      () => assert.fail('it was not refused'),
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof AwsError, String(error));
    return [error.code, error.message];
  };
  const refused = async (more: Partial<MappingInput>, message: string): Promise<void> =>
    assert.deepEqual(await refusal(create(more)), ['InvalidParameterValueException', message]);

  it('a new mapping answers everything, in AWS’s order', async () => {
    const { UUID, EventSourceMappingArn, ...rest } = await create();
    assert.match(UUID ?? '', /^[0-9a-f-]{36}$/);
    assert.equal(EventSourceMappingArn, `arn:aws:lambda:us-east-1:123456789012:event-source-mapping:${UUID}`);
    assert.deepEqual(rest, {
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      MaximumBatchingWindowInSeconds: 0,
      ParallelizationFactor: 1,
      EventSourceArn: streamArn,
      FunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:fn',
      LastModified: test.clock.now(),
      LastProcessingResult: 'No records processed',
      State: 'Creating',
      StateTransitionReason: 'User action',
      DestinationConfig: { OnFailure: {} },
      MaximumRecordAgeInSeconds: -1,
      BisectBatchOnFunctionError: false,
      MaximumRetryAttempts: -1,
      TumblingWindowInSeconds: 0,
      FunctionResponseTypes: [],
    });
    assert.deepEqual(Object.keys(rest), [
      'StartingPosition',
      'BatchSize',
      'MaximumBatchingWindowInSeconds',
      'ParallelizationFactor',
      'EventSourceArn',
      'FunctionArn',
      'LastModified',
      'LastProcessingResult',
      'State',
      'StateTransitionReason',
      'DestinationConfig',
      'MaximumRecordAgeInSeconds',
      'BisectBatchOnFunctionError',
      'MaximumRetryAttempts',
      'TumblingWindowInSeconds',
      'FunctionResponseTypes',
    ]);
    await test.clock.advance(200);
    const got = await test.run(getEventSourceMapping, { UUID: UUID ?? '' });
    assert.equal(got.State, 'Enabled');
    assert.equal((got.LastModified ?? 1) % 60_000, 0);
  });

  it('each change passes through its state', async () => {
    const UUID = await settled({ Enabled: false });
    const state = async (): Promise<unknown> => (await test.run(getEventSourceMapping, { UUID })).State;
    assert.equal(await state(), 'Disabled');
    const change = async (more: object): Promise<unknown[]> => {
      const { State } = await test.run(updateEventSourceMapping, { UUID, ...more });
      await test.clock.advance(200);
      return [State, await state()];
    };
    assert.deepEqual(await change({ BatchSize: 7 }), ['Updating', 'Disabled']);
    assert.deepEqual(await change({ Enabled: true }), ['Enabling', 'Enabled']);
    assert.deepEqual(await change({ BatchSize: 8 }), ['Updating', 'Enabled']);
    assert.deepEqual(await change({ Enabled: false, BatchSize: 9 }), ['Disabling', 'Disabled']);
    const deleted = await test.run(deleteEventSourceMapping, { UUID });
    assert.deepEqual([deleted.State, deleted.BatchSize], ['Deleting', 9]);
    await test.clock.advance(200);
    assert.deepEqual(await refusal(test.run(getEventSourceMapping, { UUID })), [
      'ResourceNotFoundException',
      'The resource you requested does not exist.',
    ]);
  });

  it('what is not named stays, what is empty is cleared', async () => {
    const UUID = await settled({
      FilterCriteria: { Filters: [{ Pattern: '{"data":{"a":[1]}}' }] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::failed' } },
      MetricsConfig: { Metrics: ['EventCount'] },
    });
    const update = async (more: object) => {
      const answer = await test.run(updateEventSourceMapping, { UUID, ...more });
      await test.clock.advance(200);
      return answer;
    };
    const kept = await update({ BatchSize: 5 });
    assert.deepEqual(kept.FilterCriteria, { Filters: [{ Pattern: '{"data":{"a":[1]}}' }] });
    assert.deepEqual(kept.FunctionResponseTypes, ['ReportBatchItemFailures']);
    assert.deepEqual(kept.DestinationConfig, { OnFailure: { Destination: 'arn:aws:s3:::failed' } });
    assert.deepEqual(kept.MetricsConfig, { Metrics: ['EventCount'] });
    const cleared = await update({
      FilterCriteria: {},
      FunctionResponseTypes: [],
      DestinationConfig: { OnFailure: { Destination: '' } },
      MetricsConfig: { Metrics: [] },
    });
    assert.deepEqual(
      [cleared.FilterCriteria, cleared.FunctionResponseTypes, cleared.DestinationConfig, cleared.MetricsConfig],
      [undefined, [], { OnFailure: {} }, undefined],
    );
    assert.equal(cleared.BatchSize, 5);
  });

  it('another change waits for the one under way', async () => {
    const { UUID = '' } = await create();
    const inUse = ['ResourceInUseException', 'Cannot update the event source mapping because it is in use.'];
    assert.deepEqual(await refusal(test.run(updateEventSourceMapping, { UUID, BatchSize: 1 })), inUse);
    assert.deepEqual(await refusal(test.run(deleteEventSourceMapping, { UUID })), inUse);
  });

  it('one function has one mapping of a stream, each alias its own', async () => {
    const UUID = await settled();
    const told = (name: string) =>
      `The event source arn (" ${streamArn} ") and function (" ${name} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${UUID}`;
    assert.deepEqual(await refusal(create()), ['ResourceConflictException', told('fn')]);
    const alias = await settled({ FunctionName: 'fn:live' });
    const { EventSourceMappings: base = [] } = await test.run(listEventSourceMappings, { FunctionName: 'fn' });
    assert.deepEqual(
      base.map((mapping) => mapping.UUID),
      [UUID],
    );
    const { EventSourceMappings: live = [] } = await test.run(listEventSourceMappings, { FunctionName: 'fn:live' });
    assert.deepEqual(
      live.map((mapping) => [mapping.UUID, mapping.FunctionArn]),
      [[alias, 'arn:aws:lambda:us-east-1:123456789012:function:fn:live']],
    );
    assert.deepEqual(
      (await refusal(test.run(updateEventSourceMapping, { UUID: alias, FunctionName: 'fn' })))[1],
      told('fn'),
    );
    await test.run(deleteEventSourceMapping, { UUID });
    await test.clock.advance(200);
    await test.run(updateEventSourceMapping, { UUID: alias, FunctionName: 'fn' });
  });

  it('starting positions are checked', async () => {
    const { StartingPosition: _position, ...without } = input();
    assert.equal(
      (await refusal(test.run(createEventSourceMapping, without)))[1],
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
    assert.deepEqual(await refusal(create({ StartingPosition: 'BOGUS' as 'LATEST' })), [
      'ValidationException',
      "1 validation error detected: Value 'BOGUS' at 'startingPosition' failed to satisfy constraint: Member must satisfy enum value set: [LATEST, AT_TIMESTAMP, TRIM_HORIZON]",
    ]);
    const time = test.clock.now();
    await refused(
      { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: time, EventSourceArn: table },
      `Unsupported starting position for arn type: ${table}`,
    );
    await refused(
      { StartingPosition: 'LATEST', StartingPositionTimestamp: time },
      'Timestamp only valid with StartingPosition AT_TIMESTAMP',
    );
    await refused(
      { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: -1000 },
      'Received Exception while reading from provided stream. class java.lang.Long can not be converted to a Timestamp',
    );
  });

  it('settings are checked, alone and together', async () => {
    for (const age of [0, 59])
      await refused(
        { MaximumRecordAgeInSeconds: age },
        'MaximumRecordAgeInSeconds must be either -1 (forever) or between 60 and 604800 (inclusive)',
      );
    await refused(
      { TumblingWindowInSeconds: 10, ParallelizationFactor: 2 },
      'Parallelization factor must be equal to 1 when tumbling window period is configured',
    );
    for (const Pattern of ['no json', '"text"', '{"data":'])
      await refused({ FilterCriteria: { Filters: [{ Pattern }] } }, 'Invalid filter pattern definition.');
    await refused(
      { ScalingConfig: { MaximumConcurrency: 5 } },
      'Unsupported ScalingConfig parameter for given event source mapping type.',
    );
    await refused(
      { DestinationConfig: { OnSuccess: { Destination: 'arn:aws:s3:::done' } } },
      'OnSuccess configuration is not supported for event source mappings.',
    );
    await refused(
      { DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:123456789012:failed' } } },
      'The destination arn:aws:sqs:us-east-1:123456789012:failed is not available here: failed records can be kept in an S3 bucket.',
    );
    assert.deepEqual(await refusal(create({ BatchSize: 10_001 })), [
      'ValidationException',
      "1 validation error detected: Value '10001' at 'batchSize' failed to satisfy constraint: Member must have value less than or equal to 10000",
    ]);
    assert.deepEqual(await refusal(create({ FunctionResponseTypes: ['Bad' as 'ReportBatchItemFailures'] })), [
      'ValidationException',
      "1 validation error detected: Value '[Bad]' at 'functionResponseTypes' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [ReportBatchItemFailures], Member must not be null]",
    ]);
    await settled({ BatchSize: 10_000 });
  });

  it('function, stream and role are asked for', async () => {
    const { EventSourceArn: _arn, ...nothing } = input();
    assert.equal((await refusal(test.run(createEventSourceMapping, nothing)))[1], 'Unrecognized event source.');
    await refused(
      { EventSourceArn: 'arn:aws:sqs:us-east-1:123456789012:queue' },
      'Event sources of sqs are not available here: a mapping reads a Kinesis stream, a consumer of one, or a DynamoDB stream.',
    );
    const absent = streamArn.replace('rides', 'absent');
    await refused({ EventSourceArn: absent }, `Stream not found: ${absent}`);
    await refused({ EventSourceArn: table }, `Stream not found: ${table}`);
    await refused(
      { EventSourceArn: streamArn.replace('us-east-1', 'eu-west-1') },
      "The provided ARNs don't belong to the same region.",
    );
    test.denial = 'no';
    await refused(
      {},
      `Cannot access stream ${streamArn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, DescribeStreamSummary, ListShards, and ListStreams Actions on your stream.`,
    );
    const { Consumer } = await test.kinesis.run(registerStreamConsumer, { StreamARN: streamArn, ConsumerName: 'fan' });
    const { ConsumerARN } = Consumer;
    await refused(
      { EventSourceArn: ConsumerARN },
      `Cannot access event source ${ConsumerARN}. Please ensure the role can perform the DescribeStreamSummary, ListShards, GetShardIterator and GetRecords actions on your stream and SubscribeToShard on your consumer.`,
    );
    test.invoker.roleArn = undefined;
    await refused({}, 'Function does not exist');
    assert.deepEqual(await test.sources.mappings.all(), []);
    assert.deepEqual(await refusal(test.run(deleteEventSourceMapping, { UUID: 'nothing' })), [
      'ResourceNotFoundException',
      'The resource you requested does not exist.',
    ]);
  });

  it('lists by pages', async () => {
    for (let index = 0; index < 5; index++) await create({ FunctionName: `fn${index}` });
    const seen: unknown[] = [];
    for (let Marker: string | undefined; ;) {
      const page = await test.run(listEventSourceMappings, {
        MaxItems: 2,
        ...(Marker === undefined ? {} : { Marker }),
      });
      seen.push(...(page.EventSourceMappings ?? []).map(({ UUID }) => UUID));
      Marker = page.NextMarker;
      if (Marker === undefined) break;
    }
    assert.equal(new Set(seen).size, 5);
    const none = await test.run(listEventSourceMappings, { EventSourceArn: table });
    assert.deepEqual(none, { EventSourceMappings: [] });
  });

  it('tags and the function are what policies may ask for', async () => {
    const request = testRequest(test.clock);
    const needs = await createEventSourceMapping.needs(test.context, input({ Tags: { a: 'b' } }), request);
    assert.ok(Array.isArray(needs));
    assert.deepEqual(
      needs.map(({ action, resources, keys }) => [action, resources, keys?.('aws:requesttag/a')]),
      [
        ['lambda:CreateEventSourceMapping', ['*'], ['b']],
        ['lambda:TagResource', ['arn:aws:lambda:us-east-1:123456789012:event-source-mapping:*'], ['b']],
      ],
    );
    assert.deepEqual(needs[0].keys?.('lambda:functionarn'), ['arn:aws:lambda:us-east-1:123456789012:function:fn']);
    const UUID = await settled({ Tags: { a: 'b' } });
    const arn = `arn:aws:lambda:us-east-1:123456789012:event-source-mapping:${UUID}`;
    const tagging = mappingTags(test.sources);
    await tagging.change(arn, (tags) => ({ ...tags, c: 'd' }));
    assert.deepEqual(await tagging.read(arn), { a: 'b', c: 'd' });
    const change = await updateEventSourceMapping.needs(test.context, { UUID }, request);
    assert.ok('action' in change);
    assert.deepEqual(change.resources, [arn]);
    assert.deepEqual(change.keys?.('lambda:functionarn'), ['arn:aws:lambda:us-east-1:123456789012:function:fn']);
  });
});
