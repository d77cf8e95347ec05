import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { after, it } from 'node:test';
import type { Kinesis } from '@aws-sdk/client-kinesis';
import { createLambda, zipOf } from '../harness/lambda.js';
import { allow, arnOf, createIam, createSdkOverHttp1, documentOf, eventually, openShards } from '../harness.js';
import { ChildServer } from '../harness/child-server.js';
import { seededRandom } from '../harness/seeded-random.js';
import { assertOrder, keyOfText } from './key-order.js';
import { recorderCode, Reports, type Call } from './mapping-reports.js';

const directory = await mkdtemp(join(tmpdir(), 'paddock-mappings-crash-'));
let server: ChildServer | undefined;
const reports = await Reports.listen();
after(async () => {
  await server?.kill();
  reports.close();
  await rm(directory, { recursive: true, force: true });
});

const rounds = Number(process.env['PADDOCK_CRASH_ROUNDS'] ?? 3);
const seed = Number(process.env['PADDOCK_CRASH_SEED'] ?? Date.now() % 1_000_000);
const StreamName = 'crash';
const keys = 24;

it(`after kill -9 no record is skipped, and only unacknowledged batches repeat (PADDOCK_CRASH_SEED=${seed})`, async () => {
  const random = seededRandom(seed);
  const { url, report } = reports.open();
  const acknowledged: string[] = [];
  /** How many invocations had begun at each kill. */
  const kills: number[] = [];
  const next = Array.from({ length: keys }, () => 0);

  for (let round = 0; ; round++) {
    const running = (server = await ChildServer.start(
      ...['--data-dir', directory, '--limits', 'off', '--transitions', 'instant'],
    ));
    const sdk = createSdkOverHttp1(running.url);
    if (round === 0) await makeAll(running.url, sdk, url);
    if (round === rounds) {
      await eventually('every acknowledged record', () => {
        const seen = new Set(report.texts());
        return acknowledged.every((text) => seen.has(text));
      });
      sdk.destroy();
      await running.stop();
      server = undefined;
      break;
    }
    let isDown = false;
    const begun = report.texts().length;
    const writers = [0, 1].map((writer) => write(sdk, writer, () => isDown));
    await eventually('the function works', () => report.texts().length > begun + 300);
    await delay(random() * 150);
    const isResharding = round > 0 ? reshard(sdk, round) : undefined;
    if (isResharding) await delay(random() * 30);
    await running.kill();
    isDown = true;
    kills.push(report.calls.length);
    await Promise.all([...writers, isResharding]);
    sdk.destroy();
  }
  assertOrder(report.texts());
  assertRepeats(report.calls, kills);

  /** Writes the next records of half of the keys, again and again. What was not answered may be there or not. */
  async function write(sdk: Kinesis, writer: number, isDown: () => boolean): Promise<void> {
    while (!isDown()) {
      const texts = next.flatMap((place, key) =>
        key % 2 === writer ? [`k${key}:${place}`, `k${key}:${place + 1}`] : [],
      );
      for (let key = writer; key < keys; key += 2) next[key] = (next[key] ?? 0) + 2;
      const Records = texts.map((text) => ({ Data: Buffer.from(text), PartitionKey: keyOfText(text) }));
      try {
        await sdk.putRecords({ StreamName, Records });
        acknowledged.push(...texts);
      } catch (error) {
        await eventually('the server is down', isDown).catch(() => {
          throw new Error('failed while the server was up', { cause: error });
        });
      }
    }
  }
});

async function makeAll(url: string, sdk: Kinesis, reportTo: string): Promise<void> {
  await sdk.createStream({ StreamName, ShardCount: 3 });
  const iam = createIam(url);
  const lambda = createLambda(url);
  const trust = documentOf({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const { Role } = await iam.createRole({ RoleName: 'processor', AssumeRolePolicyDocument: trust });
  await iam.putRolePolicy({ RoleName: 'processor', PolicyName: 'all', PolicyDocument: allow('*') });
  await lambda.createFunction({
    FunctionName: 'processor',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: Role?.Arn,
    Code: { ZipFile: zipOf({ 'index.js': recorderCode(reportTo, 'await sleep(texts.length % 7);', false) }) },
  });
  await lambda.createEventSourceMapping({
    EventSourceArn: arnOf(StreamName),
    FunctionName: 'processor',
    StartingPosition: 'TRIM_HORIZON',
    BatchSize: 40,
    ParallelizationFactor: 2,
  });
  iam.destroy();
  lambda.destroy();
}

/** Splits a shard, or merges two that lie side by side: whether it came to pass is open. */
async function reshard(sdk: Kinesis, round: number): Promise<void> {
  try {
    const shards = (await openShards(sdk, StreamName)).map(({ ShardId, HashKeyRange }) => ({
      id: ShardId,
      start: BigInt(HashKeyRange?.StartingHashKey ?? 0),
      end: BigInt(HashKeyRange?.EndingHashKey ?? 0),
    }));
    const [one, other] = shards.toSorted((a, b) => (a.start < b.start ? -1 : 1));
    if (one === undefined || other === undefined) return;
    if (round % 2 === 1)
      await sdk.splitShard({
        StreamName,
        ShardToSplit: one.id,
        NewStartingHashKey: String((one.start + one.end) / 2n),
      });
    else await sdk.mergeShards({ StreamName, ShardToMerge: one.id, AdjacentShardToMerge: other.id });
  } catch {
    // The server was killed.
  }
}

/** An invocation begins when what its key's invocations before it did is durable: so what repeats was in the last one before a kill. */
function assertRepeats(calls: readonly Call[], kills: readonly number[]): void {
  const place = new Map<string, number>();
  const placesOfKey = new Map<string, number[]>();
  for (const [index, { texts }] of calls.entries()) {
    const kill = kills.findLast((killed) => killed <= index);
    for (const text of texts) {
      const before = place.get(text);
      if (before === undefined) continue;
      assert.ok(kill !== undefined && before < kill, `${text} came again without a crash`);
      const last = placesOfKey.get(keyOfText(text))?.findLast((each) => each < kill);
      assert.equal(before, last, `${text} was of an unacknowledged batch`);
    }
    for (const text of texts) place.set(text, index);
    for (const key of new Set(texts.map(keyOfText))) {
      const places = placesOfKey.get(key);
      if (places === undefined) placesOfKey.set(key, [index]);
      else places.push(index);
    }
  }
}
