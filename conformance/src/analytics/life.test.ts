import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { eventually, newName } from '../harness.js';
import { jsonSchema, manyTexts, passing, putAll, startAnalytics, textsIn } from '../harness/analytics.js';

const paddock = await startAnalytics();
const brief = await startAnalytics({ transitions: 'brief' });
await paddock.control.freeze();
await brief.control.freeze();
after(() => Promise.all([paddock.close(), brief.close()]));

const { sdk, control, analytics } = paddock;
const code = `CREATE STREAM DESTINATION_SQL_STREAM (n INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM n FROM SOURCE_SQL_STREAM_001;`;
const counting = `CREATE STREAM DESTINATION_SQL_STREAM (c INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM COUNT(*) FROM SOURCE_SQL_STREAM_001
GROUP BY FLOOR(SOURCE_SQL_STREAM_001.ROWTIME TO MINUTE);`;
const schema = jsonSchema('N INTEGER');
const text = (n: number): string => `{"N":${n}}`;
const minute = 60_000;

/** Until whatever comes must have come. */
const settle = (): Promise<number> => control.advance(2_000);

describe('an application begins', () => {
  it('with what comes after it was started, at NOW', async () => {
    const { name, from, to } = await paddock.application({ code, schema, start: 'no' });
    await putAll(sdk, from, [text(1), text(2)]);
    await paddock.start(name, 'NOW');
    await putAll(sdk, from, [text(3)]);
    await manyTexts(sdk, to, 1);
    await settle();
    assert.deepEqual(await textsIn(sdk, to), [text(3)]);
    const { InputDescriptions: [input] = [] } = await paddock.settled(name);
    assert.deepEqual(input?.InputStartingPositionConfiguration, { InputStartingPosition: 'NOW' });
  });

  it('with the oldest record, at TRIM_HORIZON, whatever it read before', async () => {
    const { name, from, to } = await paddock.application({ code, schema });
    await putAll(sdk, from, [text(1), text(2)]);
    await manyTexts(sdk, to, 2);
    await paddock.stop(name);
    await paddock.start(name, 'TRIM_HORIZON');
    assert.deepEqual(await manyTexts(sdk, to, 4), [text(1), text(2), text(1), text(2)]);
  });

  it('where it stopped, at LAST_STOPPED_POINT, with what came meanwhile', async () => {
    const { name, from, to } = await paddock.application({ code, schema });
    await putAll(sdk, from, [text(1), text(2)]);
    await manyTexts(sdk, to, 2);
    for (let n = 3; n < 9; n += 2) {
      await paddock.stop(name);
      await putAll(sdk, from, [text(n), text(n + 1)]);
      await settle();
      await paddock.start(name, 'LAST_STOPPED_POINT');
      await manyTexts(sdk, to, n + 1);
    }
    await settle();
    assert.deepEqual(await textsIn(sdk, to), [1, 2, 3, 4, 5, 6, 7, 8].map(text));
  });

  it('the first time at LAST_STOPPED_POINT too, as at NOW', async () => {
    const { name, from, to } = await paddock.application({ code, schema, start: 'no' });
    await putAll(sdk, from, [text(1)]);
    await paddock.start(name, 'LAST_STOPPED_POINT');
    const { InputDescriptions: [input] = [] } = await paddock.settled(name);
    assert.deepEqual(input?.InputStartingPositionConfiguration, { InputStartingPosition: 'LAST_STOPPED_POINT' });
    await putAll(sdk, from, [text(2)]);
    await manyTexts(sdk, to, 1);
    await settle();
    assert.deepEqual(await textsIn(sdk, to), [text(2)]);
  });

  it('without what it skipped, at NOW after a stop', async () => {
    const { name, from, to } = await paddock.application({ code, schema });
    await putAll(sdk, from, [text(1)]);
    await manyTexts(sdk, to, 1);
    await paddock.stop(name);
    await putAll(sdk, from, [text(2)]);
    await paddock.start(name, 'NOW');
    await putAll(sdk, from, [text(3)]);
    await manyTexts(sdk, to, 2);
    await settle();
    assert.deepEqual(await textsIn(sdk, to), [text(1), text(3)]);
  });
});

describe('a window that is open', () => {
  const openWindow = async () => {
    const running = await paddock.application({ code: counting, schema });
    const now = await control.advance(0);
    await control.advance(Math.ceil((now + 1) / minute) * minute - now);
    await putAll(sdk, running.from, [text(1), text(2), text(3)]);
    await control.advance(1_000);
    return running;
  };

  it('is as full as it was, after a stop, at LAST_STOPPED_POINT', async () => {
    const { name, from, to } = await openWindow();
    await paddock.stop(name);
    await putAll(sdk, from, [text(4)]);
    await paddock.start(name, 'LAST_STOPPED_POINT');
    await control.advance(minute);
    assert.deepEqual(await textsIn(sdk, to), ['{"C":4}']);
  });

  it('begins anew, after a stop, at NOW', async () => {
    const { name, from, to } = await openWindow();
    await paddock.stop(name);
    await paddock.start(name, 'NOW');
    await putAll(sdk, from, [text(4)]);
    await control.advance(minute);
    assert.deepEqual(await textsIn(sdk, to), ['{"C":1}']);
  });

  it('keeps its rows when settings other than the program change', async () => {
    const { name, from, to, role } = await openWindow();
    await analytics.addApplicationOutput({
      ApplicationName: name,
      CurrentApplicationVersionId: 1,
      Output: {
        Name: 'ELSEWHERE',
        KinesisStreamsOutput: { ResourceARN: `arn:aws:kinesis:us-east-1:000000000000:stream/${to}`, RoleARN: role },
        DestinationSchema: { RecordFormatType: 'JSON' },
      },
    });
    await putAll(sdk, from, [text(4)]);
    await control.advance(minute);
    assert.deepEqual(await textsIn(sdk, to), ['{"C":4}']);
  });
});

describe('a running application', () => {
  it('that is deleted ends', async () => {
    const { name, from, to } = await paddock.application({ code, schema });
    await putAll(sdk, from, [text(1)]);
    await manyTexts(sdk, to, 1);
    const { CreateTimestamp } = await paddock.settled(name);
    await analytics.deleteApplication({ ApplicationName: name, CreateTimestamp });
    await assert.rejects(analytics.describeApplication({ ApplicationName: name }), {
      name: 'ResourceNotFoundException',
    });
    await putAll(sdk, from, [text(2)]);
    await settle();
    assert.deepEqual(await textsIn(sdk, to), [text(1)]);
    // Another of its name begins from nothing.
    await paddock.application({
      name,
      code,
      schema,
      from,
      to: { DESTINATION_SQL_STREAM: to },
      start: 'LAST_STOPPED_POINT',
    });
    await putAll(sdk, from, [text(3)]);
    await manyTexts(sdk, to, 2);
    assert.deepEqual(await textsIn(sdk, to), [text(1), text(3)]);
  });

  it('takes over another program, output and input while records come', async () => {
    const { name, from, to, role } = await paddock.application({ code, schema });
    await putAll(sdk, from, [text(1)]);
    await manyTexts(sdk, to, 1);
    await paddock.update(name, { ApplicationCodeUpdate: code.replace('STREAM n FROM', 'STREAM n * 10 FROM') });
    await putAll(sdk, from, [text(2)]);
    await manyTexts(sdk, to, 2);
    await paddock.update(name, {
      OutputUpdates: [{ OutputId: '1.1', DestinationSchemaUpdate: { RecordFormatType: 'CSV' } }],
    });
    await putAll(sdk, from, [text(3)]);
    await manyTexts(sdk, to, 3);
    const other = newName('other');
    await sdk.createStream({ StreamName: other, ShardCount: 1 });
    await putAll(sdk, other, ['4\n', '5\n']);
    await paddock.update(name, {
      InputUpdates: [
        {
          InputId: '1.1',
          KinesisStreamsInputUpdate: {
            ResourceARNUpdate: `arn:aws:kinesis:us-east-1:000000000000:stream/${other}`,
            RoleARNUpdate: role,
          },
          InputSchemaUpdate: {
            RecordFormatUpdate: {
              RecordFormatType: 'CSV',
              MappingParameters: { CSVMappingParameters: { RecordRowDelimiter: '\n', RecordColumnDelimiter: ',' } },
            },
          },
        },
      ],
    });
    await putAll(sdk, from, [text(6)]);
    await putAll(sdk, other, ['7\n']);
    const texts = await eventually('the other stream’s', async () => {
      const all = await textsIn(sdk, to);
      return all.includes('70\n') && all;
    });
    assert.deepEqual(texts.slice(0, 3), [text(1), text(20), '30\n']);
    assert.ok(!texts.includes('60\n'));
  });
});

describe('what an application’s state does not allow', () => {
  const inUse = (doing: string, state: string) => ({
    name: 'ResourceInUseException',
    message: new RegExp(`is in ${state} state and cannot be ${doing}`),
  });

  it('is refused: starting twice, stopping what does not run', async () => {
    const { name } = await paddock.application({ code, schema, start: 'no' });
    await assert.rejects(paddock.stop(name), inUse('stopped', 'READY'));
    await paddock.start(name);
    await assert.rejects(paddock.start(name), inUse('started', 'RUNNING'));
    await paddock.stop(name);
    await assert.rejects(paddock.stop(name), inUse('stopped', 'READY'));
    await assert.rejects(
      analytics.startApplication({
        ApplicationName: name,
        InputConfigurations: [{ Id: '9.9', InputStartingPositionConfiguration: {} }],
      }),
      { name: 'InvalidArgumentException' },
    );
  });

  it('is refused while a state passes: STARTING, UPDATING, STOPPING, DELETING', async () => {
    const { name } = await brief.application({ code, schema, start: 'no' });
    const described = async () =>
      (await brief.analytics.describeApplication({ ApplicationName: name })).ApplicationDetail;
    const update = (CurrentApplicationVersionId: number) =>
      brief.analytics.updateApplication({
        ApplicationName: name,
        CurrentApplicationVersionId,
        ApplicationUpdate: { ApplicationCodeUpdate: code },
      });
    const start = () =>
      brief.analytics.startApplication({
        ApplicationName: name,
        InputConfigurations: [{ Id: '1.1', InputStartingPositionConfiguration: { InputStartingPosition: 'NOW' } }],
      });
    const stop = () => brief.analytics.stopApplication({ ApplicationName: name });
    const allRefused = async (state: string, version: number) => {
      assert.equal((await described())?.ApplicationStatus, state);
      await assert.rejects(update(version), inUse('updated', state));
      await assert.rejects(start(), inUse('started', state));
      await assert.rejects(stop(), inUse('stopped', state));
    };
    const pass = () => brief.control.advance(250);

    await start();
    await allRefused('STARTING', 1);
    await pass();
    assert.equal((await described())?.ApplicationStatus, 'RUNNING');
    await update(1);
    await allRefused('UPDATING', 2);
    await pass();
    assert.equal((await described())?.ApplicationStatus, 'RUNNING');
    await assert.rejects(update(1), { name: 'ConcurrentModificationException' });
    await stop();
    await allRefused('STOPPING', 2);
    await pass();
    assert.equal((await described())?.ApplicationStatus, 'READY');
    // What does not run takes a change at once.
    await update(2);
    const detail = await described();
    assert.deepEqual([detail?.ApplicationStatus, detail?.ApplicationVersionId], ['READY', 3]);
    await brief.analytics.deleteApplication({ ApplicationName: name, CreateTimestamp: detail?.CreateTimestamp });
    await allRefused('DELETING', 3);
    await pass();
    await assert.rejects(described(), { name: 'ResourceNotFoundException' });
  });

  it('of requests at the same time one is taken', async () => {
    const { name } = await paddock.application({ code, schema, start: 'no' });
    const updates = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        analytics.updateApplication({
          ApplicationName: name,
          CurrentApplicationVersionId: 1,
          ApplicationUpdate: { ApplicationCodeUpdate: code },
        }),
      ),
    );
    assert.equal(updates.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal((await paddock.settled(name)).ApplicationVersionId, 2);
    const starts = await Promise.allSettled(Array.from({ length: 8 }, () => paddock.start(name)));
    assert.equal(starts.filter(({ status }) => status === 'fulfilled').length, 1);
  });
});

it('many applications read one stream, each for itself', async () => {
  const first = await paddock.application({ code, schema });
  const others = await Promise.all(
    Array.from({ length: 9 }, () => paddock.application({ code, schema, from: first.from })),
  );
  const numbers = Array.from({ length: 1_000 }, (_, n) => text(n));
  await putAll(sdk, first.from, numbers);
  for (const { to } of [first, ...others])
    assert.deepEqual(await passing(paddock, manyTexts(sdk, to, numbers.length)), numbers);
});
