import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AwsError } from '@paddock/wire';
import fc from 'fast-check';
import type { ProcessedCounts } from '../../metrics.js';
import { RefusedError } from '../refused.js';
import type { Processed } from '../ports.js';
import type { TakenSlice } from '../stream-input.js';
import { FunctionCalls } from './function-calls.js';
import { LambdaProcessor } from './lambda-processor.js';
import {
  base64,
  testApplicationArn,
  testDenial,
  testFunction,
  testFunctionArn,
  testIds,
  testInput,
  testSlice,
  textOf,
  type TestEvent,
} from './testing.js';

const streamArn = testInput.source.arn;
const upper = ({ records }: TestEvent) => ({
  records: records.map(({ recordId, data }) => ({ recordId, result: 'Ok', data: base64(textOf(data).toUpperCase()) })),
});

function processorOf(answer: (event: TestEvent) => unknown) {
  const called = testFunction(answer);
  const role = testDenial();
  const counts: (ProcessedCounts | undefined)[] = [];
  const { clock, caller } = called;
  const calls = new FunctionCalls({ functionArn: testFunctionArn, lambda: () => caller, denial: role.ask, clock });
  const processor = new LambdaProcessor({
    calls,
    applicationArn: testApplicationArn,
    streamArn,
    ids: testIds(),
    count: (counted) => counts.push(counted),
  });
  return { ...called, processor, role, counts };
}

const textsOf = (processed: Processed, slices: readonly TakenSlice[]): (string | undefined)[][] =>
  slices.map(({ records }, slice) =>
    records.map((_record, index) => {
      const found = processed.data(slice, index);
      return found && Buffer.from(found).toString();
    }),
  );

describe('LambdaProcessor', () => {
  it("gives a function AWS's event, and its data the records' places", async () => {
    const { processor, events, role, counts } = processorOf(upper);
    const slices = [testSlice(0, 'a', 'b'), testSlice(1, 'c')];
    const processed = await processor.process(slices);
    assert.deepEqual(textsOf(processed, slices), [['A', 'B'], ['C']]);
    assert.deepEqual(textsOf(processor.recall(processed.kept), slices), [['A', 'B'], ['C']]);
    const [event] = events;
    assert.deepEqual(Object.keys(event ?? {}), ['invocationId', 'applicationArn', 'streamArn', 'records']);
    assert.match(event?.invocationId ?? '', /^[0-9a-f-]{36}$/);
    assert.deepEqual([event?.applicationArn, event?.streamArn], [testApplicationArn, streamArn]);
    assert.deepEqual(event?.records[2], {
      recordId: '49001000000',
      kinesisStreamRecordMetadata: {
        sequenceNumber: '49001000000',
        partitionKey: 'kä',
        shardId: 'shardId-000000000001',
        approximateArrivalTimestamp: 1_700_000_000_250,
      },
      data: base64('c'),
    });
    assert.deepEqual(role.asked, [`lambda:InvokeFunction ${testFunctionArn}`]);
    assert.deepEqual(counts, [{ ok: 3, okBytes: 3, dropped: 0, failed: 0, duration: 20 }]);
  });

  it('leaves out what is dropped or failed, whatever the order of the answer', async () => {
    const { processor, counts } = processorOf((event) => {
      const { records } = upper(event);
      const changed = records.map((record, index) => {
        if (index === 0) return { recordId: record.recordId, result: 'Dropped' };
        return index === 1 ? { ...record, result: 'ProcessingFailed' } : record;
      });
      return { records: changed.reverse() };
    });
    const slices = [testSlice(0, 'a', 'b', 'c')];
    const processed = await processor.process(slices);
    assert.deepEqual(textsOf(processed, slices), [[undefined, undefined, 'C']]);
    assert.deepEqual(textsOf(processor.recall(processed.kept), slices), [[undefined, undefined, 'C']]);
    assert.deepEqual(counts, [{ ok: 1, okBytes: 1, dropped: 1, failed: 1, duration: 20 }]);
  });

  it('invokes it for 500 records at a time, and again only for those that it did not answer', async () => {
    let isBroken = true;
    const { processor, events } = processorOf((event) =>
      isBroken && event.records.length < 500 ? new Error('broken') : upper(event),
    );
    const texts = Array.from({ length: 1_100 }, (_, index) => `r${index}`);
    const slices = [testSlice(0, ...texts)];
    await assert.rejects(processor.process(slices), RefusedError);
    isBroken = false;
    const processed = await processor.process(slices);
    assert.deepEqual(textsOf(processed, slices), [texts.map((text) => text.toUpperCase())]);
    assert.deepEqual(
      events.map(({ records }) => records.length),
      [500, 500, 100, 100],
    );
  });

  it('keeps events below what an invocation may have, and leaves out records that are beyond it', async () => {
    const { processor, events, counts } = processorOf(upper);
    const long = 'x'.repeat(1024 * 1024);
    const slices = [testSlice(0, long, long, long, 'y'.repeat(5 * 1024 * 1024), 'z')];
    const processed = await processor.process(slices);
    assert.deepEqual(
      events.map(({ records }) => records.length),
      [2, 2],
    );
    assert.equal(processed.data(0, 3), undefined);
    assert.equal(Buffer.from(processed.data(0, 4) ?? []).toString(), 'Z');
    assert.equal(counts.at(-1)?.failed, 1);
  });

  const one = { recordId: '49000000000', result: 'Ok', data: base64('A') };
  for (const [what, answer] of Object.entries<unknown>({
    'no JSON': '{',
    'no records': {},
    null: null,
    'too few': { records: [] },
    'too many': { records: [one, one] },
    'another id': { records: [{ ...one, recordId: 'x' }] },
    'another result': { records: [{ ...one, result: 'ok' }] },
    'no data': { records: [{ ...one, data: undefined }] },
    'data that is no base64': { records: [{ ...one, data: 'A' }] },
    'data that is no text': { records: [{ ...one, data: 1 }] },
    'an error': new Error('broken'),
  }))
    it(`refuses an answer with ${what}`, async () => {
      const { processor, counts } = processorOf(() => answer);
      await assert.rejects(processor.process([testSlice(0, 'a')]), RefusedError);
      assert.deepEqual(counts, [undefined]);
    });

  it('does not invoke what its role may not, and says why it cannot be invoked', async () => {
    const { processor, role, events } = processorOf(upper);
    role.denied = { kind: 'policy', message: 'not you' };
    await assert.rejects(processor.process([testSlice(0, 'a')]), { name: 'RefusedError', message: 'not you' });
    role.denied = { kind: 'role' };
    await assert.rejects(processor.process([testSlice(0, 'a')]), RefusedError);
    assert.deepEqual(events, []);
    const throttled = processorOf(() => {
      throw new AwsError('TooManyRequestsException', 'slower');
    });
    await assert.rejects(throttled.processor.process([testSlice(0, 'a')]), { name: 'RefusedError', message: 'slower' });
  });

  it('makes the same of what it kept', async () => {
    const data = fc.option(fc.string({ unit: 'binary' }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(data)), async (wanted) => {
        const answers = wanted.flat();
        let at = 0;
        const { processor } = processorOf(({ records }) => ({
          records: records.map(({ recordId }) => {
            const text = answers[at++];
            return text === undefined
              ? { recordId, result: 'Dropped' }
              : { recordId, result: 'Ok', data: base64(text) };
          }),
        }));
        const slices = wanted.map((texts, index) => testSlice(index, ...texts.map(() => 'x')));
        const processed = await processor.process(slices);
        const expected = wanted.map((texts) => texts.map((text) => text && Buffer.from(text).toString()));
        assert.deepEqual(textsOf(processed, slices), expected);
        assert.deepEqual(textsOf(processor.recall(processed.kept), slices), expected);
      }),
      { numRuns: 50 },
    );
  });
});
