import assert from 'node:assert/strict';
import { testDynamoDb, type TestDynamoDb } from '../testing.js';
import { describeTable } from './describe-table.js';
import { updateTable } from './update-table.js';

export type Change = Readonly<Record<string, unknown>>;

export const bad = 'One or more parameter values were invalid: ';
export const inUse = 'Attempt to change a resource which is still in use: ';
export const limit = 'Subscriber limit exceeded: ';
export const guide =
  'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.';

export const units = (read: number, write = read) => ({ ReadCapacityUnits: read, WriteCapacityUnits: write });

/** A change that makes an index by `g`. */
export const makeIndex = (name: string, more: Change = {}) => ({
  AttributeDefinitions: [{ AttributeName: 'g', AttributeType: 'S' }],
  GlobalSecondaryIndexUpdates: [
    {
      Create: {
        IndexName: name,
        KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
        ...more,
      },
    },
  ],
});

/** A DynamoDB with limits and states of 200 ms, a provisioned table `rides` and an on-demand table `free`. */
export async function startTables(): Promise<TestDynamoDb> {
  const db = await testDynamoDb({ transition: 200, limits: true });
  await db.createTable('rides', ['pk'], { ProvisionedThroughput: units(5) });
  await db.createTable('free', ['pk']);
  await db.clock.advance(200);
  return db;
}

/** What the tests do with the DynamoDB that there is when they do it. */
export function changing(db: () => TestDynamoDb) {
  const update = async (change: Change, table = 'rides') =>
    (await db().run(updateTable, { TableName: table, ...change })).TableDescription;
  return {
    update,
    refused: (change: Change, message: string, code = 'ValidationException', table = 'rides') =>
      assert.rejects(update(change, table), { code, message }),
    described: async (table = 'rides') => (await db().run(describeTable, { TableName: table })).Table,
    settle: () => db().clock.advance(200),
  };
}
