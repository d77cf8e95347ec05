import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { batchGetItem } from './operations/batch-get-item.js';
import { getItem } from './operations/get-item.js';
import { query } from './operations/query.js';
import { scan } from './operations/scan.js';
import { transactGetItems } from './operations/transact-get-items.js';
import { updateItem } from './operations/update-item.js';
import { testDynamoDb, type TestDynamoDb } from './testing.js';

let db: TestDynamoDb;
before(async () => {
  db = await testDynamoDb();
  await db.createTable('rides', ['pk'], {
    AttributeDefinitions: ['league', 'place'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-league',
        KeySchema: [
          { AttributeName: 'league', KeyType: 'HASH' },
          { AttributeName: 'place', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
  await db.putItem('rides', { pk: { S: '1' }, n: { N: '1' } });
});
after(() => db.stop());

const Key = { pk: { S: '1' } };
const into = (key: string) => ({
  code: 'ValidationException',
  message: `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${key}`,
});

describe('no path leads into a key', () => {
  for (const [path, key] of [
    ['pk.a', 'Key: pk'],
    ['n, pk[0]', 'Key: pk'],
    ['place[0].a', 'IndexKey: place'],
  ] as const) {
    it(`of what is read: ${path}`, async () => {
      const get = { TableName: 'rides', Key, ProjectionExpression: path };
      await assert.rejects(db.run(getItem, get), into(key));
      const batch = { RequestItems: { rides: { Keys: [Key], ProjectionExpression: path } } };
      await assert.rejects(db.run(batchGetItem, batch), into(key));
      const page = { TableName: 'rides', ProjectionExpression: path };
      await assert.rejects(db.run(scan, page), into(key));
      const KeyConditions = { pk: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: '1' }] } } as const;
      await assert.rejects(db.run(query, { ...page, KeyConditions }), into(key));
      await assert.rejects(db.run(transactGetItems, { TransactItems: [{ Get: get }] }), {
        code: 'TransactionCanceledException',
        message: /\[ValidationError\]$/,
      });
    });
  }

  for (const [expression, key] of [
    ['SET e = pk[1]', 'Key: pk'],
    ['SET e = list_append(pk, n), f = place[1]', 'IndexKey: place'],
    ['SET e = if_not_exists(league.a, n)', 'IndexKey: league'],
    ['REMOVE place.b', 'IndexKey: place'],
  ] as const) {
    it(`of what an update reads or changes: ${expression}`, () =>
      assert.rejects(db.run(updateItem, { TableName: 'rides', Key, UpdateExpression: expression }), into(key)));
  }
});

describe('what an update makes of the key of an index is known by its operators, before its paths are looked at', () => {
  for (const [expression, actual] of [
    ['SET place.a = n ADD league :n', 'N'],
    ['SET e = place[1], league = pk + :n', 'N'],
    ['SET league = n - :n', 'N'],
    ['SET league = list_append(n, :n)', 'L'],
  ] as const) {
    it(expression, () =>
      assert.rejects(
        db.run(updateItem, {
          TableName: 'rides',
          Key,
          UpdateExpression: expression,
          ExpressionAttributeValues: { ':n': expression.includes('list') ? { L: [] } : { N: '1' } },
        }),
        {
          code: 'ValidationException',
          message: `One or more parameter values were invalid: Type mismatch for Index Key league Expected: S Actual: ${actual} IndexName: by-league`,
        },
      ),
    );
  }

  it('a set is taken from no key', () =>
    assert.rejects(
      db.run(updateItem, {
        TableName: 'rides',
        Key,
        AttributeUpdates: { place: { Action: 'DELETE', Value: { SS: ['a'] } } },
      }),
      /Type mismatch for Index Key place Expected: S Actual: SS IndexName: by-league/,
    ));
});
