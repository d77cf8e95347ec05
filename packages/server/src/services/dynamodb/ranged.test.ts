import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RawItem } from './domain/raw-value.js';
import { deleteItem } from './operations/delete-item.js';
import { executeStatement } from './operations/execute-statement.js';
import { query } from './operations/query.js';
import { scan } from './operations/scan.js';
import { testDynamoDb, type TestDynamoDb } from './testing.js';

const keySchema = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

/** A table with a local and a global index that hold only `shown` beside the keys. */
async function started(): Promise<TestDynamoDb> {
  const dynamo = await testDynamoDb();
  const Projection = { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['shown'] };
  await dynamo.createTable('Games', ['pk', 'sk'], {
    AttributeDefinitions: [
      { AttributeName: 'score', AttributeType: 'N' },
      { AttributeName: 'league', AttributeType: 'S' },
    ],
    LocalSecondaryIndexes: [{ IndexName: 'by-score', KeySchema: keySchema('pk', 'score'), Projection }],
    GlobalSecondaryIndexes: [{ IndexName: 'by-league', KeySchema: keySchema('league', 'score'), Projection }],
  });
  for (const [sk, score] of [
    ['a', '30'],
    ['b', '9'],
    ['c', '-1'],
  ] as const) {
    await dynamo.putItem('Games', {
      pk: { S: 'p' },
      sk: { S: sk },
      score: { N: score },
      league: { S: 'x' },
      shown: { S: `shown ${sk}` },
      secret_: { S: `secret_ ${sk}`.padEnd(5000) },
    });
  }
  await dynamo.putItem('Games', { pk: { S: 'p' }, sk: { S: 'unscored' } });
  return dynamo;
}

const local = { TableName: 'Games', IndexName: 'by-score', KeyConditionExpression: 'pk = :p' };
const ofP = { ':p': { S: 'p' } };
const global = { TableName: 'Games', IndexName: 'by-league', KeyConditionExpression: 'league = :x' };
const ofX = { ':x': { S: 'x' } };

test('an index holds the items that have its keys, in its order, with what it projects', async () => {
  const dynamo = await started();
  const read = await dynamo.run(query, {
    ...global,
    ExpressionAttributeValues: ofX,
    ReturnConsumedCapacity: 'INDEXES',
  });
  assert.deepEqual(
    read.Items?.map(({ sk }) => sk),
    [{ S: 'c' }, { S: 'b' }, { S: 'a' }],
  );
  assert.deepEqual(Object.keys(read.Items?.[0] ?? {}).toSorted(), ['league', 'pk', 'score', 'shown', 'sk']);
  assert.deepEqual(read.ConsumedCapacity, {
    TableName: 'Games',
    CapacityUnits: 0.5,
    Table: { CapacityUnits: 0 },
    GlobalSecondaryIndexes: { 'by-league': { CapacityUnits: 0.5 } },
  });
  const page = await dynamo.run(query, {
    ...global,
    ExpressionAttributeValues: ofX,
    Limit: 1,
    ScanIndexForward: false,
  });
  assert.deepEqual(page.LastEvaluatedKey, { league: { S: 'x' }, score: { N: '30' }, pk: { S: 'p' }, sk: { S: 'a' } });
  await dynamo.stop();
});

test('a local index fetches what it lacks from the table, which charges for each item', async () => {
  const dynamo = await started();
  const read = await dynamo.run(query, {
    ...local,
    ExpressionAttributeValues: ofP,
    ProjectionExpression: 'sk, secret_',
    ReturnConsumedCapacity: 'INDEXES',
  });
  assert.deepEqual(read.Items?.[2], { sk: { S: 'a' }, secret_: { S: 'secret_ a'.padEnd(5000) } });
  assert.deepEqual(read.ConsumedCapacity, {
    TableName: 'Games',
    CapacityUnits: 3.5,
    Table: { CapacityUnits: 3 },
    LocalSecondaryIndexes: { 'by-score': { CapacityUnits: 0.5 } },
  });
  const all = await dynamo.run(query, { ...local, ExpressionAttributeValues: ofP, Select: 'ALL_ATTRIBUTES' });
  assert.equal(Object.keys(all.Items?.[0] ?? {}).length, 6);
  await dynamo.stop();
});

test('an item that goes while a local index fetches it is neither answered nor counted', async () => {
  const dynamo = await started();
  const { items } = dynamo.context;
  const read = items.read.bind(items);
  items.read = async (keys) => {
    await dynamo.run(deleteItem, { TableName: 'Games', Key: { pk: { S: 'p' }, sk: { S: 'a' } } });
    return read(keys);
  };
  const page = await dynamo.run(query, { ...local, ExpressionAttributeValues: ofP, Select: 'ALL_ATTRIBUTES' });
  assert.deepEqual([page.Items?.length, page.Count, page.ScannedCount], [2, 2, 3]);
  await dynamo.stop();
});

test('a global index refuses to answer what it lacks, and a query to filter by it', async () => {
  const dynamo = await started();
  const refused = (more: object, message: string): Promise<void> =>
    assert.rejects(dynamo.run(query, { ...global, ExpressionAttributeValues: ofX, ...more }), {
      code: 'ValidationException',
      message: `One or more parameter values were invalid: ${message}`,
    });
  await refused({ ProjectionExpression: 'secret_' }, 'Global secondary index by-league does not project [secret_]');
  await refused(
    { Select: 'ALL_ATTRIBUTES' },
    'Select type ALL_ATTRIBUTES is not supported for global secondary index by-league because its projection type is not ALL',
  );
  const filter = { FilterExpression: 'attribute_exists(secret_)' };
  await refused(filter, 'Secondary index by-league does not project one or more filter attributes: [secret_]');
  await assert.rejects(dynamo.run(query, { ...local, ExpressionAttributeValues: ofP, ...filter }), {
    message:
      'One or more parameter values were invalid: Secondary index by-score does not project one or more filter attributes: [secret_]',
  });
  const scanned = await dynamo.run(scan, { TableName: 'Games', IndexName: 'by-league', ...filter });
  assert.deepEqual([scanned.Count, scanned.ScannedCount], [0, 3]);
  await dynamo.stop();
});

test('a page of a local index’s entries is as large as the items that are fetched for it', async () => {
  const dynamo = await started();
  for (let i = 0; i < 40; i++) {
    await dynamo.putItem('Games', {
      pk: { S: 'q' },
      sk: { S: String(i) },
      score: { N: String(i) },
      secret_: { S: ''.padEnd(100_000) },
    });
  }
  const values = { ':p': { S: 'q' } };
  const asked = { ...local, ExpressionAttributeValues: values, Select: 'ALL_ATTRIBUTES' as const };
  const pages: [number | undefined, number | undefined, number][] = [];
  const found: unknown[] = [];
  for (let ExclusiveStartKey: RawItem | undefined, isLast = false; !isLast;) {
    const page = await dynamo.run(query, { ...asked, ...(ExclusiveStartKey && { ExclusiveStartKey }) });
    pages.push([page.Count, page.ScannedCount, page.Items?.length ?? 0]);
    found.push(...(page.Items ?? []).map(({ sk }) => sk));
    ExclusiveStartKey = page.LastEvaluatedKey;
    isLast = ExclusiveStartKey === undefined;
  }
  assert.deepEqual(pages, [
    [11, 11, 11],
    [11, 11, 11],
    [11, 11, 11],
    [7, 7, 7],
  ]);
  assert.deepEqual(
    found,
    Array.from({ length: 40 }, (_, i) => ({ S: String(i) })),
  );
  const filtered = await dynamo.run(query, {
    ...asked,
    FilterExpression: 'attribute_exists(shown)',
  });
  assert.deepEqual([filtered.Count, filtered.ScannedCount, filtered.LastEvaluatedKey], [0, 40, undefined]);
  const statement = `SELECT sk, secret_ FROM "Games"."by-score" WHERE pk = 'q'`;
  const selected: unknown[] = [];
  for (let NextToken: string | undefined, isLast = false; !isLast;) {
    const page = await dynamo.run(executeStatement, { Statement: statement, ...(NextToken && { NextToken }) });
    assert.ok((page.Items?.length ?? 0) <= 11);
    selected.push(...(page.Items ?? []).map(({ sk }) => sk));
    NextToken = page.NextToken;
    isLast = NextToken === undefined;
  }
  assert.deepEqual(selected, found);
  await dynamo.stop();
});
