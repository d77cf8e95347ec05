import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { after, it } from 'node:test';
import type { Kinesis } from '@aws-sdk/client-kinesis';
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import { createDynamoDb, newTable } from '../harness/dynamodb.js';
import { createLambda, zipOf } from '../harness/lambda.js';
import { allow, arnOf, createIam, createSdkOverHttp1, documentOf, eventually } from '../harness.js';
import { reshard } from '../harness/streams.js';
import { ChildServer } from '../harness/child-server.js';
import { seededRandom } from '../harness/seeded-random.js';
import { assertOrder, keyOfText } from './key-order.js';
import { kinds, type Kind } from './mapping-kit.js';
import { recorderCode, Reports, type Call, type Recorder } from './mapping-reports.js';

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
const [StreamName, TableName] = ['crash-stream', 'crash-table'];

it(`after kill -9 no record is skipped, and only unacknowledged batches repeat (PADDOCK_CRASH_SEED=${seed})`, async () => {
  const random = seededRandom(seed);
  const functions = kinds.map((kind) => ({ kind, ...reports.open() }));
  const all = functions.map(({ report }) => report);
  const acknowledged: Record<'stream' | 'table', string[]> = { stream: [], table: [] };
  /** How many invocations of each function had begun at each kill. */
  const kills = new Map(all.map((report) => [report, [] as number[]]));

  for (let round = 0; round <= rounds; round++) {
    const running = (server = await ChildServer.start(
      '--data-dir',
      directory,
      '--limits',
      'off',
      '--transitions',
      'instant',
    ));
    const sdk = createSdkOverHttp1(running.url);
    const dynamo = createDynamoDb(running.url);
    if (round === 0) await makeAll(running.url, sdk, dynamo, functions);
    if (round < rounds) {
      let isDown = false;
      const begun = all.map((report) => report.texts().length);
      const isWorking = (): boolean => all.every((report, index) => report.texts().length > (begun[index] ?? 0) + 200);
      const writers = [
        writer(
          acknowledged.stream,
          streamPlaces,
          () => isDown,
          (texts) => putRecords(sdk, texts),
        ),
        writer(
          acknowledged.table,
          tablePlaces,
          () => isDown,
          (texts) => putItems(dynamo, texts),
        ),
      ];
      await eventually('the functions work', isWorking, 30_000);
      await delay(random() * 150);
      // The server may be killed meanwhile.
      const resharding =
        round > 0 ? reshard(sdk, StreamName, round % 2 === 1 ? 'split' : 'merge').catch(() => undefined) : undefined;
      if (resharding) await delay(random() * 30);
      // The last time it is let finish: then nothing repeats.
      const isKill = round < rounds - 1;
      await (isKill ? running.kill() : running.stop());
      isDown = true;
      if (isKill) for (const report of all) kills.get(report)?.push(report.calls.length);
      await Promise.all([...writers, resharding]);
    } else {
      for (const { kind, report } of functions)
        await allOf(acknowledged[kind === 'table' ? 'table' : 'stream'], report);
      await running.stop();
      server = undefined;
    }
    sdk.destroy();
    dynamo.destroy();
  }
  for (const report of all) {
    assertOrder(report.texts());
    assertRepeats(report.calls, kills.get(report) ?? []);
  }
});

const keys = 24;
const streamPlaces = Array.from({ length: keys }, () => 0);
const tablePlaces = Array.from({ length: keys }, () => 0);

/** Writes the next record of each key, again and again. What was not answered may be there or not. */
async function writer(
  acknowledged: string[],
  places: number[],
  isDown: () => boolean,
  write: (texts: readonly string[]) => Promise<unknown>,
): Promise<void> {
  while (!isDown()) {
    const texts = places.map((place, key) => `k${key}:${place}`);
    for (const [key, place] of places.entries()) places[key] = place + 1;
    try {
      await write(texts);
      acknowledged.push(...texts);
    } catch (error) {
      // It is going down, or is down.
      await eventually('the server is down', isDown).catch(() => {
        throw new Error('failed while the server was up', { cause: error });
      });
    }
  }
}

const putRecords = (sdk: Kinesis, texts: readonly string[]): Promise<unknown> =>
  sdk.putRecords({
    StreamName,
    Records: texts.map((text) => ({ Data: Buffer.from(text), PartitionKey: keyOfText(text) })),
  });

const putItems = (dynamo: DynamoDB, texts: readonly string[]): Promise<unknown> =>
  dynamo.batchWriteItem({
    RequestItems: {
      [TableName]: texts.map((text) => ({
        PutRequest: { Item: { pk: { S: keyOfText(text) }, text: { S: text } } },
      })),
    },
  });

async function makeAll(
  url: string,
  sdk: Kinesis,
  dynamo: DynamoDB,
  functions: readonly { readonly kind: Kind; readonly url: string }[],
): Promise<void> {
  await sdk.createStream({ StreamName, ShardCount: 3 });
  const { Consumer } = await sdk.registerStreamConsumer({ StreamARN: arnOf(StreamName), ConsumerName: 'mapping' });
  await newTable(dynamo, TableName, ['pk'], {
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  });
  const { Table } = await dynamo.describeTable({ TableName });
  const arns = { stream: arnOf(StreamName), consumer: Consumer?.ConsumerARN, table: Table?.LatestStreamArn };
  const iam = createIam(url);
  const lambda = createLambda(url);
  const trust = documentOf({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' });
  const { Role } = await iam.createRole({ RoleName: 'processor', AssumeRolePolicyDocument: trust });
  await iam.putRolePolicy({ RoleName: 'processor', PolicyName: 'all', PolicyDocument: allow('*') });
  for (const { kind, url: reportTo } of functions) {
    await lambda.createFunction({
      FunctionName: kind,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: Role?.Arn,
      Code: { ZipFile: zipOf({ 'index.js': recorderCode(reportTo, 'await sleep(texts.length % 7);', false) }) },
    });
    await lambda.createEventSourceMapping({
      EventSourceArn: arns[kind],
      FunctionName: kind,
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 40,
      ParallelizationFactor: kind === 'consumer' ? 1 : 2,
    });
  }
  iam.destroy();
  lambda.destroy();
}

/** Waits until everything was given to the function, however long that takes, as long as something is. */
async function allOf(acknowledged: readonly string[], report: Pick<Recorder, 'calls' | 'texts'>): Promise<void> {
  const seen = new Set<string>();
  for (let counted = 0; ;) {
    for (; counted < report.calls.length; counted++)
      for (const text of report.calls[counted]?.texts ?? []) seen.add(text);
    const missing = acknowledged.filter((text) => !seen.has(text));
    if (missing.length === 0) return;
    await eventually(`more than ${counted} invocations`, () => report.calls.length > counted).catch(
      (error: unknown) => {
        throw new Error(
          `${missing.length} of ${acknowledged.length} records did not come: ${missing.slice(0, 40).join()}`,
          {
            cause: error,
          },
        );
      },
    );
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
