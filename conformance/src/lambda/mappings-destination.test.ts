import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { S3 } from '@aws-sdk/client-s3';
import { startLambda } from '../harness/lambda.js';
import { allow, arnOf, deny, region } from '../harness.js';
import { kinds, MappingKit, type Kind, type Recorder, type Source } from './mapping-kit.js';

/** Records that a mapping gives up go to a bucket, in AWS's envelope. The clock stands still but for the pauses between tries. */
const kit = await MappingKit.of(await startLambda());
const { control, lambda, url } = kit.paddock;
const s3 = new S3({
  endpoint: url,
  region,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  forcePathStyle: true,
  maxAttempts: 1,
});
const bucket = 'wildrydes-failures';
const Destination = `arn:aws:s3:::${bucket}`;
const DestinationConfig = { OnFailure: { Destination } };
before(async () => {
  await s3.createBucket({ Bucket: bucket });
  await control.freeze();
});
after(async () => {
  s3.destroy();
  await kit.close();
});

const raises = `if (texts.includes('bad')) throw new Error('a poison record');`;
const reports = `return {
  batchItemFailures: event.Records.filter((record) => textOf(record) === 'bad').map((record) => ({ itemIdentifier: sequenceOf(record) })),
};`;

const has = (recorder: Recorder, text: string): Promise<void> => kit.until(text, () => recorder.texts().includes(text));

interface Kept {
  readonly key: string;
  readonly type: string | undefined;
  readonly document: Readonly<Record<string, unknown>>;
}

/** What the bucket has of a mapping. */
async function kept(uuid: string): Promise<Kept[]> {
  const { Contents = [] } = await s3.listObjectsV2({ Bucket: bucket, Prefix: `aws/lambda/${uuid}/` });
  return Promise.all(
    Contents.map(async ({ Key = '' }) => {
      const { Body, ContentType } = await s3.getObject({ Bucket: bucket, Key });
      const text = (await Body?.transformToString()) ?? '';
      return { key: Key, type: ContentType, document: JSON.parse(text) as Record<string, unknown> };
    }),
  );
}

/** Puts a bad record among good ones, and waits until one is done that came later. Gives what was kept. */
async function failed(source: Source, recorder: Recorder, name: string, more: object): Promise<Kept> {
  await source.put(['1', 'bad', '3', '4']);
  const uuid = await kit.map(source, { name }, { BatchSize: 4, DestinationConfig, ...more });
  await has(recorder, '1');
  await source.put(['next']);
  await kit.passing(has(recorder, 'next'));
  const [one, ...others] = await kept(uuid);
  assert.ok(one && others.length === 0);
  return one;
}

/** An instant as the envelope has it: DynamoDB's in whole seconds. */
const instant = (kind: Kind): RegExp =>
  kind === 'table' ? /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/ : /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

for (const kind of kinds)
  it(`a poison record of a ${kind} is isolated and kept, with all that the function was told of it`, async () => {
    const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder(raises, { whole: true })]);
    const settings = { BisectBatchOnFunctionError: true, MaximumRetryAttempts: 1 };
    const { key, type, document } = await failed(source, recorder, recorder.name, settings);
    const texts = recorder.calls.map((call) => call.texts.join(' '));
    assert.deepEqual(texts, ['1 bad 3 4', '1 bad', '1', 'bad', 'bad', '3 4', 'next']);
    const poison = recorder.calls.find((call) => call.texts.join() === 'bad');
    const [record] = poison?.event?.Records ?? [];
    const own = (record?.['kinesis'] ?? record?.['dynamodb']) as Record<string, string>;
    const sequence = own['sequenceNumber'] ?? own['SequenceNumber'];
    const info = kind === 'table' ? 'DDBStreamBatchInfo' : 'KinesisBatchInfo';
    const batch = document[info] as Record<string, string>;
    const shardId = batch['shardId'] ?? '';
    const arrival = batch['approximateArrivalOfFirstRecord'] ?? '';
    assert.match(arrival, instant(kind));
    const seconds = Number(own['approximateArrivalTimestamp'] ?? own['ApproximateCreationDateTime']);
    assert.equal(new Date(arrival).getTime(), Math.round(seconds * 1000));
    assert.match(String(document['timestamp']), instant('stream'));
    // In AWS's order.
    assert.equal(
      JSON.stringify(document),
      JSON.stringify({
        requestContext: {
          requestId: poison?.requestId,
          functionArn: recorder.arn,
          condition: 'RetryAttemptsExhausted',
          approximateInvokeCount: 2,
        },
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        version: '1.0',
        payload: JSON.stringify(poison?.event),
        timestamp: document['timestamp'],
        [info]: {
          shardId,
          startSequenceNumber: sequence,
          endSequenceNumber: sequence,
          approximateArrivalOfFirstRecord: arrival,
          approximateArrivalOfLastRecord: arrival,
          batchSize: 1,
          streamArn: source.arn,
        },
      }),
    );
    assert.equal(type, 'application/octet-stream');
    const stamp = String(document['timestamp']);
    const name = `${stamp.slice(0, 10).replaceAll('-', '/')}/${stamp.slice(0, 19).replaceAll(':', '.')}`;
    assert.match(key, new RegExp(`/${shardId}/${name}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`));
  });

describe('the envelope', () => {
  it('names the version that ran, and no error where the function reported items', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder(reports)]);
    const FunctionName = recorder.name;
    await lambda.publishVersion({ FunctionName });
    await lambda.createAlias({ FunctionName, Name: 'live', FunctionVersion: '1' });
    const { document } = await failed(source, recorder, `${FunctionName}:live`, {
      MaximumRetryAttempts: 0,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    const { functionArn, approximateInvokeCount } = document['requestContext'] as Record<string, unknown>;
    assert.equal(functionArn, `${recorder.arn}:live`);
    assert.deepEqual(document['responseContext'], { statusCode: 200, executedVersion: '1', functionError: null });
    assert.equal((document['KinesisBatchInfo'] as { batchSize: number }).batchSize, 3);
    assert.equal(approximateInvokeCount, 1);
  });

  it('has no answer where records got too old before they were tried', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
    const settings = { MaximumRecordAgeInSeconds: 60, DestinationConfig, Enabled: false };
    const uuid = await kit.map(source, recorder, settings);
    await source.put(['old', 'older']);
    await control.advance(70_000);
    await source.put(['young']);
    await kit.update(uuid, { Enabled: true });
    await has(recorder, 'young');
    assert.deepEqual(recorder.texts(), ['young']);
    const [one] = await kept(uuid);
    assert.ok(one !== undefined && !('responseContext' in one.document));
    const { condition, approximateInvokeCount } = one.document['requestContext'] as Record<string, unknown>;
    assert.deepEqual([condition, approximateInvokeCount], ['RecordAgeExceeded', 1]);
    assert.equal((one.document['KinesisBatchInfo'] as { batchSize: number }).batchSize, 2);
  });
});

it('a window whose last invocation fails is kept without records, and the next one begins', async () => {
  const body = `if (event.isFinalInvokeForWindow && event.state.seen.includes('bad')) throw new Error('no');
    return { state: { seen: texts } };`;
  const [source, recorder] = await Promise.all([kit.source('table'), kit.recorder(body, { whole: true })]);
  const start = Math.ceil((await control.advance(0)) / 60_000 + 0.1) * 60_000;
  await control.freeze(start);
  const settings = { TumblingWindowInSeconds: 30, MaximumRetryAttempts: 1, DestinationConfig };
  const uuid = await kit.map(source, recorder, settings);
  await source.put(['bad']);
  await has(recorder, 'bad');
  await kit.passing(
    kit.until('two last tries', () => recorder.calls.length === 3),
    5000,
  );
  await source.put(['good']);
  await has(recorder, 'good');
  const [one] = await kept(uuid);
  const last = recorder.calls[2];
  assert.deepEqual(JSON.parse(String(one?.document['payload'])), last?.event);
  const { requestContext, DDBStreamBatchInfo, timeWindowInfo } = one?.document ?? {};
  assert.deepEqual(
    { requestContext, DDBStreamBatchInfo, timeWindowInfo },
    {
      requestContext: {
        requestId: last?.requestId,
        functionArn: recorder.arn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      },
      DDBStreamBatchInfo: { shardId: last?.event?.['shardId'], streamArn: source.arn },
      timeWindowInfo: {
        window: last?.event?.['window'],
        isFinalInvokeForWindow: true,
        isWindowTerminatedEarly: false,
      },
    },
  );
  assert.deepEqual(recorder.calls.at(-1)?.event?.['state'], {});
});

describe('a bucket', () => {
  it('that is not there, or that the role may not write to, is refused', async () => {
    const source = await kit.source('stream');
    const recorder = await kit.recorder();
    const nowhere = { OnFailure: { Destination: 'arn:aws:s3:::no-such-bucket-here' } };
    await assert.rejects(kit.map(source, recorder, { DestinationConfig: nowhere }), {
      name: 'InvalidParameterValueException',
    });
    for (const [action, call] of [
      ['s3:PutObject', 'PutObject'],
      ['s3:ListBucket', 'ListBucket'],
    ] as const) {
      const Role = await kit.paddock.role(allow('*'), deny(action));
      const name = await kit.paddock.newFunction('exports.handler = () => {};', { Role });
      await assert.rejects(kit.map(source, { name }, { DestinationConfig }), {
        name: 'InvalidParameterValueException',
        message: `The provided execution role does not have permissions to call ${call} on S3`,
      });
    }
  });

  it('that is gone when it is needed does not stop the shard', async () => {
    const Bucket = 'short-lived-bucket';
    await s3.createBucket({ Bucket });
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder(raises)]);
    await source.put(['bad', 'good']);
    const gone = { OnFailure: { Destination: `arn:aws:s3:::${Bucket}` } };
    const settings = { MaximumRetryAttempts: 0, BatchSize: 1, DestinationConfig: gone };
    const uuid = await kit.map(source, recorder, { ...settings, Enabled: false });
    await s3.deleteBucket({ Bucket });
    await kit.update(uuid, { Enabled: true });
    await has(recorder, 'good');
    assert.deepEqual(recorder.texts(), ['bad', 'good']);
  });
});

it('a queue or a topic as a destination is refused, and why', async () => {
  const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
  for (const service of ['sqs', 'sns']) {
    const arn = `arn:aws:${service}:${region}:000000000000:failures`;
    await assert.rejects(kit.map(source, recorder, { DestinationConfig: { OnFailure: { Destination: arn } } }), {
      name: 'InvalidParameterValueException',
      message: `The destination ${arn} is not available here: failed records can be kept in an S3 bucket.`,
    });
  }
  const stream = { OnFailure: { Destination: arnOf(source.name) } };
  await assert.rejects(kit.map(source, recorder, { DestinationConfig: stream }), {
    name: 'InvalidParameterValueException',
  });
});
