import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createDynamoDb } from '../harness/dynamodb.js';
import { createSdkOverHttp1 } from '../harness/clients.js';
import { ChildServer } from '../harness/child-server.js';
import { Control } from '../harness/control.js';

const directory = await mkdtemp(join(tmpdir(), 'paddock-snapshots-'));
let server: ChildServer | undefined;
after(async () => {
  await server?.kill();
  await rm(directory, { recursive: true, force: true });
});

const flags = ['--data-dir', directory, '--limits', 'off', '--transitions', 'instant', '--test-controls'];

async function start() {
  server = await ChildServer.start(...flags);
  const { url } = server;
  return { kill: server, control: new Control(url), sdk: createSdkOverHttp1(url), dynamo: createDynamoDb(url) };
}
type Started = Awaited<ReturnType<typeof start>>;

/** A stream and a table of that name, with a megabyte in each. */
async function fill({ sdk, dynamo }: Started, name: string): Promise<void> {
  await sdk.createStream({ StreamName: name, ShardCount: 2 });
  const Records = Array.from({ length: 10 }, (_, index) => ({
    PartitionKey: String(index),
    Data: Buffer.alloc(100_000, name),
  }));
  await sdk.putRecords({ StreamName: name, Records });
  await dynamo.createTable({
    TableName: name,
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  for (let id = 0; id < 4; id++)
    await dynamo.putItem({ TableName: name, Item: { id: { S: String(id) }, text: { S: name.repeat(60_000) } } });
}

/** What there is, read to its end. */
async function held({
  sdk,
  dynamo,
}: Started): Promise<{ streams: string[]; tables: string[]; records: number; items: number }> {
  const { StreamNames: streams = [] } = await sdk.listStreams({});
  const { TableNames: tables = [] } = await dynamo.listTables({});
  let records = 0;
  let items = 0;
  for (const StreamName of streams)
    for (const ShardId of ['shardId-000000000000', 'shardId-000000000001']) {
      const { ShardIterator } = await sdk.getShardIterator({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' });
      records += (await sdk.getRecords({ ShardIterator })).Records?.length ?? 0;
    }
  for (const TableName of tables) items += (await dynamo.scan({ TableName })).Count ?? 0;
  return { streams, tables, records, items };
}

/** Kills the server as soon as there is such a file, or the answer. */
async function killAt(path: string, { kill }: Started, request: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = request.then(
    () => (isOver = true),
    () => (isOver = true),
  );
  while (!isOver && !existsSync(join(directory, path))) await new Promise((resolve) => setImmediate(resolve));
  await kill.kill();
  await over;
}

const one = { streams: ['one'], tables: ['one'], records: 10, items: 4 };
const two = { streams: ['one', 'two'], tables: ['one', 'two'], records: 20, items: 8 };

/** Every second point, others at another time. */
const turn = Date.now() % 2;

describe('kill -9', () => {
  it('while a snapshot is being saved leaves none, and what there was', async () => {
    let running = await start();
    await fill(running, 'one');
    await running.control.saveSnapshot('one');
    await fill(running, 'two');
    const points = [
      '',
      '/registry',
      '/registry/data.mdb',
      '/objects/index',
      '/log/shards',
      '/log/checkpoint',
      '/tables',
      '/snapshot.json.new',
      '/snapshot.json',
    ];
    for (const point of points.filter((_, index) => index % 2 === turn)) {
      const number = Math.max(...(await readdir(join(directory, 'snapshots'))).map(Number)) + 1;
      await killAt(`snapshots/${number}${point}`, running, running.control.saveSnapshot('two'));
      running = await start();
      assert.deepEqual(await held(running), two, point);
      const names = (await running.control.snapshots()).map(({ name }) => name);
      assert.ok(['one', 'one,two'].includes(names.join()), names.join());
      assert.equal((await readdir(join(directory, 'snapshots'))).length, names.length, 'nothing is left of others');
    }
    await running.control.saveSnapshot('two');
    await running.kill.stop();
  });

  it('while one is being loaded leaves the old state or the new one', async () => {
    let running = await start();
    assert.deepEqual(
      (await running.control.snapshots()).map(({ name }) => name),
      ['one', 'two'],
      'they survive a restart',
    );
    const points = [
      'load',
      'load/next/tables',
      'load/next/objects',
      'load/before',
      'load/way.new',
      'load/way',
      'load/before/registry',
      'load/before/log',
      'load/before/objects',
    ];
    let [name, other] = ['one', 'two'];
    for (const point of points.filter((_, index) => index % 2 === turn)) {
      const before = await held(running);
      const wanted = name === 'one' ? one : two;
      await killAt(point, running, running.control.loadSnapshot(name));
      running = await start();
      const found = await held(running);
      const isNew = found.streams.length === wanted.streams.length;
      assert.deepEqual(found, isNew ? wanted : before, point);
      assert.equal(existsSync(join(directory, 'load')), false);
      if (isNew) [name, other] = [other, name];
    }
    await running.control.loadSnapshot('one');
    assert.deepEqual(await held(running), one);
    await running.control.loadSnapshot('two');
    assert.deepEqual(await held(running), two);
    await running.kill.stop();
    running = await start();
    assert.deepEqual(await held(running), two, 'what was loaded is there after a restart');
  });
});
