import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { newTable } from '../harness/dynamodb.js';
import { startLambda, zipOf } from '../harness/lambda.js';
import { arnOf, eventually } from '../harness.js';
import { assertOnceInOrder, keyOfText, textsOfKeys } from './key-order.js';
import { kinds, MappingKit, numbered, type Recorder } from './mapping-kit.js';

/** What happens around a mapping while it works. */
const kit = await MappingKit.of(await startLambda());
const { control, lambda, sdk, dynamo } = kit.paddock;
await control.freeze();
after(() => kit.close());

const together = { concurrency: 4 };
const has = (recorder: Recorder, text: string): Promise<void> => kit.until(text, () => recorder.texts().includes(text));
const hours = 3_600_000;

describe('a mapping at work', together, () => {
  for (const kind of kinds)
    it(`of a ${kind} has its settings changed: nothing is lost, comes twice, or out of order`, async () => {
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder('await sleep(2);')]);
      const uuid = await kit.map(source, recorder, { BatchSize: 10 });
      const texts: string[] = [];
      let isChanged = false;
      const load = async (): Promise<void> => {
        for (let from = 0; !isChanged; from += 4) {
          const more = textsOfKeys(8, 4, from);
          texts.push(...more);
          await source.put(more, keyOfText);
        }
      };
      const change = async (): Promise<void> => {
        for (const ParallelizationFactor of [4, 10, 1, 3]) {
          await recorder.until(recorder.texts().length + 20);
          await kit.update(uuid, { ParallelizationFactor });
          await kit.update(uuid, { Enabled: false });
          await kit.update(uuid, { Enabled: true, BatchSize: 5 + ParallelizationFactor });
        }
        isChanged = true;
      };
      await Promise.all([load(), change()]);
      await recorder.until(texts.length);
      assertOnceInOrder(recorder.texts(), texts);
    });

  it('is disabled, and what the function is at is done for all that', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
    const uuid = await kit.map(source, recorder);
    const release = recorder.hold();
    await source.put(['one']);
    await has(recorder, 'one');
    assert.equal((await kit.update(uuid, { Enabled: false })).State, 'Disabled');
    await source.put(['two']);
    await kit.update(uuid, { Enabled: true });
    release();
    await has(recorder, 'two');
    assert.deepEqual(recorder.texts(), ['one', 'two']);
  });

  it('shares a function that may run once at a time: all of it comes, in order', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream', 2), kit.recorder()]);
    const FunctionName = recorder.name;
    await lambda.putFunctionConcurrency({ FunctionName, ReservedConcurrentExecutions: 1 });
    const texts = textsOfKeys(20, 10);
    await source.put(texts, keyOfText);
    await kit.map(source, recorder, { ParallelizationFactor: 4, BatchSize: 10, MaximumRetryAttempts: 0 });
    await kit.passing(recorder.until(texts.length));
    assertOnceInOrder(recorder.texts(), texts);
  });
});

describe('a function', together, () => {
  it('whose code does not load, or whose alias is gone, gets everything once it is well again', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
    const FunctionName = recorder.name;
    await lambda.publishVersion({ FunctionName });
    const alias = { FunctionName, Name: 'live', FunctionVersion: '1' };
    await lambda.createAlias(alias);
    const uuid = await kit.map(source, { name: `${FunctionName}:live` });
    await source.put(['one']);
    await has(recorder, 'one');
    await lambda.deleteAlias({ FunctionName, Name: 'live' });
    await source.put(['two']);
    await kit.passing(kit.result(uuid, 'PROBLEM: Function call failed'));
    await lambda.updateFunctionCode({ FunctionName, ZipFile: zipOf({ 'index.js': 'this is no code' }), Publish: true });
    await lambda.createAlias({ ...alias, FunctionVersion: '2' });
    await kit.passing(
      eventually('its errors', async () =>
        (await kit.paddock.logOf(FunctionName)).some((line) => line.includes('SyntaxError')),
      ),
    );
    await lambda.updateAlias(alias);
    await kit.passing(has(recorder, 'two'));
    await kit.result(uuid, 'OK');
    assert.deepEqual(recorder.texts(), ['one', 'two']);
  });

  it('that is mapped as soon as it is made is invoked when it can be', async () => {
    const source = await kit.source('stream');
    await source.put(['one']);
    const recorder = await kit.recorder();
    await kit.map(source, recorder);
    await has(recorder, 'one');
  });
});

describe('a source', together, () => {
  it('that is a deleted table is read to its end', async () => {
    const [source, recorder] = await Promise.all([kit.source('table'), kit.recorder()]);
    const uuid = await kit.map(source, recorder, { Enabled: false });
    const texts = numbered(20);
    await source.put(texts);
    await dynamo.deleteTable({ TableName: source.name });
    await kit.update(uuid, { Enabled: true });
    await has(recorder, 'r-19');
    assert.deepEqual(recorder.texts(), texts);
  });

  it('that is a deregistered consumer says so', async () => {
    const [source, recorder] = await Promise.all([kit.source('consumer'), kit.recorder()]);
    const uuid = await kit.map(source, recorder);
    await source.put(['one']);
    await has(recorder, 'one');
    await sdk.deregisterStreamConsumer({ ConsumerARN: source.arn });
    await kit.passing(
      eventually('a problem', async () => {
        const { LastProcessingResult } = await lambda.getEventSourceMapping({ UUID: uuid });
        return LastProcessingResult?.startsWith('PROBLEM: ');
      }),
    );
  });

  it('that has a record too large for any event goes on behind it', async () => {
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder()]);
    await sdk.updateMaxRecordSize({ StreamARN: arnOf(source.name), MaxRecordSizeInKiB: 10_240 });
    await source.put(['before']);
    await source.put(['x'.repeat(5 * 1024 * 1024)]);
    await source.put(['after']);
    await kit.map(source, recorder, { MaximumRetryAttempts: 1 });
    await kit.passing(has(recorder, 'after'));
    assert.deepEqual(recorder.texts(), ['before', 'after']);
  });
});

it('a day later nothing has changed: roles’ sessions are renewed, and what is left of the stream is read', async () => {
  const table = await newTable(dynamo, 'later');
  const body = `
    const { DynamoDB } = require('@aws-sdk/client-dynamodb');
    await new DynamoDB({ maxAttempts: 1 }).putItem({ TableName: '${table}', Item: { pk: { S: texts[0] } } });`;
  const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder(body)]);
  const uuid = await kit.map(source, recorder, { MaximumRetryAttempts: 0, BatchSize: 1 });
  const isWritten = (text: string): Promise<unknown> =>
    eventually(`${text} is written`, async () => {
      const { Item } = await dynamo.getItem({ TableName: table, Key: { pk: { S: text } } });
      return Item;
    });
  await source.put(['one']);
  await isWritten('one');
  for (const text of ['two', 'three', 'four']) {
    await control.advance(7 * hours);
    await source.put([text]);
    await isWritten(text);
  }
  await kit.update(uuid, { Enabled: false });
  await source.put(['five']);
  await control.advance(20 * hours);
  await source.put(['six']);
  await control.advance(5 * hours);
  await kit.update(uuid, { Enabled: true });
  await isWritten('six');
  assert.deepEqual(recorder.texts(), ['one', 'two', 'three', 'four', 'six']);
});
