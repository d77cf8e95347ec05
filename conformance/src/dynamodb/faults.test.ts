import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import '../harness/quiet.js';
import { newTable, startDynamoDb, type DynamoPaddock } from '../harness/dynamodb.js';

describe('faults on demand', () => {
  let paddock: DynamoPaddock;
  before(async () => {
    paddock = await startDynamoDb();
    await newTable(paddock.dynamo, 'Faulty');
  });
  after(() => paddock.close());

  const keys = Array.from({ length: 20 }, (_, i) => ({ pk: { S: `key ${i}` } }));

  it('leave a part of a batch unprocessed, or refuse it when nothing is left', async () => {
    const { dynamo, control } = paddock;
    const RequestItems = { Faulty: keys.map((Item) => ({ PutRequest: { Item } })) };
    await control.addFault({ service: 'dynamodb', operation: 'BatchWriteItem', kind: 'partial', fraction: 0.5 });
    const { UnprocessedItems } = await dynamo.batchWriteItem({ RequestItems });
    const unprocessed = UnprocessedItems?.['Faulty']?.length ?? 0;
    assert.ok(unprocessed > 0 && unprocessed < keys.length, `${unprocessed} of ${keys.length}`);
    assert.equal((await dynamo.scan({ TableName: 'Faulty' })).Count, keys.length - unprocessed);
    await control.clearFaults();
    assert.deepEqual((await dynamo.batchWriteItem({ RequestItems })).UnprocessedItems, {});

    await control.addFault({ service: 'dynamodb', kind: 'partial', fraction: 1 });
    const throttled = { name: 'ThrottlingException' };
    await assert.rejects(dynamo.batchGetItem({ RequestItems: { Faulty: { Keys: keys } } }), throttled);
    await assert.rejects(dynamo.batchWriteItem({ RequestItems }), throttled);
    await control.clearFaults();
    await control.addFault({ service: 'dynamodb', operation: 'BatchGetItem', kind: 'partial', fraction: 0.5 });
    const read = await dynamo.batchGetItem({ RequestItems: { Faulty: { Keys: keys } } });
    const [found, left] = [read.Responses?.['Faulty']?.length, read.UnprocessedKeys?.['Faulty']?.Keys?.length];
    assert.equal((found ?? 0) + (left ?? 0), keys.length);
    assert.ok((left ?? 0) > 0);
  });
});
