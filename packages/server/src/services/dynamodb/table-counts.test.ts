import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { TableCounts } from './table-counts.js';
import { testDynamoDb, type TestDynamoDb } from './testing.js';

const indexed = {
  AttributeDefinitions: [{ AttributeName: 'g', AttributeType: 'S' as const }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byG',
      KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'KEYS_ONLY' as const },
    },
  ],
};

describe('the counts of a table', () => {
  let db: TestDynamoDb;
  let counts: TableCounts;
  beforeEach(async () => {
    db = await testDynamoDb();
    ({ counts } = db.context);
    await db.createTable('rides', ['pk'], indexed);
  });
  afterEach(() => db.stop());

  const count = async () => counts.of(await db.table('rides'));
  const put = async (from: number, to: number): Promise<void> => {
    for (let i = from; i < to; i++) await db.putItem('rides', { pk: { S: `ride${i}` }, g: { S: 'a' } });
  };

  it('are exact while it is small', async () => {
    assert.deepEqual((await count()).table, { items: 0, bytes: 0 });
    await db.putItem('rides', { pk: { S: '1' }, g: { S: 'a' }, x: { S: 'more' } });
    await db.putItem('rides', { pk: { S: '22' } });
    const { table, indexes } = await count();
    // Names and values: pk 1, g a, x more; pk 22.
    assert.deepEqual(table, { items: 2, bytes: 3 + 2 + 5 + 4 });
    assert.deepEqual(indexes.get('byG'), { items: 1, bytes: 3 + 2 });
  });

  it('are a minute old at most when it is large', async () => {
    await put(0, 7_000);
    assert.equal((await count()).table.items, 7_000);
    await put(7_000, 7_001);
    assert.equal((await count()).table.items, 7_000);
    await db.clock.advance(60_000);
    // Who asks then still gets the old one, and has it counted anew.
    assert.equal((await count()).indexes.get('byG')?.items, 7_000);
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
    assert.equal((await count()).indexes.get('byG')?.items, 7_001);
  });
});
