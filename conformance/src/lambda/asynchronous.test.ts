import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { allow, eventually } from '../harness.js';
import { functionArn, startLambda, zipOf, type LambdaPaddock } from '../harness/lambda.js';

/** Asynchronous invocations: tried again as AWS does, by the test clock, and told to destinations. */
const minute = 60_000;
const failing = `exports.handler = async (event) => {
  console.log('event ' + JSON.stringify(event));
  if (event.fail) throw new RangeError('asked to');
  return { done: event };
};`;
const recording = `exports.handler = async (event) => { console.log('record ' + JSON.stringify(event)); };`;

interface DestinationRecord {
  readonly version: string;
  readonly timestamp: string;
  readonly requestContext: Record<string, unknown>;
  readonly requestPayload: unknown;
  readonly responseContext?: Record<string, unknown>;
  readonly responsePayload?: { readonly errorMessage?: string; readonly errorType?: string };
}

describe('asynchronous invocations', { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  let role = '';
  let target = '';
  const logged = async (name: string, start: string): Promise<string[]> => {
    const log = await paddock.logOf(name).catch(() => []);
    return log.map((line) => line.split('\t').at(-1) ?? '').filter((text) => text.startsWith(start));
  };
  const runs = (name: string, count: number, start = 'event ') =>
    eventually(`${count} runs`, async () => {
      const lines = await logged(name, start);
      assert.ok(lines.length <= count, lines.join('\n'));
      return lines.length === count && lines;
    });
  const ended = (name: string, count: number) =>
    eventually(`${count} ends`, async () => {
      const log = await paddock.logOf(name).catch(() => []);
      return log.filter((line) => line.startsWith('REPORT ')).length === count;
    });
  const send = async (FunctionName: string, event: object): Promise<string> => {
    const { $metadata } = await paddock.lambda.invoke({
      FunctionName,
      InvocationType: 'Event',
      Payload: JSON.stringify(event),
    });
    return $metadata.requestId ?? '';
  };
  const records = async (of: string): Promise<DestinationRecord[]> => {
    const lines = await logged(target, 'record ');
    const all = lines.map((line) => JSON.parse(line.slice('record '.length)) as DestinationRecord);
    return all.filter(({ requestContext }) => requestContext['functionArn'] === `${functionArn(of)}:$LATEST`);
  };
  const recordOf = (name: string) => eventually('the record', async () => (await records(name))[0]);

  before(async () => {
    paddock = await startLambda();
    role = await paddock.role();
    target = await paddock.newFunction(recording, { Role: role });
    await paddock.control.freeze();
  });
  after(() => paddock.close());

  it('that fail are tried again after one minute and after two, with the same request id, and then given up', async () => {
    const name = await paddock.newFunction(failing, { Role: role });
    const DestinationConfig = { OnFailure: { Destination: functionArn(target) } };
    await paddock.lambda.putFunctionEventInvokeConfig({ FunctionName: name, DestinationConfig });
    const id = await send(name, { fail: true });
    await runs(name, 1);
    await ended(name, 1);
    await paddock.control.advance(minute - 1);
    await runs(name, 1);
    await paddock.control.advance(1);
    await runs(name, 2);
    await ended(name, 2);
    await paddock.control.advance(2 * minute);
    await runs(name, 3);
    const log = await paddock.logOf(name);
    const ids = log.filter((line) => line.startsWith('START ')).map((line) => line.split(' ')[2]);
    assert.deepEqual(ids, [id, id, id]);
    const { requestContext, responsePayload, timestamp, ...record } = await recordOf(name);
    assert.deepEqual(requestContext, {
      requestId: id,
      functionArn: `${functionArn(name)}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    });
    assert.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.deepEqual(record, {
      version: '1.0',
      requestPayload: { fail: true },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    });
    assert.deepEqual([responsePayload?.errorType, responsePayload?.errorMessage], ['RangeError', 'asked to']);
    await paddock.control.advance(60 * minute);
    await runs(name, 3);
  });

  it('that succeed are told to another function', async () => {
    const name = await paddock.newFunction(failing, { Role: role });
    const DestinationConfig = { OnSuccess: { Destination: functionArn(target) } };
    await paddock.lambda.putFunctionEventInvokeConfig({ FunctionName: name, DestinationConfig });
    await send(name, { ride: 1 });
    const { requestContext, responseContext, responsePayload } = await recordOf(name);
    assert.equal(requestContext['condition'], 'Success');
    assert.equal(requestContext['approximateInvokeCount'], 1);
    assert.deepEqual(responseContext, { statusCode: 200, executedVersion: '$LATEST' });
    assert.deepEqual(responsePayload, { done: { ride: 1 } });
  });

  it('are tried no more often than they should be, and not when they are too old', async () => {
    const DestinationConfig = { OnFailure: { Destination: functionArn(target) } };
    const once = await paddock.newFunction(failing, { Role: role });
    await paddock.lambda.putFunctionEventInvokeConfig({
      FunctionName: once,
      MaximumRetryAttempts: 0,
      DestinationConfig,
    });
    await send(once, { fail: true });
    assert.equal((await recordOf(once)).requestContext['condition'], 'RetriesExhausted');
    const old = await paddock.newFunction(failing, { Role: role });
    await paddock.lambda.putFunctionEventInvokeConfig({
      FunctionName: old,
      MaximumEventAgeInSeconds: 90,
      DestinationConfig,
    });
    await send(old, { fail: true });
    await ended(old, 1);
    await paddock.control.advance(minute);
    const { requestContext } = await recordOf(old);
    assert.deepEqual([requestContext['condition'], requestContext['approximateInvokeCount']], ['EventAgeExceeded', 2]);
  });

  it('of a function with no concurrency go to the destination at once', async () => {
    const name = await paddock.newFunction(failing, { Role: role });
    const DestinationConfig = { OnFailure: { Destination: functionArn(target) } };
    await paddock.lambda.putFunctionEventInvokeConfig({ FunctionName: name, DestinationConfig });
    await paddock.lambda.putFunctionConcurrency({ FunctionName: name, ReservedConcurrentExecutions: 0 });
    await send(name, {});
    const record = await recordOf(name);
    assert.deepEqual(
      [record.requestContext['condition'], record.requestContext['approximateInvokeCount'], record.responseContext],
      ['ZeroReservedConcurrency', 0, undefined],
    );
  });

  it('succeed on the retry, with the code that is there by then', async () => {
    const name = await paddock.newFunction(failing, { Role: role });
    await send(name, { fail: true });
    await ended(name, 1);
    await paddock.lambda.updateFunctionCode({
      FunctionName: name,
      ZipFile: zipOf({ 'index.js': 'exports.handler = async (event) => { console.log("event mended"); };' }),
    });
    await eventually('the update', async () => {
      const { LastUpdateStatus } = await paddock.lambda.getFunctionConfiguration({ FunctionName: name });
      return LastUpdateStatus === 'Successful';
    });
    await paddock.control.advance(minute);
    await runs(name, 2);
    await paddock.control.advance(60 * minute);
    await runs(name, 2);
  });

  it('reach no destination that the role may not invoke, and say so in the metrics', async () => {
    const poor = await paddock.role(allow(['logs:*']));
    const name = await paddock.newFunction(failing, { Role: role });
    await paddock.lambda.putFunctionEventInvokeConfig({
      FunctionName: name,
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: functionArn(target) } },
    });
    await paddock.lambda.updateFunctionConfiguration({ FunctionName: name, Role: poor });
    await send(name, { fail: true });
    await eventually('the metric', async () => {
      const now = await paddock.control.advance(0);
      const { Datapoints = [] } = await paddock.cloudWatch.getMetricStatistics({
        Namespace: 'AWS/Lambda',
        MetricName: 'DestinationDeliveryFailures',
        Dimensions: [{ Name: 'FunctionName', Value: name }],
        Statistics: ['Sum'],
        Period: 60,
        StartTime: new Date(now - 10 * minute),
        EndTime: new Date(now + minute),
      });
      return Datapoints.some(({ Sum = 0 }) => Sum === 1);
    });
    assert.deepEqual(await records(name), []);
  });
});
