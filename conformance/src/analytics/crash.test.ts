import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import type { Kinesis } from '@aws-sdk/client-kinesis';
import { allow, createSdkOverHttp1, deny, eventually, Identities, listShards, RawClient } from '../harness.js';
import {
  analyticsKit,
  createAnalytics,
  jsonSchema,
  putAll,
  rowsIn,
  timestampText,
  type AnalyticsPaddock,
} from '../harness/analytics.js';
import { ChildServer } from '../harness/child-server.js';
import { Control } from '../harness/control.js';
import { readShard, reshard, textOf } from '../harness/streams.js';
import { seededRandom } from '../harness/seeded-random.js';

const rounds = Number(process.env['PADDOCK_CRASH_ROUNDS'] ?? 8);
const seed = Number(process.env['PADDOCK_CRASH_SEED'] ?? Date.now() % 1_000_000);
const second = 1_000;

/** A server in a process of its own, and its clients. */
interface Up extends Pick<AnalyticsPaddock, 'application' | 'serviceRole' | 'settled' | 'start' | 'stop'> {
  readonly sdk: Kinesis;
  readonly control: Control;
  readonly identities: Identities;
  down(how: 'kill' | 'stop'): Promise<void>;
}

const servers = new Set<ChildServer>();
const directories: string[] = [];
after(async () => {
  for (const server of servers) await server.kill();
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'paddock-analytics-crash-'));
  directories.push(directory);
  return directory;
}

async function up(directory: string): Promise<Up> {
  const flags = ['--data-dir', directory, '--limits', 'off', '--transitions', 'instant', '--test-controls'];
  const server = await ChildServer.start(...flags);
  servers.add(server);
  const { url } = server;
  const sdk = createSdkOverHttp1(url);
  const analytics = createAnalytics(url);
  const raw = new RawClient(url);
  const identities = new Identities({ url, raw });
  return {
    ...analyticsKit({ sdk, analytics, identities }),
    sdk,
    control: new Control(url),
    identities,
    async down(how) {
      await server[how]();
      servers.delete(server);
      sdk.destroy();
      analytics.destroy();
      identities.close();
      raw.close();
    },
  };
}

const keys = Array.from({ length: 24 }, (_, key) => `k${key}`);
const schema = jsonSchema('K VARCHAR(8)', 'N INTEGER');
const programs = {
  tumbling: `CREATE STREAM DESTINATION_SQL_STREAM (k VARCHAR(8), t TIMESTAMP, s BIGINT, c INTEGER, l INTEGER, h INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM k, ROWTIME, SUM(n), COUNT(*), MIN(n), MAX(n)
FROM SOURCE_SQL_STREAM_001 GROUP BY k, STEP(SOURCE_SQL_STREAM_001.ROWTIME BY INTERVAL '1' SECOND);`,
  sliding: `CREATE STREAM DESTINATION_SQL_STREAM (k VARCHAR(8), n INTEGER, s BIGINT, c INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM k, n, SUM(n) OVER r, COUNT(*) OVER t
FROM SOURCE_SQL_STREAM_001 WINDOW r AS (PARTITION BY k ROWS 3 PRECEDING), t AS (PARTITION BY k RANGE INTERVAL '1' SECOND PRECEDING);`,
  passOn: `CREATE STREAM DESTINATION_SQL_STREAM (k VARCHAR(8), n INTEGER);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM k, n FROM SOURCE_SQL_STREAM_001;`,
};
const from = 'source';

/** A row of the source, and when it arrived. */
interface Arrived {
  readonly K: string;
  readonly N: number;
  readonly at: number;
}

it(`after kill -9 every row is there once, and right (PADDOCK_CRASH_SEED=${seed})`, { timeout: 600_000 }, async () => {
  const random = seededRandom(seed);
  const directory = await newDirectory();
  const places = keys.map(() => 0);
  /** The latest moment that a server may have seen. */
  let latest = 0;
  for (let round = 0; round < rounds; round++) {
    // The clock of a server that begins is the machine's: it must not be behind the last one's.
    await delay(Math.max(0, latest - Date.now()));
    const server = await up(directory);
    if (round === 0) await makeAll(server);
    latest = await server.control.freeze();
    const isKill = round % 6 !== 5;
    let isGoing = true;
    const work = (async () => {
      for (let step = 0; isGoing; step++) {
        const rows = keys.map((K, key) => ({ K, N: places[key] ?? 0 }));
        for (const [key, place] of places.entries()) places[key] = place + 1;
        const some = rows.filter(() => random() < 0.7);
        const stream = { 3: from, 4: 'tumbling' }[step];
        const resharding =
          stream === undefined ? undefined : reshard(server.sdk, stream, round % 2 === 0 ? 'split' : 'merge');
        await Promise.all([putAll(server.sdk, from, some, (_, index) => some[index]?.K ?? ''), resharding]);
        const ms = Math.floor(random() * 300);
        latest += ms;
        await server.control.advance(ms);
      }
    })();
    const ended = work.catch((error: unknown) => {
      if (isGoing) throw error;
    });
    await Promise.race([ended, delay(100 + random() * 500)]);
    isGoing = false;
    await server.down(isKill ? 'kill' : 'stop');
    await ended;
  }

  await delay(Math.max(0, latest - Date.now()));
  const server = await up(directory);
  await server.control.freeze();
  await server.control.advance(10 * second);
  // A server begins with its applications after it listens.
  await eventually('all rows', async () => {
    const passed = await rowsIn(server.sdk, 'passOn');
    return passed.length >= (await sourceRows(server.sdk)).length;
  });
  await server.control.advance(10 * second);
  const source = await sourceRows(server.sdk);
  assert.ok(source.length > rounds * keys.length, String(source.length));
  const sorted = (rows: readonly (readonly unknown[])[]): string[] => rows.map((row) => row.join(' ')).toSorted();

  const tumbling = await rowsIn<{ K: string; T: string; S: number; C: number; L: number; H: number }>(
    server.sdk,
    'tumbling',
  );
  const windows = new Map<string, Arrived[]>();
  for (const row of source) {
    const window = `${row.K} ${timestampText(Math.floor(row.at / second) * second + second)}`;
    windows.set(window, [...(windows.get(window) ?? []), row]);
  }
  assert.deepEqual(
    sorted(tumbling.map(({ K, T, S, C, L, H }) => [K, T, S, C, L, H])),
    sorted(
      Array.from(windows, ([name, rows]) => {
        const numbers = rows.map(({ N }) => N);
        return [name, sum(numbers), rows.length, Math.min(...numbers), Math.max(...numbers)];
      }),
    ),
  );

  const passed = await rowsIn<{ K: string; N: number }>(server.sdk, 'passOn');
  const sliding = await rowsIn<{ K: string; N: number; S: number; C: number }>(server.sdk, 'sliding');
  for (const key of keys) {
    const own = source.filter(({ K }) => K === key);
    assert.deepEqual(
      passed.filter(({ K }) => K === key).map(({ N }) => N),
      own.map(({ N }) => N),
      `rows of ${key}, in their order`,
    );
    assert.deepEqual(
      sliding.filter(({ K }) => K === key).map(({ N, S, C }) => [N, S, C]),
      own.map(({ N, at }, place) => [
        N,
        sum(own.slice(Math.max(0, place - 3), place + 1).map((row) => row.N)),
        own.slice(0, place + 1).filter((row) => row.at >= at - second).length,
      ]),
      `windows of ${key}`,
    );
  }
  await server.down('stop');
});

it(
  'a restart while an output is refused loses nothing, and repeats nothing once it is mended',
  { timeout: 120_000 },
  async () => {
    const directory = await newDirectory();
    let server = await up(directory);
    for (const [StreamName, ShardCount] of [
      [from, 2],
      ['out', 2],
    ] as const)
      await server.sdk.createStream({ StreamName, ShardCount });
    const { name: RoleName, arn: role } = await server.identities.newRole(
      { Service: 'kinesisanalytics.amazonaws.com' },
      [allow('kinesis:*')],
    );
    const policy = { RoleName, PolicyName: 'writing' };
    await server.application({
      code: programs.passOn,
      schema,
      from,
      to: { DESTINATION_SQL_STREAM: 'out' },
      role,
    });
    let next = 0;
    const put = async (count: number) => {
      const rows = Array.from({ length: count }, () => ({ K: keys[next % keys.length], N: next++ }));
      await putAll(server.sdk, from, rows, (_, index) => rows[index]?.K ?? '');
    };
    const delivered = async () => (await rowsIn<{ N: number }>(server.sdk, 'out')).map(({ N }) => N);
    for (const how of ['kill', 'stop', 'kill', 'kill', 'stop'] as const) {
      await put(700);
      await eventually('all of them', async () => (await delivered()).length >= next);
      await server.identities.iam.putRolePolicy({ ...policy, PolicyDocument: deny('kinesis:PutRecords') });
      const before = next;
      await put(1_300);
      await delay(50);
      assert.equal((await delivered()).length, before, 'nothing while it is refused');
      await server.down(how);
      server = await up(directory);
      await put(10);
      assert.equal((await delivered()).length, before, 'nothing after the restart either');
      await server.identities.iam.deleteRolePolicy(policy);
      await eventually('all of them, once it is mended', async () => (await delivered()).length >= next, 30_000);
      assert.deepEqual(
        (await delivered()).toSorted((a, b) => a - b),
        Array.from({ length: next }, (_, n) => n),
      );
    }
    await server.down('stop');
  },
);

it('a restart loses no state that is large, of a window that is open', { timeout: 120_000 }, async () => {
  const directory = await newDirectory();
  let server = await up(directory);
  let now = await server.control.freeze();
  await server.sdk.createStream({ StreamName: from, ShardCount: 2 });
  await server.sdk.increaseStreamRetentionPeriod({ StreamName: from, RetentionPeriodHours: 72 });
  await server.sdk.createStream({ StreamName: 'out', ShardCount: 2 });
  const code = `CREATE STREAM DESTINATION_SQL_STREAM (k VARCHAR(8), s BIGINT);
CREATE PUMP p AS INSERT INTO DESTINATION_SQL_STREAM SELECT STREAM k, SUM(n) FROM SOURCE_SQL_STREAM_001
GROUP BY k, STEP(SOURCE_SQL_STREAM_001.ROWTIME BY INTERVAL '1' DAY);`;
  await server.application({ code, schema, from, to: { DESTINATION_SQL_STREAM: 'out' } });
  const many = 20_000;
  for (const how of ['kill', 'stop', 'kill', 'stop'] as const) {
    const rows = Array.from({ length: many }, (_, n) => ({ K: `x${n}`, N: 1 }));
    await putAll(server.sdk, from, rows, (_, index) => `${index % 7}`);
    await server.down(how);
    await delay(Math.max(0, now - Date.now()));
    server = await up(directory);
    now = await server.control.freeze();
  }
  await server.control.advance(24 * 3_600_000);
  // A server begins with its applications after it listens.
  await eventually('the rows', async () => (await rowsIn(server.sdk, 'out')).length >= many, 60_000);
  const rows = await rowsIn<{ K: string; S: number }>(server.sdk, 'out');
  assert.equal(rows.length, many);
  assert.equal(new Set(rows.map(({ K }) => K)).size, many);
  assert.ok(rows.every(({ S }) => S === 4));
  await server.down('stop');
});

it(
  'kill -9 in the midst of many rows that a window’s end gives: each is there once',
  { timeout: 180_000 },
  async () => {
    const random = seededRandom(seed);
    const directory = await newDirectory();
    const many = 12_000;
    let server = await up(directory);
    let now = await server.control.freeze();
    await server.sdk.createStream({ StreamName: from, ShardCount: 2 });
    await server.sdk.createStream({ StreamName: 'out', ShardCount: 2 });
    await server.application({ code: programs.tumbling, schema, from, to: { DESTINATION_SQL_STREAM: 'out' } });
    const rows = Array.from({ length: many }, (_, n) => ({ K: `x${n}`, N: n }));
    for (let round = 0; round < 6; round++) {
      await putAll(server.sdk, from, rows, (_, index) => `${index % 7}`);
      const advancing = server.control.advance(second).catch(() => undefined);
      await delay(100 + random() * 350);
      await server.down('kill');
      await advancing;
      await delay(Math.max(0, now + second - Date.now()));
      server = await up(directory);
      now = await server.control.freeze();
      await server.control.advance(0);
      await eventually('all rows', async () => (await rowsIn(server.sdk, 'out')).length >= (round + 1) * many);
      const all = await rowsIn<{ K: string; T: string }>(server.sdk, 'out');
      assert.equal(all.length, (round + 1) * many);
      assert.equal(new Set(all.map(({ K, T }) => `${K} ${T}`)).size, all.length);
    }
    await server.down('stop');
  },
);

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

async function makeAll(server: Up): Promise<void> {
  await server.sdk.createStream({ StreamName: from, ShardCount: 4 });
  for (const [name, code] of Object.entries(programs)) {
    // Keys of output records spread: rows of the windows go to several shards, what is in order to one.
    await server.sdk.createStream({ StreamName: name, ShardCount: name === 'tumbling' ? 3 : 1 });
    await server.application({ name, code, schema, from, to: { DESTINATION_SQL_STREAM: name } });
  }
}

/** What the source has, the rows of each key in their order. */
async function sourceRows(sdk: Kinesis): Promise<Arrived[]> {
  const rows: Arrived[] = [];
  for (const { ShardId = '' } of await listShards(sdk, from))
    for (const record of await readShard(sdk, from, Number(ShardId.split('-')[1])))
      rows.push({
        ...(JSON.parse(textOf(record)) as { K: string; N: number }),
        at: record.ApproximateArrivalTimestamp?.getTime() ?? 0,
      });
  return rows.toSorted((a, b) => a.N - b.N);
}
