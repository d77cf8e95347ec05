import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import fc from 'fast-check';
import { attribute, type Item } from '../domain/attribute-value.js';
import { keyOfItem } from '../keys.js';
import { indexEntry } from '../index-entries.js';
import { deleteItem } from '../operations/delete-item.js';
import { describeTable } from '../operations/describe-table.js';
import { updateTable } from '../operations/update-table.js';
import { StoredItem } from '../stored-item.js';
import { itemSize } from '../domain/value-size.js';
import { testDynamoDb, type TestDynamoDb } from '../testing.js';

const makeIndex = {
  TableName: 'rides',
  AttributeDefinitions: [
    { AttributeName: 'g', AttributeType: 'S' as const },
    { AttributeName: 'h', AttributeType: 'N' as const },
  ],
  GlobalSecondaryIndexUpdates: [
    {
      Create: {
        IndexName: 'byG',
        KeySchema: [
          { AttributeName: 'g', KeyType: 'HASH' as const },
          { AttributeName: 'h', KeyType: 'RANGE' as const },
        ],
        Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['x'] },
      },
    },
  ],
};

describe('the backfill of an index', () => {
  let db: TestDynamoDb;
  beforeEach(async () => {
    db = await testDynamoDb({ transition: 200 });
    await db.createTable('rides', ['pk']);
    await db.clock.advance(200);
  });
  afterEach(() => db.stop());

  /** What the index should hold, by a look at every item. */
  async function expected(): Promise<string[]> {
    const view = await db.table('rides');
    const [index] = view.indexes;
    const items = await db.entries(view.collection);
    return items
      .map((item) => index && indexEntry(view, index, keyOfItem(view, item), StoredItem.of(item, itemSize(item))))
      .flatMap((entry) => (entry ? [entry.stored.json.toString()] : []))
      .toSorted();
  }
  async function held(): Promise<string[]> {
    const [index] = (await db.table('rides')).indexes;
    return (await db.entries(index?.collection ?? '')).map((item) => JSON.stringify(item)).toSorted();
  }
  const status = async () =>
    (await db.run(describeTable, { TableName: 'rides' })).Table?.GlobalSecondaryIndexes?.[0]?.IndexStatus;

  it('brings in what has the index’s keys, and leaves out what cannot be one', async () => {
    const items: Item[] = [
      { pk: { S: '1' }, g: { S: 'a' }, h: { N: '1' }, x: { S: 'in' }, y: { S: 'out' } },
      { pk: { S: '2' }, g: { S: 'a' } },
      { pk: { S: '3' }, g: { N: '1' }, h: { N: '1' } },
      { pk: { S: '4' }, g: { S: '' }, h: { N: '1' } },
      { pk: { S: '5' }, g: { S: 'x'.repeat(2049) }, h: { N: '1' } },
      { pk: { S: '6' }, g: { S: 'x'.repeat(2048) }, h: { N: '1' } },
    ];
    for (const item of items) await db.putItem('rides', item);
    await db.run(updateTable, makeIndex);
    await db.clock.advance(200);
    assert.equal(await status(), 'ACTIVE');
    const [index] = (await db.table('rides')).indexes;
    const entries = await db.entries(index?.collection ?? '');
    assert.deepEqual(entries.map((item) => attribute(item, 'pk')).toSorted(byText), [{ S: '1' }, { S: '6' }]);
    assert.deepEqual(
      entries.find((item) => 'x' in item),
      { pk: { S: '1' }, g: { S: 'a' }, h: { N: '1' }, x: { S: 'in' } },
    );
  });

  it('goes on where it was, in whichever process', async () => {
    // More than one task of 64 slices.
    for (let i = 0; i < 20_000; i++) {
      await db.putItem('rides', { pk: { S: `ride${i}` }, g: { S: 'a' }, h: { N: String(i) } });
    }
    await db.run(updateTable, makeIndex);
    await db.clock.advance(200);
    await db.clock.advance(1);
    await db.tasks.idle();
    assert.equal(await status(), 'ACTIVE');
    assert.equal((await held()).length, 20_000);
  });

  it('leaves the index equal to what the items say, whatever is written meanwhile', async () => {
    const write = fc.record({
      id: fc.integer({ min: 0, max: 40 }),
      item: fc.option(
        fc.record({
          g: fc.constantFrom({ S: 'a' }, { S: 'b' }, undefined),
          h: fc.constantFrom({ N: '1' }, { N: '2' }, undefined),
          x: fc.constantFrom({ S: '1' }, { S: '2' }),
        }),
      ),
      wait: fc.integer({ min: 0, max: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(write, { maxLength: 30 }),
        fc.array(write, { maxLength: 40 }),
        async (before, during) => {
          await db.stop();
          db = await testDynamoDb();
          await db.createTable('rides', ['pk']);
          const run = async ({ id, item }: (typeof before)[number]): Promise<void> => {
            const pk = { S: String(id) };
            if (item === null) await db.run(deleteItem, { TableName: 'rides', Key: { pk } });
            else await db.putItem('rides', { pk, ...(JSON.parse(JSON.stringify(item)) as Item) });
          };
          for (const one of before) await run(one);
          const making = db.run(updateTable, makeIndex);
          for (const one of during) {
            for (let turn = 0; turn < one.wait; turn++) await Promise.resolve();
            await run(one);
          }
          await making;
          assert.equal(await status(), 'ACTIVE');
          assert.deepEqual(await held(), await expected());
        },
      ),
      { numRuns: 60 },
    );
  });
});

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
