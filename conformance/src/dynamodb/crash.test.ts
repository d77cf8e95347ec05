import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { after, it } from 'node:test';
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import { ChildServer } from '../harness/child-server.js';
import { createDynamoDb, newTable } from '../harness/dynamodb.js';
import { seededRandom } from '../harness/seeded-random.js';
import { eventually } from '../harness/wait.js';
import { assertInStep, indexed, scanAll, texts, type Item } from './indexes.js';
import { RandomWrites } from './random-writes.js';
import { createStreams, readStream, replay } from './stream.js';

const directory = await mkdtemp(join(tmpdir(), 'paddock-tables-crash-'));
let server: ChildServer | undefined;
after(async () => {
  await server?.kill();
  await rm(directory, { recursive: true, force: true });
});

const rounds = Number(process.env['PADDOCK_CRASH_ROUNDS'] ?? 3);
const seed = Number(process.env['PADDOCK_CRASH_SEED'] ?? Date.now() % 1_000_000);
const [accounts, counters, followed] = ['accounts', 'counters', 'followed'];
const accountCount = 8;

/** A client that goes on until the server is killed. */
interface Load {
  readonly client: DynamoDB;
  /** @throws when the server does not answer any more */
  step(): Promise<void>;
}

it(`what was acknowledged survives kill -9, transactions whole, indexes and streams in step (PADDOCK_CRASH_SEED=${seed})`, async () => {
  const random = seededRandom(seed);
  /** What each counter must have come to: acknowledged increments, and one more when the last was not answered. */
  const acknowledged = new Map<string, number>();
  const unanswered = new Map<string, number>();
  /** Items that were put once, or in a batch, each under a key of its own. */
  const written = new Map<string, 'acknowledged' | 'unanswered' | 'deleted'>();

  for (let round = 0; round <= rounds; round++) {
    const running = (server = await ChildServer.start(
      '--data-dir',
      directory,
      '--limits',
      'off',
      '--transitions',
      'instant',
    ));
    const dynamo = createDynamoDb(running.url);
    if (round === 0) await makeTables(dynamo);
    else await check(dynamo, running.url);
    if (round === rounds) {
      dynamo.destroy();
      await running.stop();
      server = undefined;
      return;
    }
    let isDown = false;
    let steps = 0;
    const loads = makeLoads(running.url, round);
    const writers = loads.map(async (load) => {
      for (;;) {
        try {
          await load.step();
          steps++;
        } catch (error) {
          if (!isDown)
            await eventually('the server is down', () => isDown).catch(() => {
              throw new Error('failed while the server was up', { cause: error });
            });
          return;
        }
      }
    });
    await eventually('the writers have begun', () => steps > 60);
    await delay(random() * 200);
    await running.kill();
    isDown = true;
    await Promise.all(writers);
    for (const { client } of [...loads, { client: dynamo }]) client.destroy();
  }

  function makeLoads(url: string, round: number): Load[] {
    return [0, 1, 2, 3, 4, 5].map((writer): Load => {
      const client = createDynamoDb(url);
      const mine = seededRandom(seed + round * 100 + writer);
      const name = `${round}-${writer}`;
      let call = 0;
      switch (writer) {
        case 0:
        case 1:
          return { client, step: () => transfer(client, mine) };
        case 2:
        case 3: {
          const writes = new RandomWrites(client, followed, mine);
          return { client, step: () => writes.write() };
        }
        case 4:
          return { client, step: () => increment(client, `c${call++ % 5}`) };
        default:
          return { client, step: () => putMany(client, `${name}-${call++}`) };
      }
    });
  }

  async function transfer(client: DynamoDB, mine: () => number): Promise<void> {
    const [from, to] = [Math.floor(mine() * accountCount), Math.floor(mine() * accountCount)];
    if (from === to) return;
    const add = (to: number, amount: number) => ({
      Update: {
        TableName: accounts,
        Key: { pk: { S: `a${to}` } },
        UpdateExpression: 'ADD balance :amount',
        ExpressionAttributeValues: { ':amount': { N: String(amount) } },
      },
    });
    await client.transactWriteItems({ TransactItems: [add(from, -7), add(to, 7)] }).catch((error: Error) => {
      if (error.name !== 'TransactionCanceledException') throw error;
    });
  }

  async function increment(client: DynamoDB, pk: string): Promise<void> {
    unanswered.set(pk, 1);
    await client.updateItem({
      TableName: counters,
      Key: { pk: { S: pk } },
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    });
    unanswered.set(pk, 0);
    acknowledged.set(pk, (acknowledged.get(pk) ?? 0) + 1);
  }

  async function putMany(client: DynamoDB, name: string): Promise<void> {
    const keys = Array.from({ length: 5 }, (_, i) => `${name}-${i}`);
    for (const key of keys) written.set(key, 'unanswered');
    const put = (key: string) => ({ PutRequest: { Item: { pk: { S: key }, pad: { S: 'x'.repeat(300) } } } });
    await client.batchWriteItem({ RequestItems: { [counters]: keys.map(put) } });
    for (const key of keys) written.set(key, 'acknowledged');
    const [gone] = keys;
    if (gone === undefined) return;
    written.set(gone, 'unanswered');
    await client.deleteItem({ TableName: counters, Key: { pk: { S: gone } } });
    written.set(gone, 'deleted');
  }

  async function check(dynamo: DynamoDB, url: string): Promise<void> {
    const balances = (await scanAll(dynamo, accounts)).map((item) => Number(item['balance']?.N));
    assert.equal(balances.length, accountCount);
    assert.equal(
      balances.reduce((a, b) => a + b, 0),
      0,
      'no half of a transfer',
    );

    const found = new Map((await scanAll(dynamo, counters)).map((item) => [item['pk']?.S ?? '', item]));
    for (const [pk, state] of written) {
      if (state === 'acknowledged') assert.ok(found.has(pk), `${pk}, which was acknowledged`);
      if (state === 'deleted') assert.ok(!found.has(pk), `${pk}, which was deleted`);
    }
    for (const [pk, item] of found) {
      if (item['n'] === undefined) {
        assert.ok(written.has(pk), `${pk} was put`);
        // What was open at the crash is decided now.
        written.set(pk, 'acknowledged');
        continue;
      }
      const [n, least] = [Number(item['n'].N), acknowledged.get(pk) ?? 0];
      assert.ok(
        n === least || n === least + (unanswered.get(pk) ?? 0),
        `${pk}: ${n}, of which ${least} were acknowledged`,
      );
      acknowledged.set(pk, n);
      unanswered.set(pk, 0);
    }
    for (const [pk, state] of written)
      if (state === 'unanswered') written.set(pk, found.has(pk) ? 'acknowledged' : 'deleted');

    const items = await assertInStep(dynamo, followed);
    const streams = createStreams(url);
    const records = await readStream(streams, dynamo, followed);
    streams.destroy();
    assert.deepEqual(texts(replay(records, isSame)), texts(items));
  }
});

async function makeTables(dynamo: DynamoDB): Promise<void> {
  await newTable(dynamo, counters);
  await newTable(dynamo, accounts);
  await newTable(dynamo, followed, ['pk', 'sk:N'], {
    ...indexed,
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  const all = Array.from({ length: accountCount }, (_, i) => ({
    Put: { TableName: accounts, Item: { pk: { S: `a${i}` }, balance: { N: '0' } } },
  }));
  await dynamo.transactWriteItems({ TransactItems: all });
}

const isSame = (a: Item | undefined, b: Item | undefined): boolean =>
  a === undefined || b === undefined ? a === b : texts([a])[0] === texts([b])[0];
