import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { waitUntilTableExists, waitUntilTableNotExists, type DynamoDB } from '@aws-sdk/client-dynamodb';
import {
  createDynamoDb,
  definitions,
  isActive,
  keySchema,
  newTable,
  startDynamoDb,
  tableOf,
} from '../harness/dynamodb.js';
import { typed } from '../harness/refusals.js';
import { seededRandom } from '../harness/seeded-random.js';
import { eventually } from '../harness/wait.js';
import { assertInStep, indexed, keyText, scanAll, texts, type Item } from './indexes.js';
import { RandomWrites } from './random-writes.js';
import { createStreams, readStream } from './stream.js';

const paddock = await startDynamoDb();
const { dynamo, control, url } = paddock;
const streams = createStreams(url);
after(async () => {
  streams.destroy();
  await paddock.close();
});

const seed = Number(process.env['PADDOCK_TABLES_SEED'] ?? Date.now() % 1_000_000);

describe('a table', () => {
  it('passes through its states, and is not there for items until it is ACTIVE', async () => {
    const TableName = 'passing';
    const Item = { pk: { S: 'a' } };
    const brief = await startDynamoDb({ transitions: 'brief' });
    const { send, control, dynamo } = brief;
    await control.freeze();
    try {
      const created = await send('CreateTable', tableOf(TableName));
      const { TableStatus, TableId, TableArn } = (created.json?.['TableDescription'] ?? {}) as Record<string, unknown>;
      assert.equal(TableStatus, 'CREATING');
      assert.match(String(TableId), /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      assert.equal(TableArn, `arn:aws:dynamodb:us-east-1:000000000000:table/${TableName}`);
      const inUse = (message: string): object => ({
        __type: typed('ResourceInUseException'),
        message: `Attempt to change a resource which is still in use: ${message}`,
      });
      const put = () => send('PutItem', { TableName, Item });
      const notFound = { __type: typed('ResourceNotFoundException'), message: 'Requested resource not found' };
      assert.deepEqual((await put()).json, notFound);
      const again = await send('CreateTable', tableOf(TableName));
      assert.deepEqual(again.json, inUse(`Table is being created: ${TableName}`));
      const early = await send('DeleteTable', { TableName });
      assert.deepEqual(early.json, inUse(`Table is being created: ${TableName}`));
      assert.ok((await dynamo.listTables({})).TableNames?.includes(TableName));
      await control.advance(1000);
      assert.equal((await dynamo.describeTable({ TableName })).Table?.TableStatus, 'ACTIVE');
      assert.deepEqual((await put()).json, {});
      const exists = await send('CreateTable', tableOf(TableName));
      assert.deepEqual(exists.json, {
        __type: typed('ResourceInUseException'),
        message: `Table already exists: ${TableName}`,
      });
      const gone = await send('DeleteTable', { TableName });
      assert.match(gone.text, /"TableStatus":"DELETING"/);
      assert.deepEqual((await put()).json, notFound);
      const twice = await send('DeleteTable', { TableName });
      assert.deepEqual(twice.json, inUse(`Table is being deleted: ${TableName}`));
      await control.advance(1000);
      const described = await send('DescribeTable', { TableName });
      assert.equal(described.json?.['message'], `Requested resource not found: Table: ${TableName} not found`);
    } finally {
      await brief.close();
    }
  });

  it('of the same name as one before is another: nothing is left', async () => {
    const TableName = 'again';
    const more = { Tags: [{ Key: 'a', Value: 'b' }] };
    await newTable(dynamo, TableName, ['pk'], more);
    await waitUntilTableExists({ client: dynamo, maxWaitTime: 20, minDelay: 1 }, { TableName });
    const { Table: first } = await dynamo.describeTable({ TableName });
    await dynamo.putItem({ TableName, Item: { pk: { S: 'a' } } });
    await dynamo.deleteTable({ TableName });
    await isGone(TableName);
    await waitUntilTableNotExists({ client: dynamo, maxWaitTime: 20, minDelay: 1 }, { TableName });
    await newTable(dynamo, TableName);
    const { Table: second } = await dynamo.describeTable({ TableName });
    assert.equal(second?.TableArn, first?.TableArn);
    assert.notEqual(second?.TableId, first?.TableId);
    assert.deepEqual(await scanAll(dynamo, TableName), []);
    assert.deepEqual((await dynamo.listTagsOfResource({ ResourceArn: second?.TableArn })).Tags, []);
  });
});

/** Writers that write on until they are told to stop. */
function writing(table: string, count = 4): { written(more: number): Promise<unknown>; stop(): Promise<void> } {
  let isOver = false;
  let requests = 0;
  const writers = Array.from({ length: count }, async (_, i) => {
    const client = createDynamoDb(url);
    const writes = new RandomWrites(client, table, seededRandom(seed + i));
    try {
      for (; !isOver; requests++) await writes.write();
    } finally {
      client.destroy();
    }
  });
  return {
    written(more) {
      const enough = requests + more;
      return eventually('requests', () => requests >= enough);
    },
    async stop() {
      isOver = true;
      await Promise.all(writers);
    },
  };
}

const isGone = (TableName: string): Promise<unknown> =>
  eventually('it is gone', async () => !(await dynamo.listTables({})).TableNames?.includes(TableName));

const indexIs = (client: DynamoDB, TableName: string, name: string, status: string | undefined) =>
  eventually(`${name} is ${status}`, async () => {
    const { Table } = await client.describeTable({ TableName });
    const index = Table?.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
    return index?.IndexStatus === status && Table?.TableStatus === 'ACTIVE';
  });

describe(`a table that changes while it is written to (PADDOCK_TABLES_SEED=${seed})`, () => {
  it('gets and loses indexes, which hold what it holds', async () => {
    const { GlobalSecondaryIndexes: all = [], AttributeDefinitions, LocalSecondaryIndexes } = indexed;
    const TableName = await newTable(dynamo, 'growing', ['pk', 'sk:N'], {
      AttributeDefinitions: definitions('s', 'c:N'),
      ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
    });
    const load = writing(TableName);
    await load.written(20);
    const create = async (index: (typeof all)[number]): Promise<void> => {
      const { IndexName = '', KeySchema, Projection } = index;
      await dynamo.updateTable({
        TableName,
        AttributeDefinitions: [...definitions('pk', 'sk:N'), ...(AttributeDefinitions ?? [])],
        GlobalSecondaryIndexUpdates: [{ Create: { IndexName, KeySchema, Projection } }],
      });
      await indexIs(dynamo, TableName, IndexName, 'ACTIVE');
    };
    for (const index of all) await create(index);
    const [first] = all;
    assert.ok(first);
    await dynamo.updateTable({
      TableName,
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: first.IndexName } }],
    });
    await indexIs(dynamo, TableName, String(first.IndexName), undefined);
    await create(first);
    await load.stop();
    assert.ok((await assertInStep(dynamo, TableName)).length > 0);
  });

  it('gets a stream, which tells every change from then on', async () => {
    const TableName = await newTable(dynamo, 'streaming', ['pk', 'sk:N'], indexed);
    const load = writing(TableName, 3);
    await load.written(10);
    await dynamo.updateTable({
      TableName,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
    await isActive(dynamo, TableName);
    await load.written(40);
    await load.stop();
    const records = await readStream(streams, dynamo, TableName);
    const images = new Map<string, Item | undefined>();
    for (const { dynamodb, eventName } of records) {
      const { OldImage, NewImage, Keys = {} } = dynamodb ?? {};
      const key = keyText(Keys as Item);
      if (images.has(key)) assert.deepEqual(OldImage, images.get(key), `${eventName} of ${key}`);
      images.set(key, NewImage as Item | undefined);
    }
    const items = (await assertInStep(dynamo, TableName)).filter((item) => images.has(keyText(item)));
    assert.deepEqual(texts([...images.values()].filter((image) => image !== undefined)), texts(items));
  });

  it('is deleted, and writers are told that it is not there, and nothing else', async () => {
    const TableName = await newTable(dynamo, 'leaving', ['pk', 'sk:N'], indexed);
    const load = writing(TableName);
    await eventually('items', async () => (await dynamo.scan({ TableName, Limit: 5 })).Count === 5);
    await dynamo.deleteTable({ TableName });
    await assert.rejects(load.stop(), { name: 'ResourceNotFoundException', message: 'Requested resource not found' });
    await isGone(TableName);
    await newTable(dynamo, TableName, ['pk', 'sk:N'], indexed);
    assert.deepEqual(await assertInStep(dynamo, TableName), []);
  });
});

describe('time to live', () => {
  it('takes away what has expired, and says in the stream that it was the service', async () => {
    const TableName = await newTable(dynamo, 'expiring', ['pk'], {
      AttributeDefinitions: definitions('g'),
      GlobalSecondaryIndexes: [
        { IndexName: 'global', KeySchema: keySchema(['g']), Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'OLD_IMAGE' },
    });
    const now = await control.freeze();
    try {
      const TimeToLiveSpecification = { Enabled: true, AttributeName: 'until' };
      const enabled = await dynamo.updateTimeToLive({ TableName, TimeToLiveSpecification });
      assert.deepEqual(enabled.TimeToLiveSpecification, TimeToLiveSpecification);
      const put = (pk: string, until: object): Promise<unknown> =>
        dynamo.putItem({ TableName, Item: { pk: { S: pk }, g: { S: 'g' }, until: until as { N: string } } });
      const seconds = Math.floor(now / 1000);
      await put('soon', { N: String(seconds + 60) });
      await put('later', { N: String(seconds + 86_400 * 30) });
      await put('text', { S: String(seconds) });
      await put('ages ago', { N: String(seconds - 86_400 * 366 * 6) });
      await eventually('what has expired is gone', async () => {
        await control.advance(60_000);
        return (await dynamo.scan({ TableName, Select: 'COUNT' })).Count === 3;
      });
      assert.deepEqual((await scanAll(dynamo, TableName, 'global')).map(({ pk }) => pk?.S).toSorted(), [
        'ages ago',
        'later',
        'text',
      ]);
      const removed = (await readStream(streams, dynamo, TableName)).filter(({ eventName }) => eventName === 'REMOVE');
      assert.equal(removed.length, 1);
      assert.deepEqual(removed[0]?.userIdentity, { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' });
      assert.equal(removed[0]?.dynamodb?.OldImage?.['pk']?.S, 'soon');
    } finally {
      await control.release();
    }
  });
});
