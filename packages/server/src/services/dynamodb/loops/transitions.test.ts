import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { aFewTurns } from '../../../runtime/controlled-clock.js';
import { DueTasks } from '../../../runtime/due-tasks.js';
import { silentLogger } from '../../../runtime/log.js';
import { getResourcePolicy } from '../operations/get-resource-policy.js';
import { deleteTable } from '../operations/delete-table.js';
import { describeTable } from '../operations/describe-table.js';
import { getItem } from '../operations/get-item.js';
import { putItem } from '../operations/put-item.js';
import { putResourcePolicy } from '../operations/put-resource-policy.js';
import { updateTable } from '../operations/update-table.js';
import { streamCareKind } from '../stream-care-task.js';
import { tableArn } from '../domain/table.js';
import { testAccount, testDynamoDb, testRegion, type TestDynamoDb } from '../testing.js';

const rides = { TableName: 'rides' };
const stream = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' as const } };

describe('transitions of tables', () => {
  let db: TestDynamoDb;
  beforeEach(async () => {
    db = await testDynamoDb({ transition: 200 });
    await db.createTable('rides', ['pk'], {
      ...stream,
      AttributeDefinitions: [{ AttributeName: 'g', AttributeType: 'S' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byG',
          KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
    await db.clock.advance(200);
    await db.putItem('rides', { pk: { S: '1' }, g: { S: 'a' } });
  });
  afterEach(() => db.stop());

  const status = async () => (await db.run(describeTable, rides)).Table?.TableStatus;

  it('a deleted table’s items, indexes and policy go; its stream can still be read', async () => {
    const { collection, indexes, table } = await db.table('rides');
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: testAccount }, Action: 'dynamodb:GetItem', Resource: '*' }],
    };
    await db.run(putResourcePolicy, { ResourceArn: tableArn(table), Policy: JSON.stringify(policy) });
    await db.clock.advance(200);
    await db.run(deleteTable, rides);
    assert.equal(await status(), 'DELETING');
    await assert.rejects(db.run(getItem, { ...rides, Key: { pk: { S: '1' } } }), {
      message: 'Requested resource not found',
    });
    await assert.rejects(db.run(deleteTable, rides), {
      message: 'Attempt to change a resource which is still in use: Table is being deleted: rides',
    });
    await db.clock.advance(200);
    await assert.rejects(db.run(describeTable, rides), {
      message: 'Requested resource not found: Table: rides not found',
    });
    for (const name of [collection, ...indexes.map((index) => index.collection)]) {
      assert.deepEqual(await db.entries(name), []);
    }
    const [former] = await db.context.store.streams(testAccount, testRegion);
    assert.equal(former?.enabled, false);
    await db.createTable('rides');
    await db.clock.advance(200);
    await assert.rejects(db.run(getResourcePolicy, { ResourceArn: tableArn(table) }), {
      code: 'PolicyNotFoundException',
    });
    assert.notEqual((await db.table('rides')).table.id, table.id);
  });

  it('a writer that knows a table as it was writes nothing any more', async () => {
    const other = db.another();
    const before = await other.store.table({ account: testAccount, region: testRegion, name: 'rides' });
    assert.ok(before);
    await db.run(updateTable, { ...rides, StreamSpecification: { StreamEnabled: false } });
    await assert.rejects(
      db.tables.transact([], (_values, writes) => writes.put(before.collection, 'x', Buffer.from('x')), [before.fence]),
      { name: 'TablesFencedError' },
    );
    // Operations look again by themselves.
    await putItem.run(other, { ...rides, Item: { pk: { S: '2' } } }, db.request);
    await db.run(deleteTable, rides).catch(() => undefined);
  });

  it('end after a crash, whenever it was', async () => {
    await db.run(updateTable, { ...rides, StreamSpecification: { StreamEnabled: false } });
    // The process ends before its tasks are due; another one takes over.
    await db.tasks.stop();
    await db.clock.advance(1_000);
    assert.equal(await status(), 'UPDATING');
    const tasks = new DueTasks({ registry: db.registry, clock: db.clock, logger: silentLogger });
    const { transitions } = db.another();
    transitions.register(tasks);
    await tasks.start();
    await tasks.idle();
    await aFewTurns();
    assert.equal(await status(), 'ACTIVE');
    // The stream is looked after for another day.
    const due = (await db.registry.list('due/')).filter(({ key }) => !key.includes(`/${streamCareKind}/`));
    assert.deepEqual(due, []);
    await tasks.stop();
  });

  it('have what others keep of a table removed with it', async () => {
    await db.registry.commit([{ put: 'elsewhere/rides', value: 1 }]);
    db.context.transitions.atRemoval(async (table) => [{ delete: `elsewhere/${table.name}` }]);
    await db.run(deleteTable, rides);
    await db.clock.advance(200);
    assert.equal(await db.registry.get('elsewhere/rides'), undefined);
  });
});
