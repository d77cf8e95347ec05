import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AwsError } from '@paddock/wire';
import { burstSeconds } from './domain/burst-bucket.js';
import { initialRate, OnDemandRate, tableQuota } from './domain/on-demand-rate.js';
import { batchGetItem } from './operations/batch-get-item.js';
import { batchWriteItem } from './operations/batch-write-item.js';
import { deleteItem } from './operations/delete-item.js';
import { getItem } from './operations/get-item.js';
import { putItem } from './operations/put-item.js';
import { query } from './operations/query.js';
import { transactWriteItems } from './operations/transact-write-items.js';
import { testDynamoDb, type TestDynamoDb } from './testing.js';

const one = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
const provisioned = { BillingMode: 'PROVISIONED', ProvisionedThroughput: one } as const;
const put = (dynamo: TestDynamoDb, pk: string, more: object = {}): Promise<unknown> =>
  dynamo.run(putItem, { TableName: 'Tab', Item: { pk: { S: pk }, ...more } });
const item = (pk: string) => ({ PutRequest: { Item: { pk: { S: pk } } } });
const exceeded = {
  code: 'ProvisionedThroughputExceededException',
  message:
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.',
};

test('a provisioned table keeps what it did not use for five minutes, and then refuses', async () => {
  const dynamo = await testDynamoDb({ limits: true });
  await dynamo.createTable('Tab', ['pk'], provisioned);
  for (let i = 0; i < burstSeconds; i++) await put(dynamo, `${i}`);
  await assert.rejects(put(dynamo, 'over'), exceeded);
  await dynamo.clock.advance(1000);
  await put(dynamo, 'again');
  await assert.rejects(put(dynamo, 'over'), exceeded);
  await dynamo.clock.advance(3_600_000);
  for (let i = 0; i < burstSeconds; i++) await put(dynamo, `${i}`);
  await assert.rejects(put(dynamo, 'over'), (error: AwsError) => {
    assert.deepEqual(error.members['ThrottlingReasons'], [
      { reason: 'TableWriteProvisionedThroughputExceeded', resource: tableArn(dynamo) },
    ]);
    return true;
  });
  await dynamo.stop();
});

const tableArn = ({ request }: TestDynamoDb): string =>
  `arn:aws:dynamodb:${request.region}:${request.principal.account}:table/Tab`;

test('a request larger than what is left is let through, and paid back', async () => {
  const dynamo = await testDynamoDb({ limits: true });
  await dynamo.createTable('Tab', ['pk'], provisioned);
  await put(dynamo, 'big', { data: { S: 'x'.repeat(399 * 1024) } });
  await assert.rejects(put(dynamo, 'over'), exceeded);
  await dynamo.clock.advance(99_000);
  await assert.rejects(put(dynamo, 'over'), exceeded);
  await dynamo.clock.advance(2_000);
  await put(dynamo, 'paid');
  await dynamo.stop();
});

test('a batch does what there is capacity for, and answers the rest', async () => {
  const dynamo = await testDynamoDb({ limits: true });
  await dynamo.createTable('Tab', ['pk'], provisioned);
  for (let i = 0; i < burstSeconds - 10; i++) await put(dynamo, `${i}`);
  const writes = Array.from({ length: 25 }, (_, i) => item(`batch ${i}`));
  const written = await dynamo.run(batchWriteItem, { RequestItems: { Tab: writes }, ReturnConsumedCapacity: 'TOTAL' });
  assert.deepEqual({ ...written.UnprocessedItems }, { Tab: writes.slice(10) });
  assert.deepEqual(written.ConsumedCapacity, [{ TableName: 'Tab', CapacityUnits: 10 }]);
  await assert.rejects(dynamo.run(batchWriteItem, { RequestItems: { Tab: writes.slice(10) } }), exceeded);
  await dynamo.clock.advance(15_000);
  const rest = await dynamo.run(batchWriteItem, { RequestItems: { Tab: writes.slice(10) } });
  assert.deepEqual({ ...rest.UnprocessedItems }, {});
  await dynamo.stop();
});

test('reads have units of their own; a batch of reads answers the keys that are left', async () => {
  const dynamo = await testDynamoDb({ limits: true });
  await dynamo.createTable('Tab', ['pk'], provisioned);
  await put(dynamo, 'a');
  const get = (consistent: boolean): Promise<unknown> =>
    dynamo.run(getItem, { TableName: 'Tab', Key: { pk: { S: 'a' } }, ConsistentRead: consistent });
  for (let i = 0; i < burstSeconds - 1; i++) await get(true);
  await get(false);
  const keys = ['a', 'b', 'c'].map((pk) => ({ pk: { S: pk } }));
  const batch = { Tab: { Keys: keys, ConsistentRead: true } };
  const read = await dynamo.run(batchGetItem, { RequestItems: batch });
  assert.deepEqual({ ...read.Responses }, { Tab: [{ pk: { S: 'a' } }] });
  assert.deepEqual({ ...read.UnprocessedKeys }, { Tab: { Keys: keys.slice(1), ConsistentRead: true } });
  await assert.rejects(get(true), exceeded);
  await assert.rejects(
    dynamo.run(query, {
      TableName: 'Tab',
      KeyConditionExpression: 'pk = :a',
      ExpressionAttributeValues: { ':a': { S: 'a' } },
    }),
    exceeded,
  );
  await put(dynamo, 'b');
  await dynamo.stop();
});

test('an index without capacity holds back the writes of its table that touch it', async () => {
  const dynamo = await testDynamoDb({ limits: true });
  await dynamo.createTable('Tab', ['pk'], {
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 100 },
    AttributeDefinitions: [{ AttributeName: 'g', AttributeType: 'S' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'by-g',
        KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
        ProvisionedThroughput: one,
      },
    ],
  });
  for (let i = 0; i < burstSeconds; i++) await put(dynamo, `${i}`, { g: { S: 'x' } });
  await assert.rejects(put(dynamo, 'over', { g: { S: 'x' } }), {
    code: 'ProvisionedThroughputExceededException',
    message:
      'The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. ' +
      'Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API',
  });
  await put(dynamo, 'elsewhere');
  await dynamo.stop();
});

test('a transaction that finds no capacity is cancelled, with the reason', async () => {
  const dynamo = await testDynamoDb({ limits: true });
  await dynamo.createTable('Tab', ['pk'], provisioned);
  for (let i = 0; i < burstSeconds - 3; i++) await put(dynamo, `${i}`);
  const actions = ['x', 'y', 'z'].map((pk) => ({ Put: { TableName: 'Tab', Item: { pk: { S: pk } } } }));
  await assert.rejects(dynamo.run(transactWriteItems, { TransactItems: actions }), (error: AwsError) => {
    assert.equal(error.code, 'TransactionCanceledException');
    assert.deepEqual(error.members['CancellationReasons'], [
      { Code: 'None' },
      { Code: 'None' },
      { Code: 'ProvisionedThroughputExceeded', Message: exceeded.message },
    ]);
    return true;
  });
  await dynamo.stop();
});

test('a maximum of an on-demand table is kept', async () => {
  const dynamo = await testDynamoDb({ limits: true });
  await dynamo.createTable('Tab', ['pk'], { OnDemandThroughput: { MaxReadRequestUnits: 1, MaxWriteRequestUnits: 2 } });
  await put(dynamo, 'a');
  await put(dynamo, 'b');
  await assert.rejects(put(dynamo, 'c'), {
    code: 'ThrottlingException',
    message: 'Throughput exceeds the maximum OnDemandThroughput configured on table or index',
  });
  await dynamo.clock.advance(1000);
  await put(dynamo, 'c');
  await dynamo.stop();
});

test('a table that was warmed takes more at once', async () => {
  const dynamo = await testDynamoDb({ limits: true });
  await dynamo.createTable('Cold');
  await dynamo.createTable('Warm', ['pk'], {
    WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 8_000 },
  });
  const { throughput } = dynamo.context;
  const admits = async (name: string, units: number): Promise<boolean> => {
    const view = await dynamo.table(name);
    throughput.wrote(view, units, [], 1);
    try {
      throughput.admission(1).write(view, 1, []);
      return true;
    } catch {
      return false;
    }
  };
  assert.equal(await admits('Cold', burstSeconds * 4_000), false);
  assert.equal(await admits('Warm', burstSeconds * 4_000), true);
  await dynamo.stop();
});

test('what a failed condition looked at is paid for', async () => {
  const dynamo = await testDynamoDb({ limits: true });
  await dynamo.createTable('Tab', ['pk'], provisioned);
  const fail = (): Promise<unknown> =>
    dynamo.run(deleteItem, {
      TableName: 'Tab',
      Key: { pk: { S: 'a' } },
      ConditionExpression: 'attribute_exists(pk)',
    });
  for (let i = 0; i < burstSeconds; i++) await assert.rejects(fail(), { code: 'ConditionalCheckFailedException' });
  await assert.rejects(put(dynamo, 'over'), exceeded);
  await dynamo.stop();
});

test('without limits nothing is refused', async () => {
  const dynamo = await testDynamoDb();
  await dynamo.createTable('Tab', ['pk'], provisioned);
  for (let i = 0; i < burstSeconds + 10; i++) await put(dynamo, `${i}`);
  await dynamo.stop();
});

test('an on-demand table takes twice its earlier peak, once half an hour has passed', () => {
  const rate = new OnDemandRate(initialRate.write, 0);
  assert.equal(rate.at(0), 4_000);
  rate.took(3_000, 1_000);
  rate.took(2_500, 1_500);
  assert.equal(rate.at(60_000), 4_000);
  assert.equal(rate.at(30 * 60_000), 11_000);
  rate.took(30_000, 31 * 60_000);
  assert.equal(rate.at(61 * 60_000), tableQuota);
});
