import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { CreateEventSourceMappingRequest } from '@aws-sdk/client-lambda';
import { startLambda } from '../harness/lambda.js';
import { kinds, MappingKit, numbered, type Call, type Kind, type Recorder, type Source } from './mapping-kit.js';

/** What becomes of batches that fail. The clock stands still, but for the pauses between tries. */
const kit = await MappingKit.of(await startLambda());
const { control, lambda } = kit.paddock;
await control.freeze();
after(() => kit.close());

const together = { concurrency: 4 };
const raises = `if (texts.includes('bad')) throw new Error('a poison record');`;
const reports = `return {
  batchItemFailures: event.Records.filter((record) => textOf(record) === 'bad').map((record) => ({ itemIdentifier: sequenceOf(record) })),
};`;
const four = ['1', 'bad', '3', '4'];
const reportItems = (): Settings => ({ FunctionResponseTypes: ['ReportBatchItemFailures'] });

type Settings = Partial<CreateEventSourceMappingRequest>;

/** Writes four records, of which the second is bad, and one more when they are done with. Gives the invocations. */
async function fail(kind: Kind, body: string, settings: Settings): Promise<readonly Call[]> {
  const { source, recorder } = await mapped(kind, body, settings);
  return outcome(source, recorder);
}

async function mapped(kind: Kind, body: string, settings: Settings) {
  const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder(body)]);
  await source.put(four);
  const uuid = await kit.map(source, recorder, settings);
  return { source, recorder, uuid };
}

/** The invocations until a record was done that came after those. */
async function outcome(source: Source, recorder: Recorder): Promise<readonly Call[]> {
  const isThere = (text: string) => (): boolean => recorder.texts().includes(text);
  await kit.passing(kit.until('the first', isThere('1')));
  await source.put(['next']);
  await kit.passing(kit.until('the next', isThere('next')));
  return recorder.calls;
}

const textsIn = (calls: readonly Call[]): string[] => calls.map(({ texts }) => texts.join(' '));
const all = '1 bad 3 4';

for (const kind of kinds)
  describe(`a poison record of a ${kind}`, together, () => {
    it('fails its batch so often, and the shard moves on', async () => {
      const calls = await fail(kind, raises, { MaximumRetryAttempts: 2, BatchSize: 4 });
      assert.deepEqual(textsIn(calls), [all, all, all, 'next']);
      assert.deepEqual(new Set(calls.slice(0, 3).map(({ requestId }) => requestId)).size, 1);
      assert.notEqual(calls[3]?.requestId, calls[0]?.requestId);
    });

    it('is isolated by halves', async () => {
      const calls = await fail(kind, raises, {
        MaximumRetryAttempts: 1,
        BatchSize: 4,
        BisectBatchOnFunctionError: true,
      });
      assert.deepEqual(textsIn(calls), [all, '1 bad', '1', 'bad', 'bad', '3 4', 'next']);
    });

    it('is tried again with what follows it where the function reports it', async () => {
      const calls = await fail(kind, reports, { MaximumRetryAttempts: 1, BatchSize: 4, ...reportItems() });
      assert.deepEqual(textsIn(calls), [all, 'bad 3 4', 'bad 3 4', 'next']);
    });

    it('is isolated from where the function reports it', async () => {
      const calls = await fail(kind, reports, {
        MaximumRetryAttempts: 1,
        BatchSize: 4,
        BisectBatchOnFunctionError: true,
        ...reportItems(),
      });
      assert.deepEqual(textsIn(calls), [all, 'bad 3 4', 'bad', 'bad', '3 4', 'next']);
    });
  });

describe('a function’s answer', together, () => {
  it('says of some forms that all is done, of others that nothing is', async () => {
    const done = ['', 'null', '{}', '[]', '{ "batchItemFailures": null }', '{ "batchItemFailures": [] }'];
    const items = ['{ "itemIdentifier": "" }', '{ "itemIdentifier": null }', '{ "item": "1" }', '{}', '"1"', 'null'];
    const unknown = ['{ "itemIdentifier": "12345" }', '{ "itemIdentifier": 12345 }'];
    const failed = [...items, ...unknown].map((item) => `{ "batchItemFailures": [${item}] }`);
    const [source, recorder] = await Promise.all([
      kit.source('stream'),
      kit.recorder(`return texts[0] === '' ? undefined : JSON.parse(texts[0]);`),
    ]);
    // Each answer with another record in its batch.
    await source.put([...done, ...failed, 'null'].flatMap((answer) => [answer, 'another']));
    await kit.map(source, recorder, { MaximumRetryAttempts: 1, BatchSize: 2, ...reportItems() });
    const expected = [...done, ...failed.flatMap((answer) => [answer, answer]), 'null'];
    await kit.passing(kit.until('all answers', () => recorder.calls.length >= expected.length));
    assert.deepEqual(
      recorder.calls.map(({ texts }) => texts),
      expected.map((answer) => [answer, 'another']),
    );
  });

  it('that names several records goes by the first of them', async () => {
    const body = `return { batchItemFailures: told.done ? [] : [event.Records[3], event.Records[2]].filter((record) => record)
      .map((record) => ({ itemIdentifier: sequenceOf(record) })) };`;
    const { source, recorder } = await mapped('stream', body, { BatchSize: 4, ...reportItems() });
    await kit.until('the first', () => recorder.calls.length > 0);
    recorder.told = { done: true };
    assert.deepEqual(textsIn(await outcome(source, recorder)), [all, '3 4', 'next']);
  });

  it('means nothing where the mapping does not say so', async () => {
    const body = `return { batchItemFailures: [{ itemIdentifier: '' }] };`;
    const calls = await fail('stream', body, { MaximumRetryAttempts: 5, BatchSize: 4 });
    assert.deepEqual(textsIn(calls), [all, 'next']);
  });
});

describe('a function that fails', together, () => {
  for (const kind of kinds)
    it(`for a while gets everything of a ${kind} once it works`, async () => {
      const body = `if (told.fails) throw new Error('not yet');`;
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder(body)]);
      recorder.told = { fails: true };
      const uuid = await kit.map(source, recorder, { BatchSize: 10 });
      assert.equal((await lambda.getEventSourceMapping({ UUID: uuid })).LastProcessingResult, 'No records processed');
      const texts = numbered(20);
      await source.put(texts);
      await kit.passing(kit.until('tries', () => recorder.calls.length >= 5));
      await kit.result(uuid, 'PROBLEM: Function call failed');
      const [first] = recorder.calls;
      assert.ok(recorder.calls.every(({ texts: [head] }) => head === 'r-0'));
      recorder.told = {};
      await kit.passing(kit.until('the last', () => recorder.texts().includes('r-19')));
      await kit.result(uuid, 'OK');
      const last = recorder.calls.findLastIndex(({ requestId }) => requestId === first?.requestId);
      assert.deepEqual(
        recorder.calls.slice(last).flatMap((call) => call.texts),
        texts,
      );
    });

  it('by ending its process, or by its timeout, fails like any other', async () => {
    const body = `if (texts.includes('bad')) process.exit(3); if (texts.includes('slow')) await new Promise(() => setInterval(() => {}, 1000));`;
    const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder(body, { Timeout: 1 })]);
    await source.put(['bad', 'slow', 'good']);
    await kit.map(source, recorder, { MaximumRetryAttempts: 1, BatchSize: 1 });
    await kit.passing(kit.until('the last', () => recorder.texts().includes('good')));
    assert.deepEqual(recorder.texts(), ['bad', 'bad', 'slow', 'slow', 'good']);
  });
});
