import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { definitions, keySchema, newTable, startDynamoDb } from '../harness/dynamodb.js';

const paddock = await startDynamoDb();
const { dynamo, send } = paddock;
after(() => paddock.close());

const [plain, indexed] = ['plain', 'indexed'];
const S = 'a';
before(async () => {
  await newTable(dynamo, plain);
  await newTable(dynamo, indexed, ['pk', 'sk'], {
    AttributeDefinitions: definitions('g', 'l'),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'global',
        KeySchema: keySchema(['g']),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x'] },
      },
    ],
    LocalSecondaryIndexes: [
      { IndexName: 'local', KeySchema: keySchema(['pk'], ['l']), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  });
});

/** What a request took, as INDEXES tells it. */
async function consumed(operation: string, input: object): Promise<unknown> {
  const { json, text } = await send(operation, { ReturnConsumedCapacity: 'INDEXES', ...input });
  assert.ok(json?.['ConsumedCapacity'], text);
  return json['ConsumedCapacity'];
}

const units = (CapacityUnits: number): object => ({ CapacityUnits });
const ofPlain = (count: number): object => ({ TableName: plain, CapacityUnits: count, Table: units(count) });
const ofIndexed = (table: number, global = 0, local = 0): object => ({
  TableName: indexed,
  CapacityUnits: table + global + local,
  Table: units(table),
  ...(local > 0 ? { LocalSecondaryIndexes: { local: units(local) } } : {}),
  ...(global > 0 ? { GlobalSecondaryIndexes: { global: units(global) } } : {}),
});
const put = (Item: object, TableName = plain): Promise<unknown> => consumed('PutItem', { TableName, Item });

/** An item of so many bytes in all, by its padding. */
const sized = (pk: string, bytes: number): object => ({
  pk: { S: pk },
  x: { S: 'x'.repeat(bytes - 'pk'.length - pk.length - 'x'.length) },
});

describe('what a request took', () => {
  it('is told when asked, as the sum or by index', async () => {
    const key = { TableName: plain, Key: { pk: { S: 'asked' } } };
    for (const [ReturnConsumedCapacity, expected] of [
      [undefined, undefined],
      ['NONE', undefined],
      ['TOTAL', { TableName: plain, CapacityUnits: 0.5 }],
      ['INDEXES', ofPlain(0.5)],
    ] as const) {
      const { json } = await send('GetItem', { ...key, ReturnConsumedCapacity });
      assert.deepEqual(json, expected === undefined ? {} : { ConsumedCapacity: expected });
    }
  });

  it('of a write is the larger item, by the kilobyte', async () => {
    assert.deepEqual(await put(sized('w', 1024)), ofPlain(1));
    assert.deepEqual(await put(sized('w', 1025)), ofPlain(2));
    assert.deepEqual(await put(sized('w', 20)), ofPlain(2));
    assert.deepEqual(await put(sized('w', 10 * 1024 + 1)), ofPlain(11));
    const TableName = plain;
    const Key = { pk: { S: 'w' } };
    assert.deepEqual(await consumed('UpdateItem', { TableName, Key, UpdateExpression: 'REMOVE x' }), ofPlain(11));
    assert.deepEqual(await consumed('DeleteItem', { TableName, Key }), ofPlain(1));
    assert.deepEqual(await consumed('DeleteItem', { TableName, Key }), ofPlain(1), 'of what is not there');
  });

  it('of a read is half as much by four kilobytes, or the whole when it is consistent', async () => {
    const TableName = plain;
    for (const [bytes, expected] of [
      [4096, 0.5],
      [4097, 1],
      [12_288, 1.5],
    ] as const) {
      await put(sized('r', bytes));
      const Key = { pk: { S: 'r' } };
      assert.deepEqual(await consumed('GetItem', { TableName, Key }), ofPlain(expected));
      assert.deepEqual(await consumed('GetItem', { TableName, Key, ConsistentRead: true }), ofPlain(expected * 2));
      const projected = { TableName, Key, ProjectionExpression: 'pk' };
      assert.deepEqual(await consumed('GetItem', projected), ofPlain(expected), 'whatever is answered of it');
    }
    const nothing = { TableName, Key: { pk: { S: 'nothing' } } };
    assert.deepEqual(await consumed('GetItem', nothing), ofPlain(0.5));
    assert.deepEqual(await consumed('GetItem', { ...nothing, ConsistentRead: true }), ofPlain(1));
  });

  it('counts attributes by name and value', async () => {
    // Sizes at which a kilobyte is just not, and just, exceeded.
    const value = async (of: object, bytes: number): Promise<void> => {
      const rest = 1024 - bytes - 'pk'.length - 's'.length - 'v'.length - 'x'.length;
      for (const [more, expected] of [
        [0, 1],
        [1, 2],
      ] as const) {
        const Item = { pk: { S: 's' }, v: of, x: { S: 'x'.repeat(rest + more) } };
        await send('DeleteItem', { TableName: plain, Key: { pk: { S: 's' } } });
        assert.deepEqual(await put(Item), ofPlain(expected), `${JSON.stringify(of)} of ${bytes} bytes`);
      }
    };
    await value({ S: 'ü€𝄞' }, 9);
    await value({ B: 'AAAA' }, 3);
    await value({ BOOL: true }, 1);
    await value({ NULL: true }, 1);
    await value({ SS: ['a', 'bc'] }, 3);
    await value({ NS: ['1', '123'] }, 5);
    await value({ L: [] }, 3);
    await value({ L: [{ S: 'aa' }, { S: 'aa' }] }, 9);
    await value({ M: {} }, 3);
    await value({ M: { ab: { S: 'c' } } }, 7);
    for (const [number, bytes] of [
      ['0', 1],
      ['-0', 1],
      ['1', 2],
      ['12', 2],
      ['123', 3],
      ['100', 2],
      ['1010', 3],
      ['0.0000001', 2],
      ['1E125', 2],
      ['1.5', 3],
      ['1.234', 4],
      ['3.14159', 5],
      ['123456', 4],
      ['100.5', 4],
      ['-42', 3],
      ['12345678901234567890123456789012345678', 20],
    ] as const)
      await value({ N: number }, bytes);
  });

  it('of an index is what changes in it', async () => {
    const Item = { pk: { S }, sk: { S } };
    assert.deepEqual(await put(Item, indexed), ofIndexed(1));
    const inBoth = { ...Item, g: { S: 'g1' }, l: { S: 'l1' } };
    assert.deepEqual(await put(inBoth, indexed), ofIndexed(1, 1, 1), 'it comes');
    assert.deepEqual(await put(inBoth, indexed), ofIndexed(1), 'it stays as it is');
    assert.deepEqual(await put({ ...inBoth, unprojected: { S } }, indexed), ofIndexed(1));
    assert.deepEqual(await put({ ...inBoth, x: { S } }, indexed), ofIndexed(1, 1), 'what is projected changes');
    assert.deepEqual(await put({ ...inBoth, x: { S }, g: { S: 'g2' } }, indexed), ofIndexed(1, 2), 'its key changes');
    assert.deepEqual(
      await put({ ...inBoth, x: { S: 'x'.repeat(2000) }, g: { S: 'g2' } }, indexed),
      ofIndexed(2, 2),
      'it grows',
    );
    assert.deepEqual(await consumed('DeleteItem', { TableName: indexed, Key: Item }), ofIndexed(2, 2, 1), 'it leaves');
  });

  it('of a query is what it looked at, rounded once', async () => {
    const TableName = indexed;
    for (let i = 0; i < 5; i++) {
      const Item = { pk: { S: 'q' }, sk: { S: String(i) }, g: { S: 'q' }, l: { S: 'l' }, y: { S: 'x'.repeat(1500) } };
      await put(Item, indexed);
    }
    const query = { TableName, KeyConditionExpression: 'pk = :q', ExpressionAttributeValues: { ':q': { S: 'q' } } };
    assert.deepEqual(await consumed('Query', query), ofIndexed(1));
    assert.deepEqual(await consumed('Query', { ...query, ConsistentRead: true }), ofIndexed(2));
    const less = { ...query, FilterExpression: 'attribute_exists(nothing)', Select: 'COUNT' };
    assert.deepEqual(await consumed('Query', less), ofIndexed(1), 'whatever is filtered and answered');
    const local = { ...query, IndexName: 'local' };
    assert.deepEqual(await consumed('Query', local), ofIndexed(0, 0, 0.5));
    const fetched = { ...local, ProjectionExpression: 'y' };
    assert.deepEqual(await consumed('Query', fetched), ofIndexed(2.5, 0, 0.5), 'and each item that is fetched');
    const global = { ...query, IndexName: 'global', KeyConditionExpression: 'g = :q' };
    assert.deepEqual(await consumed('Query', global), ofIndexed(0, 0.5));
    const none = { ...query, ExpressionAttributeValues: { ':q': { S: 'none' } } };
    assert.deepEqual(await consumed('Query', none), ofIndexed(0.5));
    assert.deepEqual(await consumed('Scan', { TableName, ConsistentRead: true }), ofIndexed(2));
  });

  it('of batches is a list, each item rounded by itself', async () => {
    await put(sized('b1', 4097));
    await put(sized('b2', 10));
    const Keys = ['b1', 'b2', 'b3'].map((pk) => ({ pk: { S: pk } }));
    assert.deepEqual(await consumed('BatchGetItem', { RequestItems: { [plain]: { Keys } } }), [ofPlain(2)]);
    const consistent = { RequestItems: { [plain]: { Keys, ConsistentRead: true } } };
    assert.deepEqual(await consumed('BatchGetItem', consistent), [ofPlain(4)]);
    const write = {
      [plain]: [{ DeleteRequest: { Key: Keys[0] } }, { PutRequest: { Item: sized('b4', 1025) } }],
      [indexed]: [{ PutRequest: { Item: { pk: { S: 'b' }, sk: { S }, g: { S } } } }],
    };
    assert.deepEqual(await consumed('BatchWriteItem', { RequestItems: write }), [ofPlain(7), ofIndexed(1, 1)]);
  });

  it('of transactions counts twice, and says which way', async () => {
    const TransactItems = [
      { Put: { TableName: plain, Item: sized('t1', 1025) } },
      { Put: { TableName: indexed, Item: { pk: { S: 't' }, sk: { S }, g: { S } } } },
    ];
    const both = (count: number): object => ({ CapacityUnits: count, WriteCapacityUnits: count });
    assert.deepEqual(await consumed('TransactWriteItems', { TransactItems }), [
      { TableName: plain, ...both(4), Table: both(4) },
      { TableName: indexed, ...both(4), Table: both(2), GlobalSecondaryIndexes: { global: both(2) } },
    ]);
  });
});

describe('item collections', () => {
  const metrics = [{ ItemCollectionKey: { pk: { S: 'm' } }, SizeEstimateRangeGB: [0, 1] }];
  const Item = { pk: { S: 'm' }, sk: { S } };
  it('are told of where there are local indexes', async () => {
    const ReturnItemCollectionMetrics = 'SIZE';
    const own = await send('PutItem', { TableName: indexed, Item, ReturnItemCollectionMetrics });
    assert.deepEqual(own.json, { ItemCollectionMetrics: metrics[0] });
    const RequestItems = { [indexed]: [{ PutRequest: { Item } }], [plain]: [{ PutRequest: { Item } }] };
    const batch = await send('BatchWriteItem', { RequestItems, ReturnItemCollectionMetrics });
    assert.deepEqual(batch.json, { UnprocessedItems: {}, ItemCollectionMetrics: { [indexed]: metrics } });
    const none = await send('PutItem', { TableName: plain, Item, ReturnItemCollectionMetrics });
    assert.deepEqual(none.json, {});
  });
});
