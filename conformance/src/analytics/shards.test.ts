import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kinesis } from '@aws-sdk/client-kinesis';
import { eventually, newStream, openShards, shardIdOf } from '../harness.js';
import {
  jsonSchema,
  manyTexts,
  passing,
  putAll,
  rowsIn,
  startAnalytics,
  textsIn,
  timestampText,
} from '../harness/analytics.js';
import { seededRandom } from '../harness/seeded-random.js';

const paddock = await startAnalytics();
const { sdk, control } = paddock;
after(() => paddock.close());

const minute = 60_000;
const schema = jsonSchema('K VARCHAR(8)', 'N INTEGER');
const sums = `CREATE STREAM DESTINATION_SQL_STREAM (k VARCHAR(8), t TIMESTAMP, s BIGINT, c INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM k, ROWTIME, SUM(n), COUNT(*)
FROM SOURCE_SQL_STREAM_001 GROUP BY k, FLOOR(SOURCE_SQL_STREAM_001.ROWTIME TO MINUTE);`;

interface Sum {
  readonly K: string;
  readonly T: string;
  readonly S: number;
  readonly C: number;
}

const keys = Array.from({ length: 16 }, (_, key) => `k${key}`);

/** One of every shard: in two, or with its neighbour in one. */
async function reshard(client: Kinesis, StreamName: string, how: 'split' | 'merge'): Promise<void> {
  const open = (await openShards(client, StreamName)).toSorted((a, b) =>
    BigInt(a.HashKeyRange?.StartingHashKey ?? 0) < BigInt(b.HashKeyRange?.StartingHashKey ?? 0) ? -1 : 1,
  );
  if (how === 'split') {
    const [shard] = open;
    const { StartingHashKey = '0', EndingHashKey = '0' } = shard?.HashKeyRange ?? {};
    const NewStartingHashKey = String((BigInt(StartingHashKey) + BigInt(EndingHashKey)) / 2n);
    await client.splitShard({ StreamName, ShardToSplit: shard?.ShardId, NewStartingHashKey });
  } else
    await client.mergeShards({
      StreamName,
      ShardToMerge: open[0]?.ShardId,
      AdjacentShardToMerge: open[1]?.ShardId,
    });
}

describe('shards', () => {
  it('share the in-application streams of an input’s parallelism', async () => {
    await control.freeze();
    const from = await newStream(sdk, 8);
    const code = ['001', '002', '003', '004']
      .map(
        (n, index) =>
          `CREATE PUMP p${n} AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM ${index + 1}, k, SHARD_ID FROM SOURCE_SQL_STREAM_${n};`,
      )
      .join('\n');
    const { name, to } = await paddock.application({
      code: `CREATE STREAM DESTINATION_SQL_STREAM (src INTEGER, k VARCHAR(8), shard VARCHAR(32));\n${code}`,
      schema,
      from,
      input: { InputParallelism: { Count: 4 } },
    });
    const { InputDescriptions: [input] = [] } = await paddock.settled(name);
    assert.deepEqual(
      input?.InAppStreamNames,
      ['1', '2', '3', '4'].map((n) => `SOURCE_SQL_STREAM_00${n}`),
    );
    const words = Array.from({ length: 200 }, (_, n) => ({ K: `w${n}`, N: n }));
    await putAll(sdk, from, words, (_, index) => `w${index}`);
    await manyTexts(sdk, to, words.length);
    const rows = await rowsIn<{ SRC: number; K: string; SHARD: string }>(sdk, to);
    assert.deepEqual(rows.map(({ K }) => K).toSorted(), words.map(({ K }) => K).toSorted());
    const places = new Map<string, Set<number>>();
    for (const { SRC, SHARD } of rows) places.set(SHARD, (places.get(SHARD) ?? new Set()).add(SRC));
    assert.deepEqual(
      Array.from({ length: 8 }, (_, shard) => [...(places.get(shardIdOf(shard)) ?? [])].length),
      Array.from({ length: 8 }, () => 1),
      'a shard’s rows are in one stream',
    );
    const used = [...places.values()].flatMap((streams) => [...streams]);
    assert.deepEqual(
      [1, 2, 3, 4].map((n) => used.filter((stream) => stream === n).length),
      [2, 2, 2, 2],
    );
  });

  it('that split and merge under load keep every minute’s sums exact', async () => {
    await control.freeze();
    const from = await newStream(sdk, 2);
    const { to } = await paddock.application({ code: sums, schema, from });
    const random = seededRandom(11);
    const now = await control.advance(0);
    let at = await control.advance(Math.ceil((now + 1) / minute) * minute - now);
    const expected = new Map<string, { S: number; C: number }>();
    for (let step = 0; step < 48; step++) {
      const rows = Array.from({ length: 40 }, () => ({
        K: keys[Math.floor(random() * keys.length)] ?? '',
        N: Math.floor(random() * 1_000),
      }));
      const changing = step % 4 === 1 ? reshard(sdk, from, step % 8 === 1 ? 'split' : 'merge') : undefined;
      await Promise.all([putAll(sdk, from, rows, (_, index) => rows[index]?.K ?? ''), changing]);
      const end = timestampText(Math.floor(at / minute) * minute + minute);
      for (const { K, N } of rows) {
        const { S, C } = expected.get(`${end} ${K}`) ?? { S: 0, C: 0 };
        expected.set(`${end} ${K}`, { S: S + N, C: C + 1 });
      }
      at = await control.advance(5_000);
    }
    await control.advance(minute);
    const rows = await rowsIn<Sum>(sdk, to);
    assert.equal(new Set(rows.map(({ T, K }) => `${T} ${K}`)).size, rows.length, 'no row twice');
    assert.deepEqual(rows.map(({ K, T, S, C }) => [`${T} ${K}`, { S, C }]).toSorted(), [...expected].toSorted());
  });

  it('that split and merge while the application does not run, or may not read, count by when records arrived', async () => {
    await control.freeze();
    for (const away of ['stopped', 'denied'] as const) {
      const from = await newStream(sdk, 2);
      const { name, arn } = await paddock.identities.newRole({ Service: 'kinesisanalytics.amazonaws.com' });
      const allowed = (Effect: 'Allow' | 'Deny') =>
        paddock.identities.iam.putRolePolicy({
          RoleName: name,
          PolicyName: 'all',
          PolicyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [{ Effect, Action: 'kinesis:*', Resource: '*' }],
          }),
        });
      await allowed('Allow');
      const application = await paddock.application({ code: sums, schema, from, role: arn });
      const now = await control.advance(0);
      const at = await control.advance(Math.ceil((now + 1) / minute) * minute - now);
      const put = (N: number) =>
        putAll(
          sdk,
          from,
          keys.map((K) => ({ K, N })),
          (_, index) => keys[index] ?? '',
        );
      await put(1);
      await control.advance(1_000);
      if (away === 'stopped') await paddock.stop(application.name);
      else await allowed('Deny');
      await reshard(sdk, from, 'split');
      await reshard(sdk, from, 'merge');
      await reshard(sdk, from, 'split');
      await put(10);
      await control.advance(minute);
      await put(100);
      await reshard(sdk, from, 'split');
      await control.advance(minute);
      await put(1_000);
      if (away === 'stopped') await paddock.start(application.name, 'LAST_STOPPED_POINT');
      else await allowed('Allow');
      await passing(
        paddock,
        eventually('three minutes’ rows', async () => (await textsIn(sdk, application.to)).length >= 3 * keys.length),
        10_000,
      );
      const rows = await rowsIn<Sum>(sdk, application.to);
      assert.deepEqual(
        rows.map(({ T, K, S }) => `${T} ${K} ${S}`).toSorted(),
        [11, 100, 1_000]
          .flatMap((sum, place) => keys.map((key) => `${timestampText(at + (place + 1) * minute)} ${key} ${sum}`))
          .toSorted(),
        away,
      );
    }
  });

  it('under load in real time lose and repeat nothing, and keep each key’s order', { timeout: 60_000 }, async () => {
    await control.release();
    const from = await newStream(sdk, 2);
    const code = `CREATE STREAM DESTINATION_SQL_STREAM (k VARCHAR(8), n INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM k, n FROM SOURCE_SQL_STREAM_001;
CREATE STREAM SUMS (k VARCHAR(8), t TIMESTAMP, c INTEGER);
CREATE PUMP q AS INSERT INTO SUMS SELECT STREAM k, ROWTIME, COUNT(*) FROM SOURCE_SQL_STREAM_001
GROUP BY k, STEP(SOURCE_SQL_STREAM_001.ROWTIME BY INTERVAL '1' SECOND);`;
    const [all, counts] = [await newStream(sdk), await newStream(sdk)];
    await paddock.application({ code, schema, from, to: { DESTINATION_SQL_STREAM: all, SUMS: counts } });
    const rounds = 60;
    const resharding = (async () => {
      for (const how of ['split', 'split', 'merge', 'split', 'merge', 'merge'] as const) {
        await delay(400);
        await reshard(sdk, from, how);
      }
    })();
    for (let N = 0; N < rounds; N++) {
      await putAll(
        sdk,
        from,
        keys.map((K) => ({ K, N })),
        (_, index) => keys[index] ?? '',
      );
      await delay(40);
    }
    await resharding;
    await manyTexts(sdk, all, rounds * keys.length);
    const rows = await rowsIn<{ K: string; N: number }>(sdk, all);
    for (const key of keys)
      assert.deepEqual(
        rows.filter(({ K }) => K === key).map(({ N }) => N),
        Array.from({ length: rounds }, (_, n) => n),
        key,
      );
    const windows = await eventually('all counts', async () => {
      const found = await rowsIn<{ K: string; T: string; C: number }>(sdk, counts);
      return found.reduce((sum, { C }) => sum + C, 0) >= rounds * keys.length && found;
    });
    assert.equal(
      windows.reduce((sum, { C }) => sum + C, 0),
      rounds * keys.length,
    );
    assert.equal(new Set(windows.map(({ K, T }) => `${K} ${T}`)).size, windows.length);
  });

  it('with records from when the clock went on ahead, before it was put back, hold nobody up', async () => {
    const now = await control.freeze();
    const from = await newStream(sdk);
    await control.freeze(now + 3_600_000);
    await putAll(sdk, from, [{ K: 'late', N: 1 }]);
    await control.freeze(now);
    await putAll(sdk, from, [{ K: 'now', N: 2 }]);
    const { to } = await paddock.application({ code: sums, schema, from });
    await control.advance(minute);
    assert.deepEqual(
      (await rowsIn<Sum>(sdk, to)).map(({ K, S }) => [K, S]),
      [
        ['late', 1],
        ['now', 2],
      ],
    );
  });
});
