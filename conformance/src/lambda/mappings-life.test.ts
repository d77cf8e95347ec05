import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startLambda } from '../harness/lambda.js';
import { account, arnOf, eventually, region } from '../harness.js';
import { kinds, MappingKit, numbered, type Recorder } from './mapping-kit.js';

/** Mappings come and go, and so do the functions and streams that they need. */
const kit = await MappingKit.of(await startLambda());
const { control, lambda, cloudWatch, sdk, dynamo } = kit.paddock;
await control.freeze();
after(() => kit.close());

const together = { concurrency: 4 };
const has = (recorder: Recorder, text: string): Promise<void> => kit.until(text, () => recorder.texts().includes(text));

describe('a mapping', together, () => {
  it('is told of as AWS tells of it', async () => {
    for (const kind of kinds) {
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder()]);
      const given = { EventSourceArn: source.arn, FunctionName: recorder.name, StartingPosition: 'LATEST' } as const;
      const { $metadata, ...made } = await lambda.createEventSourceMapping(given);
      assert.equal($metadata.httpStatusCode, 202);
      const { UUID = '', LastModified } = made;
      assert.match(UUID, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      const expected = {
        UUID,
        StartingPosition: 'LATEST',
        BatchSize: 100,
        MaximumBatchingWindowInSeconds: 0,
        ParallelizationFactor: 1,
        EventSourceArn: source.arn,
        FunctionArn: recorder.arn,
        LastModified,
        LastProcessingResult: 'No records processed',
        State: 'Creating',
        StateTransitionReason: 'User action',
        DestinationConfig: { OnFailure: {} },
        MaximumRecordAgeInSeconds: -1,
        BisectBatchOnFunctionError: false,
        MaximumRetryAttempts: -1,
        TumblingWindowInSeconds: 0,
        FunctionResponseTypes: [],
        EventSourceMappingArn: `arn:aws:lambda:${region}:${account}:event-source-mapping:${UUID}`,
      };
      assert.deepEqual(made, expected);
      const { $metadata: _, LastModified: seen, ...found } = await lambda.getEventSourceMapping({ UUID });
      // By the minute.
      assert.equal(seen?.getTime(), Math.floor((LastModified?.getTime() ?? 0) / 60_000) * 60_000);
      assert.deepEqual({ ...found, LastModified }, { ...expected, State: 'Enabled' });
      const { EventSourceMappings: listed } = await lambda.listEventSourceMappings({ EventSourceArn: source.arn });
      assert.deepEqual(listed, [{ ...found, LastModified: seen }]);

      await assert.rejects(lambda.createEventSourceMapping(given), {
        name: 'ResourceConflictException',
        message: `The event source arn (" ${source.arn} ") and function (" ${recorder.name} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${UUID}`,
      });
      const gone = await lambda.deleteEventSourceMapping({ UUID });
      assert.deepEqual([gone.State, gone.$metadata.httpStatusCode], ['Deleting', 202]);
      await eventually('its end', async () => {
        const { EventSourceMappings } = await lambda.listEventSourceMappings({ FunctionName: recorder.name });
        return EventSourceMappings?.length === 0;
      });
      await assert.rejects(lambda.getEventSourceMapping({ UUID }), {
        name: 'ResourceNotFoundException',
        message: 'The resource you requested does not exist.',
      });
    }
  });

  it('once deleted gets nothing more, and made anew begins anew', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
    const UUID = await kit.map(source, recorder);
    await source.put(['one']);
    await has(recorder, 'one');
    await lambda.deleteEventSourceMapping({ UUID });
    await source.put(['two']);
    await kit.map(source, recorder);
    await has(recorder, 'two');
    assert.deepEqual(recorder.texts(), ['one', 'one', 'two']);
  });

  it('may have its function changed', async () => {
    const [source, one, other] = await Promise.all([kit.source('stream'), kit.recorder(), kit.recorder()]);
    const UUID = await kit.map(source, one);
    await source.put(['one']);
    await has(one, 'one');
    const changed = await kit.update(UUID, { FunctionName: other.name, MaximumRetryAttempts: 7 });
    assert.deepEqual([changed.FunctionArn, changed.MaximumRetryAttempts], [other.arn, 7]);
    await source.put(['two']);
    await has(other, 'two');
    assert.deepEqual([one.texts(), other.texts()], [['one'], ['two']]);
  });

  it('names a version or an alias', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
    const FunctionName = recorder.name;
    await lambda.publishVersion({ FunctionName });
    await lambda.createAlias({ FunctionName, Name: 'live', FunctionVersion: '1' });
    for (const qualifier of ['1', 'live']) {
      const UUID = await kit.map(source, { name: `${FunctionName}:${qualifier}` });
      const { FunctionArn } = await lambda.getEventSourceMapping({ UUID });
      assert.equal(FunctionArn, `${recorder.arn}:${qualifier}`);
    }
    await kit.map(source, recorder);
    await source.put(['one']);
    await recorder.until(3);
    assert.deepEqual(recorder.calls.map(({ version }) => version).toSorted(), ['$LATEST', '1', '1']);
    const listed = async (name: string): Promise<number> =>
      (await lambda.listEventSourceMappings({ FunctionName: name })).EventSourceMappings?.length ?? 0;
    assert.deepEqual([await listed(FunctionName), await listed(`${FunctionName}:live`)], [1, 1]);
  });

  it('may share its function with one of another stream', async () => {
    const [one, other, recorder] = await Promise.all([kit.source('stream'), kit.source('table'), kit.recorder()]);
    await Promise.all([kit.map(one, recorder), kit.map(other, recorder)]);
    await Promise.all([one.put(numbered(20, 'stream')), other.put(numbered(20, 'table'))]);
    await recorder.until(40);
    const of = (word: string): string[] => recorder.texts().filter((text) => text.startsWith(word));
    assert.deepEqual([of('stream'), of('table')], [numbered(20, 'stream'), numbered(20, 'table')]);
  });
});

describe('a function', together, () => {
  it('that is throttled gets everything when it is so no more, and no try is counted', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
    const FunctionName = recorder.name;
    await lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: 0 });
    const uuid = await kit.map(source, recorder, { MaximumRetryAttempts: 0 });
    await source.put(['one', 'two']);
    await kit.passing(kit.result(uuid, 'PROBLEM: Function call failed'));
    await lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: 1 });
    await kit.passing(has(recorder, 'two'));
    await kit.result(uuid, 'OK');
    assert.deepEqual(recorder.texts(), ['one', 'two']);
  });

  it('that is deleted is waited for', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
    const FunctionName = recorder.name;
    const { Code: _, Configuration } = await lambda.getFunction({ FunctionName });
    const uuid = await kit.map(source, recorder);
    await source.put(['one']);
    await has(recorder, 'one');
    await lambda.deleteFunction({ FunctionName });
    await source.put(['two']);
    await kit.passing(kit.result(uuid, 'PROBLEM: Function call failed'));
    const again = await kit.recorder('', { FunctionName, Role: Configuration?.Role ?? '' });
    await kit.passing(has(again, 'two'));
    assert.deepEqual([recorder.texts(), again.texts()], [['one'], ['two']]);
  });

  it('is counted as it works and fails, with the age of what it gets', async () => {
    const body = `if (texts.includes('bad')) throw new Error('no');`;
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder(body)]);
    await source.put(['one']);
    await control.advance(5000);
    const settings = { MaximumRetryAttempts: 1, BatchSize: 1, MetricsConfig: { Metrics: ['EventCount' as const] } };
    const uuid = await kit.map(source, recorder, settings);
    await has(recorder, 'one');
    await source.put(['bad', 'two']);
    await kit.passing(has(recorder, 'two'));
    await kit.result(uuid, 'OK');
    const sum = async (
      MetricName: string,
      Name: string,
      Value: string,
      statistic: 'Sum' | 'Maximum',
    ): Promise<number> => {
      const now = await control.advance(0);
      const { Datapoints = [] } = await cloudWatch.getMetricStatistics({
        Namespace: 'AWS/Lambda',
        MetricName,
        Dimensions: [{ Name, Value }],
        StartTime: new Date(now - 3_600_000),
        EndTime: new Date(now + 60_000),
        Period: 3600,
        Statistics: [statistic],
      });
      const values = Datapoints.map((point) => point[statistic] ?? 0);
      return statistic === 'Sum' ? values.reduce((a, b) => a + b, 0) : Math.max(...values);
    };
    await eventually(
      'the last invocation',
      async () => (await sum('Invocations', 'FunctionName', recorder.name, 'Sum')) === 4,
    );
    assert.equal(await sum('Errors', 'FunctionName', recorder.name, 'Sum'), 2);
    assert.ok((await sum('IteratorAge', 'FunctionName', recorder.name, 'Maximum')) >= 5000);
    for (const [metric, count] of [
      ['PolledEventCount', 3],
      ['InvokedEventCount', 4],
      ['FailedInvokeEventCount', 2],
    ] as const)
      assert.equal(await sum(metric, 'EventSourceMappingUUID', uuid, 'Sum'), count, metric);
  });
});

describe('a source', together, () => {
  it('that is not there is refused', async () => {
    const recorder = await kit.recorder();
    await assert.rejects(kit.map({ arn: arnOf('nowhere') }, recorder), { name: 'InvalidParameterValueException' });
    await assert.rejects(kit.map(await kit.source('stream'), { name: 'nobody' }), {
      name: 'InvalidParameterValueException',
      message: 'Function does not exist',
    });
  });

  it('that is deleted says so, and is followed once there is one of its name', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
    const uuid = await kit.map(source, recorder);
    await source.put(['one']);
    await has(recorder, 'one');
    await sdk.deleteStream({ StreamName: source.name });
    await kit.passing(kit.result(uuid, `PROBLEM: Stream ${source.name} under account ${account} not found.`));
    await sdk.createStream({ StreamName: source.name, ShardCount: 1 });
    await source.put(['two']);
    await kit.passing(has(recorder, 'two'));
    await kit.result(uuid, 'OK');
    assert.deepEqual(recorder.texts(), ['one', 'two']);
  });

  it('whose table has its stream disabled is read to its end', async () => {
    const [source, recorder] = await Promise.all([kit.source('table'), kit.recorder()]);
    const uuid = await kit.map(source, recorder, { Enabled: false });
    const texts = numbered(20);
    await source.put(texts);
    await dynamo.updateTable({ TableName: source.name, StreamSpecification: { StreamEnabled: false } });
    await kit.update(uuid, { Enabled: true });
    await has(recorder, 'r-19');
    assert.deepEqual(recorder.texts(), texts);
  });
});
