import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startLambda } from '../harness/lambda.js';
import { kinds, MappingKit, numbered, sizes, type Recorder } from './mapping-kit.js';

/** What mappings do by the clock, which stands still but for what a test lets pass. */
const kit = await MappingKit.of(await startLambda());
const { control } = kit.paddock;
await control.freeze();
after(() => kit.close());

const now = (): Promise<number> => control.advance(0);
const has = (recorder: Recorder, text: string): Promise<void> => kit.until(text, () => recorder.texts().includes(text));

for (const kind of kinds)
  describe(`a ${kind}`, () => {
    it('is waited for until the batching window ends, or a batch is full', async () => {
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder()]);
      await kit.map(source, recorder, { MaximumBatchingWindowInSeconds: 20, BatchSize: 4 });
      const start = await now();
      await source.put(['a', 'b', 'c', 'd', 'e']);
      await has(recorder, 'd');
      assert.equal(await now(), start);
      await control.advance(7000);
      await source.put(['f', 'g']);
      await kit.passing(has(recorder, 'e'), 4000);
      assert.ok((await now()) >= start + 20_000);
      assert.deepEqual(
        recorder.calls.map(({ texts }) => texts.join('')),
        ['abcd', 'efg'],
      );
    });

    it('is given up record by record as they get too old', async () => {
      const body = `if (texts.includes('bad')) throw new Error('forever');`;
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder(body)]);
      const uuid = await kit.map(source, recorder, { MaximumRecordAgeInSeconds: 60, BatchSize: 2, Enabled: false });
      await source.put(['old', 'older']);
      await control.advance(70_000);
      await source.put(['bad']);
      await kit.update(uuid, { Enabled: true });
      await has(recorder, 'bad');
      const start = await now();
      await control.advance(30_000);
      await source.put(['good']);
      await kit.passing(has(recorder, 'good'), 10_000);
      assert.ok((await now()) > start + 60_000);
      assert.ok(!recorder.texts().some((text) => text.startsWith('old')));
      assert.ok(recorder.texts().filter((text) => text === 'bad').length > 2);
      assert.deepEqual(recorder.calls.at(-1)?.texts, ['good']);
    });

    it('is read from its end, or from its beginning', async () => {
      const [source, latest, horizon] = await Promise.all([kit.source(kind), kit.recorder(), kit.recorder()]);
      await source.put(['before']);
      await Promise.all([
        kit.map(source, latest, { StartingPosition: 'LATEST' }),
        kit.map(source, horizon, { StartingPosition: 'TRIM_HORIZON' }),
      ]);
      await source.put(['after']);
      await Promise.all([has(latest, 'after'), has(horizon, 'after')]);
      assert.deepEqual([latest.texts(), horizon.texts()], [['after'], ['before', 'after']]);
    });

    it('is read from a time on', async () => {
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder()]);
      await source.put(['before']);
      const StartingPositionTimestamp = new Date((await control.advance(5000)) - 1000);
      await source.put(['after']);
      const position = { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp } as const;
      if (kind === 'table') {
        await assert.rejects(kit.map(source, recorder, position), {
          name: 'InvalidParameterValueException',
          message: `Unsupported starting position for arn type: ${source.arn}`,
        });
        return;
      }
      await kit.map(source, recorder, position);
      await has(recorder, 'after');
      assert.deepEqual(recorder.texts(), ['after']);
    });

    it('is followed where it was left when its mapping was disabled', async () => {
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder()]);
      const uuid = await kit.map(source, recorder, { StartingPosition: 'LATEST' });
      await source.put(['one']);
      await has(recorder, 'one');
      assert.equal((await kit.update(uuid, { Enabled: false })).State, 'Disabled');
      const later = numbered(30);
      await source.put(later);
      assert.equal((await kit.update(uuid, { Enabled: true, BatchSize: 25 })).State, 'Enabled');
      await has(recorder, 'r-29');
      assert.deepEqual(recorder.texts(), ['one', ...later]);
      assert.deepEqual(sizes(recorder.calls), [1, 25, 5]);
    });

    it('is counted in tumbling windows, with what the function made of the records before', async () => {
      const body = `
        if (told.fails) return;
        return { state: { seen: [...(event.state.seen ?? []), ...texts] } };`;
      const [source, recorder] = await Promise.all([kit.source(kind), kit.recorder(body, { whole: true })]);
      await kit.map(source, recorder, { TumblingWindowInSeconds: 10 });
      // A minute is six windows.
      const start = Math.ceil((await now()) / 60_000 + 0.1) * 60_000;
      await control.freeze(start);
      await source.put(['a']);
      await has(recorder, 'a');
      await control.advance(5000);
      await source.put(['b']);
      await has(recorder, 'b');
      await control.advance(4000);
      // No state: that is a failure.
      recorder.told = { fails: true };
      await source.put(['c']);
      await has(recorder, 'c');
      recorder.told = {};
      // Which is tried again a second later, and the window over then.
      await kit.passing(kit.until('the end', () => recorder.calls.at(-1)?.texts.length === 0));
      await control.freeze(start + 20_000);
      await source.put(['d']);
      await has(recorder, 'd');
      await kit.passing(kit.until('another end', () => recorder.calls.at(-1)?.texts.length === 0));
      const second = (ms: number): string => new Date(start + ms).toISOString().replace('.000', '');
      const seen = (count: number) => (count === 0 ? {} : { seen: ['a', 'b', 'c'].slice(0, count) });
      const first = { start: second(0), end: second(10_000) };
      const third = { start: second(20_000), end: second(30_000) };
      assert.deepEqual(
        recorder.calls.map(({ event, texts }) => ({
          texts,
          window: event?.['window'],
          state: event?.['state'],
          isFinal: event?.['isFinalInvokeForWindow'],
        })),
        [
          { texts: ['a'], window: first, state: seen(0), isFinal: false },
          { texts: ['b'], window: first, state: seen(1), isFinal: false },
          { texts: ['c'], window: first, state: seen(2), isFinal: false },
          { texts: ['c'], window: first, state: seen(2), isFinal: false },
          { texts: [], window: first, state: seen(3), isFinal: true },
          { texts: ['d'], window: third, state: {}, isFinal: false },
          { texts: [], window: third, state: { seen: ['d'] }, isFinal: true },
        ],
      );
      for (const { event } of recorder.calls) {
        assert.deepEqual(Object.keys(event ?? {}), windowMembers);
        assert.equal(event?.['eventSourceARN'], source.arn);
        assert.match(String(event?.['shardId']), /^shardId-/);
        assert.equal(event?.['isWindowTerminatedEarly'], false);
      }
    });
  });

const windowMembers =
  'Records shardId eventSourceARN window state isFinalInvokeForWindow isWindowTerminatedEarly'.split(' ');

it('a window whose state outgrows a megabyte ends early, and goes on with nothing', async () => {
  const body = `return { state: texts.includes('big') ? { big: 'x'.repeat(1100000) } : { seen: texts } };`;
  const wrapped = `await say({ size: JSON.stringify(event.state).length, early: event.isWindowTerminatedEarly, final: event.isFinalInvokeForWindow }); ${body}`;
  const [source, recorder] = await Promise.all([kit.source('stream'), kit.recorder(wrapped)]);
  await kit.map(source, recorder, { TumblingWindowInSeconds: 900, BatchSize: 1 });
  await source.put(['big', 'small']);
  await has(recorder, 'small');
  await kit.until('what it said', () => recorder.calls.at(-1)?.said !== undefined);
  assert.deepEqual(
    recorder.calls.map(({ texts, said }) => [texts.join(), said]),
    [
      ['big', { size: 2, early: false, final: false }],
      ['', { size: 1_100_010, early: true, final: true }],
      ['small', { size: 2, early: false, final: false }],
    ],
  );
});
