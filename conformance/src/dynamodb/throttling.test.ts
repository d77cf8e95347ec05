import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createDynamoDb, definitions, keySchema, newTable, startDynamoDb, tableArn } from '../harness/dynamodb.js';
import { typed } from '../harness/refusals.js';

// AWS's limits are in force, and the clock stands still: each second is given.
const paddock = await startDynamoDb({ limits: true });
const { dynamo, send, control, url } = paddock;
await control.freeze();
after(() => paddock.close());

const pad = (kilobytes: number): { S: string } => ({ S: 'x'.repeat(kilobytes * 1024 - 50) });
const [table, indexed] = ['narrow', 'held-back'];
const ofTable =
  'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API.';
const ofIndex =
  'The level of configured provisioned throughput for one or more global secondary indexes of the table was exceeded. ' +
  'Consider increasing your provisioning level for the under-provisioned global secondary indexes with the UpdateTable API';
const exceeded = typed('ProvisionedThroughputExceededException');

const ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };
before(async () => {
  await newTable(dynamo, table, ['pk'], { ProvisionedThroughput });
  await newTable(dynamo, indexed, ['pk'], {
    ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits: 100 },
    AttributeDefinitions: definitions('g'),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'global',
        KeySchema: keySchema(['g']),
        Projection: { ProjectionType: 'ALL' },
        ProvisionedThroughput,
      },
    ],
  });
});

describe('a provisioned table', () => {
  it('takes five minutes’ worth at once, then so much a second, and says why it does not', async () => {
    const write = (pk: string): Promise<unknown> =>
      send('PutItem', { TableName: table, Item: { pk: { S: pk }, pad: pad(100) } }).then(({ json }) => json);
    for (const pk of ['a', 'b', 'c']) assert.deepEqual(await write(pk), {});
    const refusal = {
      __type: exceeded,
      message: ofTable,
      ThrottlingReasons: [{ reason: 'TableWriteProvisionedThroughputExceeded', resource: tableArn(table) }],
    };
    assert.deepEqual(await write('d'), refusal);
    await control.advance(300_000);
    assert.deepEqual(await write('d'), {});
  });

  it('has reads beside writes: keys are left that there is no capacity for', async () => {
    const Keys = Array.from({ length: 20 }, (_, i) => ({ pk: { S: ['a', 'b', 'c', 'd'][i] ?? `none${i}` } }));
    const RequestItems = { [table]: { Keys, ConsistentRead: true, ProjectionExpression: 'pk' } };
    let reads = 0;
    for (;;) {
      const { json } = await send('BatchGetItem', { RequestItems });
      const left = (json?.['UnprocessedKeys'] as Record<string, { Keys: unknown[] }> | undefined)?.[table];
      assert.ok(++reads < 20);
      if (left === undefined) continue;
      assert.ok(left.Keys.length > 0 && left.Keys.length < 20);
      assert.deepEqual(left, { ...RequestItems[table], Keys: left.Keys });
      break;
    }
    const { json } = await send('BatchGetItem', { RequestItems });
    assert.equal(json?.['__type'], exceeded, 'when nothing could be read at all');
    const one = await send('GetItem', { TableName: table, Key: Keys[0] });
    assert.deepEqual(one.json?.['ThrottlingReasons'], [
      { reason: 'TableReadProvisionedThroughputExceeded', resource: tableArn(table) },
    ]);
  });

  it('cancels transactions with that reason', async () => {
    const put = { Put: { TableName: table, Item: { pk: { S: 't' }, pad: pad(200) } } };
    await control.advance(300_000);
    assert.equal((await send('TransactWriteItems', { TransactItems: [put] })).status, 200);
    const { json } = await send('TransactWriteItems', { TransactItems: [put] });
    assert.equal(json?.['__type'], typed('TransactionCanceledException'));
    assert.deepEqual(json['CancellationReasons'], [{ Code: 'ProvisionedThroughputExceeded', Message: ofTable }]);
  });

  it('is waited for by the SDK', async () => {
    await control.release();
    const patient = createDynamoDb(url, { maxAttempts: 8 });
    const quick = await newTable(dynamo, 'quick', ['pk'], {
      ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits: 1 },
    });
    try {
      await dynamo.putItem({ TableName: quick, Item: { pk: { S: 'a' }, pad: pad(299) } });
      for (const pk of ['b', 'c', 'd']) await patient.putItem({ TableName: quick, Item: { pk: { S: pk } } });
    } finally {
      patient.destroy();
      await control.freeze();
    }
  });
});

describe('a global index without capacity', () => {
  it('holds back what would be written to it, and nothing else', async () => {
    const write = async (more: object): Promise<Record<string, unknown> | undefined> =>
      (await send('PutItem', { TableName: indexed, Item: { pk: { S: 'a' }, ...more } })).json;
    assert.deepEqual(await write({ g: { S: '1' }, pad: pad(300) }), {});
    assert.deepEqual(await write({ g: { S: '2' } }), {
      __type: exceeded,
      message: ofIndex,
      ThrottlingReasons: [
        { reason: 'IndexWriteProvisionedThroughputExceeded', resource: `${tableArn(indexed)}/index/global` },
      ],
    });
    const found = await dynamo.getItem({ TableName: indexed, Key: { pk: { S: 'a' } }, ConsistentRead: true });
    assert.equal(found.Item?.['g']?.S, '1', 'nothing of it was written');
    const other = await send('PutItem', { TableName: indexed, Item: { pk: { S: 'b' } } });
    assert.deepEqual(other.json, {}, 'which has no part in the index');
  });
});

describe('an on-demand table', () => {
  it('keeps to the maximum that it was given', async () => {
    const TableName = await newTable(dynamo, 'bounded', ['pk'], {
      OnDemandThroughput: { MaxReadRequestUnits: 10, MaxWriteRequestUnits: 5 },
    });
    const put = (kilobytes: number) => send('PutItem', { TableName, Item: { pk: { S: 'a' }, pad: pad(kilobytes) } });
    assert.equal((await put(5)).status, 200);
    const { json } = await put(1);
    assert.deepEqual(json, {
      __type: 'com.amazon.coral.availability#ThrottlingException',
      message: 'Throughput exceeds the maximum OnDemandThroughput configured on table or index',
      throttlingReasons: [{ reason: 'TableWriteMaxOnDemandThroughputExceeded', resource: tableArn(TableName) }],
    });
    await control.advance(1000);
    assert.equal((await put(1)).status, 200);
  });
});
