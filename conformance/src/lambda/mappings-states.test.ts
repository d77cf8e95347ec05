import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { after, it } from 'node:test';
import { startLambda } from '../harness/lambda.js';
import { arnOf, eventually } from '../harness.js';
import { MappingKit, numbered } from './mapping-kit.js';
import { cliEnvironment, hasCli } from '../harness/cli.js';

/** The states that mappings pass through: each lasts as long as the clock stands still. */
const kit = await MappingKit.of(await startLambda({ transitions: 'brief' }));
const { control, lambda, sdk, url } = kit.paddock;
const stream = 'passing';
await sdk.createStream({ StreamName: stream, ShardCount: 1 });
const recorder = await kit.recorder();
await eventually('an active stream', async () => {
  const { StreamDescriptionSummary } = await sdk.describeStreamSummary({ StreamName: stream });
  return StreamDescriptionSummary?.StreamStatus === 'ACTIVE';
});
await control.freeze();
after(() => kit.close());

/** @param words no word has a space */
const aws = async (...words: readonly string[]): Promise<Record<string, unknown>> => {
  const args = words.join(' ').split(' ');
  const { stdout } = await promisify(execFile)('aws', ['lambda', ...args, '--endpoint-url', url, '--output', 'json'], {
    env: cliEnvironment,
  });
  return JSON.parse(stdout) as Record<string, unknown>;
};

const inUse = {
  name: 'ResourceInUseException',
  message: 'Cannot update the event source mapping because it is in use.',
};
const state = async (UUID: string): Promise<string | undefined> => (await lambda.getEventSourceMapping({ UUID })).State;
const put = (texts: readonly string[]) =>
  sdk.putRecords({
    StreamName: stream,
    Records: texts.map((text) => ({ Data: Buffer.from(text), PartitionKey: 'key' })),
  });

it('a mapping is Creating, Enabled, Updating, Disabling, Disabled, Enabling, Deleting, and gone', async () => {
  const { UUID = '', State } = await lambda.createEventSourceMapping({
    EventSourceArn: arnOf(stream),
    FunctionName: recorder.name,
    StartingPosition: 'LATEST',
  });
  assert.equal(State, 'Creating');
  // The position is that of the request.
  await put(['first']);
  const settle = async (before: string, then: string): Promise<void> => {
    assert.equal(await state(UUID), before);
    await assert.rejects(lambda.updateEventSourceMapping({ UUID, BatchSize: 7 }), inUse);
    await assert.rejects(lambda.deleteEventSourceMapping({ UUID }), inUse);
    await control.advance(1000);
    assert.equal(await state(UUID), then);
  };
  const change = async (settings: object): Promise<(string | undefined)[]> => {
    const changed = await lambda.updateEventSourceMapping({ UUID, ...settings });
    return [changed.State, changed.StateTransitionReason];
  };
  await settle('Creating', 'Enabled');
  await recorder.until(1);
  assert.deepEqual(await change({ BatchSize: 5 }), ['Updating', 'User action']);
  await settle('Updating', 'Enabled');
  assert.deepEqual(await change({ Enabled: false }), ['Disabling', 'User action']);
  await settle('Disabling', 'Disabled');
  await put(numbered(12));
  assert.deepEqual(await change({ MaximumRetryAttempts: 3 }), ['Updating', 'User action']);
  await settle('Updating', 'Disabled');
  assert.deepEqual(await change({ Enabled: true }), ['Enabling', 'User action']);
  await settle('Enabling', 'Enabled');
  await recorder.until(13);
  assert.deepEqual(
    recorder.calls.map(({ texts }) => texts.length),
    [1, 5, 5, 2],
  );
  assert.equal((await lambda.deleteEventSourceMapping({ UUID })).State, 'Deleting');
  assert.equal(await state(UUID), 'Deleting');
  await assert.rejects(lambda.deleteEventSourceMapping({ UUID }), { name: 'ResourceInUseException' });
  await control.advance(1000);
  await assert.rejects(lambda.getEventSourceMapping({ UUID }), { name: 'ResourceNotFoundException' });
});

it('a mapping that is made disabled reads nothing', async () => {
  const { UUID = '', State } = await lambda.createEventSourceMapping({
    EventSourceArn: arnOf(stream),
    FunctionName: recorder.name,
    StartingPosition: 'TRIM_HORIZON',
    Enabled: false,
  });
  assert.equal(State, 'Creating');
  await control.advance(1000);
  assert.equal(await state(UUID), 'Disabled');
  await lambda.deleteEventSourceMapping({ UUID });
  await control.advance(1000);
  assert.deepEqual(recorder.texts(), ['first', ...numbered(12)]);
});

it('the command line makes, lists and changes one', { skip: !hasCli && 'aws is not installed' }, async () => {
  const made = await aws(
    `create-event-source-mapping --function-name ${recorder.name} --event-source-arn ${arnOf(stream)}`,
    '--batch-size 10 --starting-position TRIM_HORIZON --maximum-retry-attempts 2',
    '--bisect-batch-on-function-error --function-response-types ReportBatchItemFailures',
    '--filter-criteria {"Filters":[{"Pattern":"{\\"partitionKey\\":[\\"key\\"]}"}]}',
  );
  await control.advance(1000);
  const uuid = String(made['UUID']);
  const { EventSourceMappings } = await aws('list-event-source-mappings', '--event-source-arn', arnOf(stream));
  const listed: Record<string, unknown> = (EventSourceMappings as Record<string, unknown>[])[0] ?? {};
  // Later answers have it by the minute, and the first has it by the millisecond.
  const { LastModified, LastProcessingResult } = listed;
  assert.deepEqual(listed, { ...made, State: 'Enabled', LastModified, LastProcessingResult });
  assert.deepEqual(made['FunctionResponseTypes'], ['ReportBatchItemFailures']);
  const changed = await aws('update-event-source-mapping', '--uuid', uuid, '--no-enabled');
  assert.equal(changed['State'], 'Disabling');
  await control.advance(1000);
  assert.equal((await lambda.deleteEventSourceMapping({ UUID: uuid })).State, 'Deleting');
});
