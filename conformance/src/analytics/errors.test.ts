import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { newStream } from '../harness.js';
import { jsonSchema, manyTexts, putAll, rowsIn, startAnalytics, textsIn, timestampText } from '../harness/analytics.js';
import { readingColumns, recordOf, ride, summaryOf, summarySql } from './unicorns.js';

const paddock = await startAnalytics();
const { sdk, control, analytics } = paddock;
await control.freeze();
after(() => paddock.close());

const passOn = `CREATE STREAM DESTINATION_SQL_STREAM (word VARCHAR(16), n INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM word, n FROM SOURCE_SQL_STREAM_001;`;
const schema = jsonSchema('WORD VARCHAR(16)', 'N INTEGER');
const minute = 60_000;

describe('a program that does not compile', () => {
  const bad: readonly (readonly [what: string, code: string, message: RegExp])[] = [
    ['nonsense', 'CREATE STREAM d (a INTEGER);\nSELEKT;', /line 2, column 1/],
    ['an unknown column', passOn.replace('STREAM word', 'STREAM wort'), /line 2, column \d+.*WORT/],
    ['an unknown stream', passOn.replace('STREAM_001', 'STREAM_002'), /line 2, column \d+.*SOURCE_SQL_STREAM_002/],
    ['a type that cannot be assigned', passOn.replace('n INTEGER)', 'n TIMESTAMP)'), /line 2, column \d+/],
    ['too few columns', passOn.replace('word, n FROM', 'word FROM'), /line 2, column \d+/],
    ['a stream named error_stream', 'CREATE STREAM "error_stream" (a INTEGER);', /error_stream/],
    [
      'a stream that is made twice',
      `${passOn}\nCREATE STREAM DESTINATION_SQL_STREAM (a INTEGER);`,
      /line 3, column \d+/,
    ],
  ];

  it('is refused while the application runs, which goes on as it was', async () => {
    const { name, from, to } = await paddock.application({ code: passOn, schema });
    for (const [what, ApplicationCodeUpdate, message] of bad) {
      await assert.rejects(
        analytics.updateApplication({
          ApplicationName: name,
          CurrentApplicationVersionId: 1,
          ApplicationUpdate: { ApplicationCodeUpdate },
        }),
        (error: Error) => {
          assert.equal(error.name, 'CodeValidationException', what);
          assert.match(error.message, message, what);
          return true;
        },
      );
    }
    const detail = await paddock.settled(name);
    assert.deepEqual(
      [detail.ApplicationStatus, detail.ApplicationVersionId, detail.ApplicationCode],
      ['RUNNING', 1, passOn],
    );
    await putAll(sdk, from, [{ WORD: 'on', N: 1 }]);
    assert.deepEqual(await manyTexts(sdk, to, 1), ['{"WORD":"on","N":1}']);
  });

  it('may be saved while it does not run, and keeps it from starting', async () => {
    const { name } = await paddock.application({ code: passOn, schema, start: 'no' });
    for (const [what, ApplicationCodeUpdate, message] of bad) {
      await paddock.update(name, { ApplicationCodeUpdate });
      await assert.rejects(paddock.start(name), (error: Error) => {
        assert.equal(error.name, 'InvalidApplicationConfigurationException', what);
        assert.match(error.message, message, what);
        return true;
      });
      assert.equal((await paddock.settled(name)).ApplicationStatus, 'READY');
    }
    await paddock.update(name, { ApplicationCodeUpdate: passOn });
    await paddock.start(name);
  });

  it('that a change of the input would break is refused with the change', async () => {
    const { name } = await paddock.application({ code: passOn, schema });
    await assert.rejects(paddock.update(name, { InputUpdates: [{ InputId: '1.1', NamePrefixUpdate: 'OTHER' }] }), {
      name: 'CodeValidationException',
    });
  });
});

describe('the error stream', () => {
  const all = async () => {
    const [good, errors] = [await newStream(sdk), await newStream(sdk)];
    const to = { DESTINATION_SQL_STREAM: good, error_stream: errors };
    return { good, errors, to };
  };
  const hex = (text: string): string => Buffer.from(text).toString('hex').toUpperCase();

  it('has records that do not fit the schema, as AWS has them; the others are unharmed', async () => {
    const { good, errors, to } = await all();
    const { from } = await paddock.application({ code: passOn, schema, to });
    const records = [
      '{"WORD":"one","N":1}',
      '{"WORD":"a","N":"a"}',
      'invalid input',
      '{"WORD":"long","N":12.5}',
      '{"WORD":"large","N":3000000000}',
      '{"WORD":"two","N":2}',
    ];
    await putAll(sdk, from, records);
    const now = timestampText(await control.advance(0));
    assert.deepEqual(await manyTexts(sdk, good, 2), ['{"WORD":"one","N":1}', '{"WORD":"two","N":2}']);
    const rows = (await manyTexts(sdk, errors, 4)).map((text) => JSON.parse(text) as Record<string, unknown>);
    assert.deepEqual(
      rows.map(({ DATA_ROW }) => DATA_ROW),
      records.slice(1, 5).map(hex),
    );
    for (const row of rows) {
      assert.deepEqual(Object.keys(row), [
        'ERROR_TIME',
        'ERROR_LEVEL',
        'ERROR_NAME',
        'MESSAGE',
        'DATA_ROWTIME',
        'DATA_ROW',
        'PUMP_NAME',
      ]);
      assert.deepEqual(
        [row['ERROR_TIME'], row['ERROR_LEVEL'], row['ERROR_NAME'], row['DATA_ROWTIME'], row['PUMP_NAME']],
        [now, 'WARNING', 'Coercion error', now, 'null'],
      );
    }
    assert.equal(rows[0]?.['MESSAGE'], 'For input string: "a"');
  });

  it('has a sum that its column does not hold; the other rows of the minute are unharmed', async () => {
    const { good, errors, to } = await all();
    const { from } = await paddock.application({ code: summarySql, schema: jsonSchema(...readingColumns), to });
    const now = await control.advance(0);
    const [steady, racing] = [ride('Shadowfax', Math.random)(now), ride('Rocinante', Math.random)(now)];
    const fast = { ...racing, Distance: 20_000 };
    await putAll(sdk, from, [recordOf(fast), recordOf(steady), recordOf(fast)]);
    const end = Math.ceil((now + 1) / minute) * minute;
    await control.advance(end - now);
    assert.deepEqual(await rowsIn(sdk, good), [summaryOf(end, [steady])]);
    const [error, ...more] = await rowsIn(sdk, errors);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [error?.['ERROR_TIME'], error?.['DATA_ROWTIME'], error?.['PUMP_NAME']],
      [timestampText(end), timestampText(end), 'STREAM_PUMP'],
    );
    assert.match(String(error?.['MESSAGE']), /22003/);
    // The next minute is a new one.
    await putAll(sdk, from, [recordOf(racing)]);
    await control.advance(minute);
    assert.deepEqual((await rowsIn(sdk, good))[1], summaryOf(end + minute, [racing]));
  });

  it('has divisions by zero and what cannot be cast, row by row', async () => {
    const { good, errors, to } = await all();
    const code = `CREATE STREAM DESTINATION_SQL_STREAM (q INTEGER, i INTEGER);
CREATE PUMP "divider" AS INSERT INTO DESTINATION_SQL_STREAM
SELECT STREAM 12 / n, CAST(word AS INTEGER) FROM SOURCE_SQL_STREAM_001;`;
    const { from } = await paddock.application({ code, schema, to });
    await putAll(sdk, from, [
      { WORD: '7', N: 4 },
      { WORD: '8', N: 0 },
      { WORD: 'nine', N: 1 },
      { WORD: '10', N: null },
    ]);
    await control.advance(0);
    assert.deepEqual(await manyTexts(sdk, good, 2), ['{"Q":3,"I":7}', '{"Q":null,"I":10}']);
    await manyTexts(sdk, errors, 2);
    const rows = await rowsIn(sdk, errors);
    assert.equal(rows.length, 2);
    assert.deepEqual(
      rows.map(({ PUMP_NAME, MESSAGE }) => [PUMP_NAME, /Code=(\d+)/.exec(String(MESSAGE))?.[1]]),
      [
        ['divider', '22012'],
        ['divider', '22018'],
      ],
    );
  });

  it('cannot be read by a program, and is there without one that writes', async () => {
    const { good, errors, to } = await all();
    await assert.rejects(
      paddock.application({
        code: passOn.replace('FROM SOURCE_SQL_STREAM_001', 'FROM "error_stream"'),
        schema,
        to,
      }),
      { name: 'InvalidApplicationConfigurationException' },
    );
    const { from } = await paddock.application({ code: '', schema, to });
    await putAll(sdk, from, ['nothing', { WORD: 'good', N: 1 }]);
    await manyTexts(sdk, errors, 1);
    assert.deepEqual(await textsIn(sdk, good), []);
  });
});
