import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { SourceSchema } from '@aws-sdk/client-kinesis-analytics';
import { newStream } from '../harness.js';
import {
  jsonSchema,
  manyTexts,
  putAll,
  rowsIn,
  startAnalytics,
  streamOutput,
  textsIn,
  timestampText,
} from '../harness/analytics.js';

const paddock = await startAnalytics();
const { sdk, control } = paddock;
await control.freeze();
after(() => paddock.close());

const minute = 60_000;
const schema = jsonSchema('K VARCHAR(8)', 'N INTEGER');

/** Goes on to the beginning of the next minute, and says when that is. */
async function nextMinute(): Promise<number> {
  const now = await control.advance(0);
  return control.advance(Math.ceil((now + 1) / minute) * minute - now);
}

describe('windows', () => {
  it('that slide by rows and by time', async () => {
    const { from, to } = await paddock.application({
      code: `CREATE STREAM DESTINATION_SQL_STREAM (k VARCHAR(8), n INTEGER, two INTEGER, ten INTEGER, c INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM
SELECT STREAM k, n, SUM(n) OVER last_two, MAX(n) OVER ten, COUNT(*) OVER ten FROM SOURCE_SQL_STREAM_001
WINDOW last_two AS (PARTITION BY k ROWS 1 PRECEDING),
       ten AS (PARTITION BY k RANGE INTERVAL '10' SECOND PRECEDING);`,
      schema,
    });
    await nextMinute();
    for (const [K, N] of [
      ['a', 5],
      ['b', 1],
      ['a', 3],
      ['a', 4],
    ]) {
      await putAll(sdk, from, [{ K, N }]);
      await control.advance(6_000);
    }
    assert.deepEqual(
      (await rowsIn(sdk, to)).map((row) => Object.values(row)),
      [
        ['a', 5, 5, 5, 1],
        ['b', 1, 1, 1, 1],
        ['a', 3, 8, 3, 1],
        ['a', 4, 7, 4, 2],
      ],
    );
  });

  it('that stagger: each key’s begins with its first row', async () => {
    const { from, to } = await paddock.application({
      code: `CREATE STREAM DESTINATION_SQL_STREAM (k VARCHAR(8), t TIMESTAMP, c INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM k, ROWTIME, COUNT(*) FROM SOURCE_SQL_STREAM_001
WINDOWED BY STAGGER (PARTITION BY k RANGE INTERVAL '1' MINUTE);`,
      schema,
    });
    const begin = await nextMinute();
    await control.advance(20_000);
    await putAll(sdk, from, [{ K: 'a', N: 1 }]);
    await control.advance(25_000);
    await putAll(sdk, from, [{ K: 'b', N: 1 }]);
    // A minute ends; no window does.
    await control.advance(25_000);
    await putAll(sdk, from, [{ K: 'a', N: 2 }]);
    assert.deepEqual(await textsIn(sdk, to), []);
    await control.advance(minute);
    assert.deepEqual(await rowsIn(sdk, to), [
      { K: 'a', T: timestampText(begin + 80_000), C: 2 },
      { K: 'b', T: timestampText(begin + 105_000), C: 1 },
    ]);
  });

  it('of two streams that are joined, each with a pump of its own', async () => {
    const { from, to } = await paddock.application({
      code: `CREATE STREAM ASKED (id INTEGER);
CREATE PUMP asking AS INSERT INTO ASKED SELECT STREAM n FROM SOURCE_SQL_STREAM_001 WHERE k = 'ask';
CREATE STREAM TOLD (id INTEGER);
CREATE PUMP telling AS INSERT INTO TOLD SELECT STREAM n FROM SOURCE_SQL_STREAM_001 WHERE k = 'tell';
CREATE STREAM DESTINATION_SQL_STREAM (id INTEGER, t TIMESTAMP);
CREATE PUMP joining AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM a.id, ROWTIME
FROM ASKED OVER (RANGE INTERVAL '1' MINUTE PRECEDING) AS a
JOIN TOLD OVER (RANGE INTERVAL '1' MINUTE PRECEDING) AS b ON a.id = b.id;`,
      schema,
    });
    const begin = await nextMinute();
    await putAll(sdk, from, [
      { K: 'ask', N: 1 },
      { K: 'ask', N: 2 },
      { K: 'tell', N: 3 },
    ]);
    await control.advance(30_000);
    await putAll(sdk, from, [
      { K: 'tell', N: 1 },
      { K: 'ask', N: 3 },
    ]);
    await control.advance(31_000);
    // Too late for its question.
    await putAll(sdk, from, [{ K: 'tell', N: 2 }]);
    await control.advance(minute);
    const t = timestampText(begin + 30_000);
    assert.deepEqual(await rowsIn(sdk, to), [
      { ID: 1, T: t },
      { ID: 3, T: t },
    ]);
  });

  it('one behind the other: minutes, and the largest of them in ten', async () => {
    const { from, to } = await paddock.application({
      code: `CREATE STREAM PER_MINUTE (k VARCHAR(8), s INTEGER);
CREATE PUMP p AS INSERT INTO PER_MINUTE SELECT STREAM k, SUM(n) FROM SOURCE_SQL_STREAM_001
GROUP BY k, FLOOR(SOURCE_SQL_STREAM_001.ROWTIME TO MINUTE);
CREATE STREAM DESTINATION_SQL_STREAM (k VARCHAR(8), s INTEGER, m INTEGER);
CREATE PUMP q AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM k, s, MAX(s) OVER w FROM PER_MINUTE
WINDOW w AS (PARTITION BY k RANGE INTERVAL '10' MINUTE PRECEDING);`,
      schema,
    });
    await nextMinute();
    for (const N of [3, 9, 4]) {
      await putAll(sdk, from, [
        { K: 'a', N },
        { K: 'a', N: 1 },
      ]);
      await control.advance(minute);
    }
    assert.deepEqual(
      (await rowsIn(sdk, to)).map((row) => Object.values(row)),
      [
        ['a', 4, 4],
        ['a', 10, 10],
        ['a', 5, 10],
      ],
    );
  });
});

describe('records in CSV', () => {
  const csv: SourceSchema = {
    RecordFormat: {
      RecordFormatType: 'CSV',
      MappingParameters: { CSVMappingParameters: { RecordRowDelimiter: '\n', RecordColumnDelimiter: '|' } },
    },
    RecordColumns: [
      { Name: 'name', SqlType: 'VARCHAR(16)' },
      { Name: 'price', SqlType: 'DOUBLE' },
      { Name: 'at', SqlType: 'TIMESTAMP' },
    ],
  };
  const code = `CREATE STREAM DESTINATION_SQL_STREAM ("name" VARCHAR(16), "price" DOUBLE, "at" TIMESTAMP);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM "name", "price", "at" FROM SOURCE_SQL_STREAM_001;`;

  it('are read, several rows of one record too, and written as CSV and as JSON', async () => {
    const [asCsv, asJson] = [await newStream(sdk), await newStream(sdk)];
    const role = await paddock.serviceRole();
    const { from } = await paddock.application({
      code,
      schema: csv,
      to: {},
      outputs: [
        streamOutput('DESTINATION_SQL_STREAM', asCsv, role, 'CSV'),
        streamOutput('DESTINATION_SQL_STREAM', asJson, role),
      ],
    });
    await putAll(sdk, from, [
      'Shadowfax|12.5|2018-03-18 03:20:01.123\nRocinante|3|2018-03-18 03:20:02\n',
      'Bucephalus||2018-03-18 03:20:03.5',
    ]);
    assert.deepEqual(await manyTexts(sdk, asCsv, 3), [
      'Shadowfax,12.5,2018-03-18 03:20:01.123\n',
      'Rocinante,3,2018-03-18 03:20:02.000\n',
      'Bucephalus,,2018-03-18 03:20:03.500\n',
    ]);
    assert.deepEqual(
      (await manyTexts(sdk, asJson, 3)).map((text) => JSON.parse(text) as unknown),
      [
        { name: 'Shadowfax', price: 12.5, at: '2018-03-18 03:20:01.123' },
        { name: 'Rocinante', price: 3, at: '2018-03-18 03:20:02.000' },
        { name: 'Bucephalus', price: null, at: '2018-03-18 03:20:03.500' },
      ],
    );
  });
});

it('what every source has beside its columns', async () => {
  const { from, to } = await paddock.application({
    code: `CREATE STREAM DESTINATION_SQL_STREAM (n INTEGER, "arrived" TIMESTAMP, "key" VARCHAR(32), "at" TIMESTAMP);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM
SELECT STREAM n, APPROXIMATE_ARRIVAL_TIME, PARTITION_KEY, ROWTIME FROM SOURCE_SQL_STREAM_001;`,
    schema,
  });
  const now = timestampText(await nextMinute());
  await putAll(sdk, from, [{ K: 'a', N: 1 }], () => 'Shadowfax');
  await manyTexts(sdk, to, 1);
  assert.deepEqual(await rowsIn(sdk, to), [{ N: 1, arrived: now, key: 'Shadowfax', at: now }]);
});
