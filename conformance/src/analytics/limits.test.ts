import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '../harness.js';
import { jsonSchema, passing, putAll, startAnalytics, textsIn } from '../harness/analytics.js';

const paddock = await startAnalytics({ limits: true });
const { sdk, control } = paddock;
after(() => paddock.close());

const schema = jsonSchema('N INTEGER');

it('more rows than a shard takes in a second go out as it takes them, once, in their order', async () => {
  const { from, to } = await paddock.application({
    code: `CREATE STREAM DESTINATION_SQL_STREAM (n INTEGER, i INTEGER);
CREATE PUMP a AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM n, i FROM
(SELECT STREAM n, 1 AS i FROM SOURCE_SQL_STREAM_001 UNION ALL SELECT STREAM n, 2 AS i FROM SOURCE_SQL_STREAM_001
UNION ALL SELECT STREAM n, 3 AS i FROM SOURCE_SQL_STREAM_001);`,
    schema,
  });
  await control.freeze();
  const count = 2_000;
  for (let at = 0; at < count; at += 500) {
    await putAll(
      sdk,
      from,
      Array.from({ length: 500 }, (_, index) => ({ N: at + index })),
    );
    await control.advance(1_000);
  }
  const texts = await passing(
    paddock,
    eventually(
      'all rows',
      async () => {
        await delay(50);
        const all = await textsIn(sdk, to).catch(() => []);
        return all.length >= 3 * count && all;
      },
      60_000,
    ),
  );
  assert.equal(texts.length, 3 * count);
  const rows = texts.map((text) => JSON.parse(text) as { N: number; I: number });
  for (const way of [1, 2, 3])
    assert.deepEqual(
      rows.filter(({ I }) => I === way).map(({ N }) => N),
      Array.from({ length: count }, (_, n) => n),
    );
});
