import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { tableArn } from '../domain/table.js';
import { testDynamoDb, type TestDynamoDb } from '../testing.js';
import { batchWriteItem } from './batch-write-item.js';

let db: TestDynamoDb;
before(async () => {
  db = await testDynamoDb();
});
after(() => db.stop());

it('an item is written once, also where its table is named in two ways', async () => {
  const { table } = await db.createTable('rides');
  const write = { PutRequest: { Item: { pk: { S: '1' } } } };
  await assert.rejects(db.run(batchWriteItem, { RequestItems: { rides: [write], [tableArn(table)]: [write] } }), {
    code: 'ValidationException',
    message: 'Provided list of item keys contains duplicates',
  });
});
