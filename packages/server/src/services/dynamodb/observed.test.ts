import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StructureShape } from '@paddock/wire';
import { bind, type Operation } from '../../operation.js';
import type { DynamoDbContext } from './context.js';
import { observed } from './observed.js';
import { batchWriteItem } from './operations/batch-write-item.js';
import { executeStatement } from './operations/execute-statement.js';
import { getItem } from './operations/get-item.js';
import { putItem } from './operations/put-item.js';
import { query } from './operations/query.js';
import { burstSeconds } from './domain/burst-bucket.js';
import { testDynamoDb, type TestDynamoDb } from './testing.js';

const table = 'Herd';

async function started(): Promise<TestDynamoDb> {
  const dynamo = await testDynamoDb({ limits: true });
  await dynamo.createTable(table, ['pk'], {
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
  });
  return dynamo;
}

async function call<I extends StructureShape, O extends StructureShape | undefined>(
  dynamo: TestDynamoDb,
  operation: Operation<DynamoDbContext, I, O>,
  input: unknown,
): Promise<unknown> {
  return await observed(bind(operation, dynamo.context), dynamo.context).run(input, dynamo.request);
}

/** The sum of a metric, and how many values it is of. */
function metric(
  dynamo: TestDynamoDb,
  name: string,
  dimensions: Record<string, string>,
): { sum: number; count: number } {
  const { principal, region } = dynamo.request;
  const points = dynamo.metrics.query({
    account: principal.account,
    region,
    namespace: 'AWS/DynamoDB',
    metric: name,
    dimensions,
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
  });
  return {
    sum: points.reduce((sum, point) => sum + point.sum, 0),
    count: points.reduce((sum, point) => sum + point.count, 0),
  };
}

test('what a request took, and how long, are metrics of its table', async () => {
  const dynamo = await started();
  await call(dynamo, putItem, { TableName: table, Item: { pk: { S: 'a' } } });
  await call(dynamo, getItem, { TableName: table, Key: { pk: { S: 'a' } } });
  await call(dynamo, query, {
    TableName: table,
    KeyConditionExpression: 'pk = :a',
    ExpressionAttributeValues: { ':a': { S: 'a' } },
  });
  await call(dynamo, executeStatement, { Statement: `SELECT * FROM "${table}" WHERE pk = 'a'` });
  const ofTable = { TableName: table };
  assert.equal(metric(dynamo, 'ConsumedWriteCapacityUnits', ofTable).sum, 1);
  assert.equal(metric(dynamo, 'ConsumedReadCapacityUnits', ofTable).sum, 1.5);
  assert.deepEqual(metric(dynamo, 'ProvisionedReadCapacityUnits', ofTable), { sum: 1, count: 1 });
  for (const Operation of ['PutItem', 'GetItem', 'Query', 'ExecuteStatement'])
    assert.equal(metric(dynamo, 'SuccessfulRequestLatency', { ...ofTable, Operation }).count, 1, Operation);
  assert.equal(metric(dynamo, 'ReturnedItemCount', { ...ofTable, Operation: 'Query' }).sum, 1);
  await dynamo.stop();
});

test('what went wrong is told by its kind', async () => {
  const dynamo = await started();
  const put = (more: object): Promise<unknown> =>
    call(dynamo, putItem, { TableName: table, Item: { pk: { S: 'a' } }, ...more });
  await assert.rejects(put({ ConditionExpression: 'attribute_exists(pk)' }));
  await assert.rejects(put({ ConditionExpression: 'what is this' }));
  const ofTable = { TableName: table };
  assert.equal(metric(dynamo, 'ConditionalCheckFailedRequests', ofTable).sum, 1);
  assert.equal(metric(dynamo, 'UserErrors', {}).sum, 1);
  for (let i = 0; i < burstSeconds - 2; i++) await put({});
  const item = (pk: string) => ({ PutRequest: { Item: { pk: { S: pk } } } });
  await call(dynamo, batchWriteItem, { RequestItems: { [table]: [item('x'), item('y')] } });
  await assert.rejects(put({}));
  assert.equal(metric(dynamo, 'ThrottledRequests', { ...ofTable, Operation: 'BatchWriteItem' }).sum, 1);
  assert.equal(metric(dynamo, 'ThrottledRequests', { ...ofTable, Operation: 'PutItem' }).sum, 1);
  assert.equal(metric(dynamo, 'WriteThrottleEvents', ofTable).sum, 2);
  assert.equal(metric(dynamo, 'WriteProvisionedThroughputThrottleEvents', ofTable).sum, 2);
  await dynamo.stop();
});

test('a fault of ours is a system error', async () => {
  const dynamo = await started();
  await dynamo.tables.close();
  await assert.rejects(call(dynamo, putItem, { TableName: table, Item: { pk: { S: 'a' } } }));
  assert.equal(metric(dynamo, 'SystemErrors', { TableName: table, Operation: 'PutItem' }).sum, 1);
  assert.equal(metric(dynamo, 'UserErrors', {}).sum, 0);
  await dynamo.stop();
});
