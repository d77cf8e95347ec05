import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { definitions, keySchema, newTable, startDynamoDb, tableArn } from '../harness/dynamodb.js';
import { typed } from '../harness/refusals.js';

const paddock = await startDynamoDb();
const { dynamo, send } = paddock;
after(() => paddock.close());

const TableName = 'behaviour';
before(() =>
  newTable(dynamo, TableName, ['pk'], {
    AttributeDefinitions: definitions('g'),
    GlobalSecondaryIndexes: [
      { IndexName: 'global', KeySchema: keySchema(['g']), Projection: { ProjectionType: 'ALL' } },
    ],
  }),
);

type Item = Record<string, unknown>;
const Key = { pk: { S: 'k' } };
const answer = async (operation: string, input: object): Promise<Item | undefined> =>
  (await send(operation, { TableName, ...input })).json;
const put = async (item: Item): Promise<void> =>
  assert.deepEqual(await answer('PutItem', { Item: { ...Key, ...item } }), {});
const get = async (): Promise<unknown> => (await answer('GetItem', { Key, ConsistentRead: true }))?.['Item'];
/** What an update leaves of the item beside its key. */
async function update(from: Item, UpdateExpression: string, values?: object): Promise<unknown> {
  await put(from);
  const input = { Key, UpdateExpression, ReturnValues: 'ALL_NEW' };
  const json = await answer(
    'UpdateItem',
    values === undefined ? input : { ...input, ExpressionAttributeValues: values },
  );
  const { pk: _, ...rest } = (json?.['Attributes'] ?? json) as Item;
  return rest;
}

describe('what is put comes back', () => {
  it('in normal form', async () => {
    const normal: readonly (readonly [unknown, unknown?])[] = [
      [{ S: '' }],
      [{ S: 'ü€𝄞\u0000"\\' }],
      [{ B: '' }],
      [{ B: 'AP8=' }],
      [{ BOOL: false }],
      [{ NULL: true }],
      [{ N: '0042.1200' }, { N: '42.12' }],
      [{ N: '-0' }, { N: '0' }],
      [{ N: '+5' }, { N: '5' }],
      [{ N: '.5' }, { N: '0.5' }],
      [{ N: '5.' }, { N: '5' }],
      [{ N: '1.5E+3' }, { N: '1500' }],
      [{ N: '1E125' }, { N: `1${'0'.repeat(125)}` }],
      [{ N: '1E-130' }, { N: `0.${'0'.repeat(129)}1` }],
      [{ N: '0e125' }, { N: '0' }],
      [{ N: '9'.repeat(38) }],
      [{ SS: ['b', '', 'a'] }, { SS: ['', 'a', 'b'] }],
      [{ BS: ['/w==', 'AA=='] }, { BS: ['AA==', '/w=='] }],
      [{ L: [] }],
      [{ M: {} }],
      [{ L: [{ M: { a: { L: [{ N: '1.0' }] } } }] }, { L: [{ M: { a: { L: [{ N: '1' }] } } }] }],
      [{ M: { ['__proto__']: { S: 'x' }, constructor: { S: 'y' }, toString: { N: '1' } } }],
      [{ S: 'x', unknown: 'dropped', N: null }, { S: 'x' }],
      [{ BOOL: 'TRUE' }, { BOOL: true }],
    ];
    for (const [given, expected = given] of normal) {
      await put({ a: given });
      const got = (await get()) as Item;
      assert.equal(JSON.stringify(got['a']), JSON.stringify(expected));
    }
  });

  it('under names that are properties of every object', async () => {
    const text = `{"TableName":"${TableName}","Item":{"pk":{"S":"proto"},"__proto__":{"S":"a"},"constructor":{"S":"b"},"hasOwnProperty":{"S":"c"}}}`;
    assert.deepEqual((await send('PutItem', text)).json, {});
    const found = await send('GetItem', { TableName, Key: { pk: { S: 'proto' } } });
    assert.match(found.text, /"__proto__":\{"S":"a"\}/);
    assert.match(found.text, /"constructor":\{"S":"b"\}/);
    assert.match(found.text, /"hasOwnProperty":\{"S":"c"\}/);
    const updated = await send('UpdateItem', {
      TableName,
      Key: { pk: { S: 'proto' } },
      UpdateExpression: 'SET #p = :v REMOVE #c',
      ExpressionAttributeNames: { '#p': '__proto__', '#c': 'constructor' },
      ExpressionAttributeValues: { ':v': { S: 'changed' } },
      ReturnValues: 'UPDATED_NEW',
    });
    assert.equal(updated.text, '{"Attributes":{"__proto__":{"S":"changed"}}}');
  });

  it('of tables, indexes and keys so named, too', async () => {
    const name = '__proto__';
    const attributes = [name, 'constructor', 'toString'].map((AttributeName) => ({
      AttributeName,
      AttributeType: 'S',
    }));
    const made = await send('CreateTable', {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes,
      KeySchema: keySchema([name], ['constructor']),
      GlobalSecondaryIndexes: [
        { IndexName: name, KeySchema: keySchema(['toString'], [name]), Projection: { ProjectionType: 'KEYS_ONLY' } },
      ],
    });
    assert.equal(made.status, 200, made.text);
    const items = ['a', 'b', 'c'].map((c) => `{"__proto__":{"S":"p"},"constructor":{"S":"${c}"},"toString":{"S":"t"}}`);
    const puts = items.map((item) => `{"PutRequest":{"Item":${item}}}`).join();
    const put = await send('BatchWriteItem', `{"RequestItems":{"__proto__":[${puts}]}}`);
    assert.equal(put.text, '{"UnprocessedItems":{}}');
    const read = await send(
      'BatchGetItem',
      `{"RequestItems":{"__proto__":{"Keys":[{"__proto__":{"S":"p"},"constructor":{"S":"b"}}]}}}`,
    );
    assert.equal(read.text, `{"Responses":{"__proto__":[${items[1]}]},"UnprocessedKeys":{}}`);
    for (const index of ['', ',"IndexName":"__proto__"']) {
      let last = '';
      for (const item of items) {
        const page = await send('Scan', `{"TableName":"__proto__","Limit":1${index}${last}}`);
        assert.ok(page.text.startsWith(`{"Items":[${item}],`), page.text);
        last = `,"ExclusiveStartKey":${page.text.slice(page.text.indexOf('"LastEvaluatedKey":') + 19, -1)}`;
      }
    }
  });

  it('up to 32 levels and 400 KB, names included', async () => {
    const deep = Array.from({ length: 31 }).reduce<object>((inner) => ({ M: { a: inner } }), { S: 'x' });
    await put({ deep });
    assert.deepEqual(await get(), { ...Key, deep });
    const longest = 409_600 - 'pk'.length - 'k'.length - 'x'.length;
    await put({ x: { S: 'x'.repeat(longest) } });
    const tooLong = await answer('PutItem', { Item: { ...Key, x: { S: 'x'.repeat(longest + 1) } } });
    assert.equal(tooLong?.['message'], 'Item size has exceeded the maximum allowed size');
    const grow = (length: number) =>
      answer('UpdateItem', {
        Key,
        UpdateExpression: 'SET x = :x',
        ExpressionAttributeValues: { ':x': { S: 'y'.repeat(length) } },
      });
    assert.deepEqual(await grow(longest), {});
    assert.equal((await grow(longest + 1))?.['message'], 'Item size to update has exceeded the maximum allowed size');
  });

  it('by a key that is the same number, however it is written', async () => {
    await newTable(dynamo, 'numbers', ['pk:N']);
    await dynamo.putItem({ TableName: 'numbers', Item: { pk: { N: '1.0' }, a: { S: 'x' } } });
    const found = await dynamo.getItem({ TableName: 'numbers', Key: { pk: { N: '10e-1' } } });
    assert.deepEqual(found.Item, { pk: { N: '1' }, a: { S: 'x' } });
  });

  it('by the longest keys', async () => {
    await newTable(dynamo, 'longest', ['pk', 'sk:B']);
    const longest = { pk: { S: 'ü'.repeat(1024) }, sk: { B: Buffer.alloc(1024, 255) } };
    await dynamo.putItem({ TableName: 'longest', Item: longest });
    assert.equal((await dynamo.scan({ TableName: 'longest', Limit: 1 })).Items?.length, 1);
    const refused = dynamo.putItem({ TableName: 'longest', Item: { ...longest, sk: { B: Buffer.alloc(1025) } } });
    await assert.rejects(refused, {
      message:
        'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    });
  });

  it('of a table that is named by its ARN', async () => {
    await put({ a: { S: 'arn' } });
    const found = await send('GetItem', { TableName: tableArn(TableName), Key, ReturnConsumedCapacity: 'TOTAL' });
    assert.deepEqual(found.json?.['Item'], { ...Key, a: { S: 'arn' } });
    const batch = await send('BatchGetItem', { RequestItems: { [tableArn(TableName)]: { Keys: [Key] } } });
    assert.deepEqual(batch.json?.['Responses'], { [tableArn(TableName)]: [{ ...Key, a: { S: 'arn' } }] });
    const elsewhere = await send('GetItem', { TableName: tableArn(TableName, 'eu-west-1'), Key });
    assert.equal(elsewhere.json?.['message'], "1 validation error detected: Invalid AWS region in 'ARN'");
  });
});

describe('ReturnValues', () => {
  it('of PutItem and DeleteItem are what was there', async () => {
    await answer('DeleteItem', { Key });
    const put1 = { Item: { ...Key, a: { S: '1' } }, ReturnValues: 'ALL_OLD' };
    assert.deepEqual(await answer('PutItem', put1), {});
    assert.deepEqual(await answer('PutItem', put1), { Attributes: put1.Item });
    assert.deepEqual(await answer('DeleteItem', { Key, ReturnValues: 'ALL_OLD' }), { Attributes: put1.Item });
    assert.deepEqual(await answer('DeleteItem', { Key, ReturnValues: 'ALL_OLD' }), {});
  });

  it('of UpdateItem are the item or what was touched, before or after', async () => {
    const before = {
      m: { M: { a: { N: '1' }, b: { N: '2' } } },
      l: { L: [{ N: '0' }, { N: '1' }, { N: '2' }] },
      s: { S: 's' },
    };
    const input = {
      Key,
      UpdateExpression: 'SET m.a = :v, l[2] = :v, fresh = :v REMOVE s',
      ExpressionAttributeValues: { ':v': { N: '9' } },
    };
    const after = {
      ...Key,
      m: { M: { a: { N: '9' }, b: { N: '2' } } },
      l: { L: [{ N: '0' }, { N: '1' }, { N: '9' }] },
      fresh: { N: '9' },
    };
    for (const [ReturnValues, expected] of [
      ['NONE', undefined],
      ['ALL_OLD', { ...Key, ...before }],
      ['ALL_NEW', after],
      ['UPDATED_OLD', { m: { M: { a: { N: '1' } } }, l: { L: [{ N: '2' }] }, s: { S: 's' } }],
      ['UPDATED_NEW', { m: { M: { a: { N: '9' } } }, l: { L: [{ N: '9' }] }, fresh: { N: '9' } }],
    ] as const) {
      await put(before);
      const json = await answer('UpdateItem', { ...input, ReturnValues });
      assert.deepEqual(json, expected === undefined ? {} : { Attributes: expected }, ReturnValues);
      assert.deepEqual(await get(), after);
    }
    await put({});
    const removal = { Key, UpdateExpression: 'REMOVE nothing' };
    for (const ReturnValues of ['UPDATED_OLD', 'UPDATED_NEW'])
      assert.deepEqual(await answer('UpdateItem', { ...removal, ReturnValues }), {});
  });

  it('of what was not done: the item on which its condition failed, if so asked', async () => {
    await put({ a: { S: '1' } });
    const failing = { ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    const error = { __type: typed('ConditionalCheckFailedException'), message: 'The conditional request failed' };
    for (const [operation, input] of [
      ['PutItem', { Item: Key }],
      ['DeleteItem', { Key }],
      ['UpdateItem', { Key, UpdateExpression: 'REMOVE a' }],
    ] as const) {
      assert.deepEqual(await answer(operation, { ...input, ...failing }), {
        ...error,
        Item: { ...Key, a: { S: '1' } },
      });
      const { ReturnValuesOnConditionCheckFailure: _, ...quiet } = failing;
      assert.deepEqual(await answer(operation, { ...input, ...quiet }), error);
      const none = { ...failing, ConditionExpression: 'attribute_exists(pk)' };
      const elsewhere = operation === 'PutItem' ? { Item: { pk: { S: 'none' } } } : { Key: { pk: { S: 'none' } } };
      assert.deepEqual(await answer(operation, { ...input, ...elsewhere, ...none }), error);
    }
  });
});

describe('updates', () => {
  const one = { ':one': { N: '1' } };

  it('make an item that is not there', async () => {
    for (const more of [
      {},
      { UpdateExpression: 'REMOVE a' },
      { AttributeUpdates: { a: { Action: 'PUT', Value: { S: 'x' } } } },
    ]) {
      await answer('DeleteItem', { Key });
      assert.deepEqual(await answer('UpdateItem', { Key, ...more }), {});
      assert.deepEqual(await get(), 'AttributeUpdates' in more ? { ...Key, a: { S: 'x' } } : Key);
    }
    await answer('DeleteItem', { Key });
    await answer('UpdateItem', { Key, AttributeUpdates: { a: { Action: 'DELETE' } } });
    assert.equal(await get(), undefined, 'but not when they only take away');
  });

  it('read the item as it was', async () => {
    assert.deepEqual(await update({ a: { N: '1' }, b: { N: '2' } }, 'SET a = b, b = a, c = a + b'), {
      a: { N: '2' },
      b: { N: '1' },
      c: { N: '3' },
    });
    assert.deepEqual(await update({ l: { L: [{ N: '0' }] } }, 'SET l2 = list_append(l, l) REMOVE l[0]'), {
      l: { L: [] },
      l2: { L: [{ N: '0' }, { N: '0' }] },
    });
  });

  it('count, and begin where nothing is', async () => {
    assert.deepEqual(await update({}, 'ADD n :one', one), { n: { N: '1' } });
    assert.deepEqual(await update({ n: { N: '-1' } }, 'ADD n :one', one), { n: { N: '0' } });
    assert.deepEqual(await update({}, 'SET n = if_not_exists(n, :one) + :one', one), { n: { N: '2' } });
    assert.deepEqual(await update({ n: { N: '0.1' } }, 'SET n = n - :one', one), { n: { N: '-0.9' } });
  });

  it('add to sets and take from them, and an empty set is gone', async () => {
    const ab = { ':s': { SS: ['a', 'b'] } };
    assert.deepEqual(await update({}, 'ADD s :s', ab), { s: { SS: ['a', 'b'] } });
    assert.deepEqual(await update({ s: { SS: ['b', 'c'] } }, 'ADD s :s', ab), { s: { SS: ['a', 'b', 'c'] } });
    assert.deepEqual(await update({ s: { SS: ['b', 'c'] } }, 'DELETE s :s', ab), { s: { SS: ['c'] } });
    assert.deepEqual(await update({ s: { SS: ['b'] } }, 'DELETE s :s', ab), {});
    assert.deepEqual(await update({}, 'DELETE s :s', ab), {});
  });

  it('set elements beyond the end at the end, and close what was removed', async () => {
    const l = { L: [{ N: '0' }, { N: '1' }, { N: '2' }] };
    assert.deepEqual(await update({ l }, 'SET l[9] = :one, l[7] = :nine', { ...one, ':nine': { N: '9' } }), {
      l: { L: [...l.L, { N: '9' }, { N: '1' }] },
    });
    assert.deepEqual(await update({ l }, 'REMOVE l[0], l[2]'), { l: { L: [{ N: '1' }] } });
    assert.deepEqual(await update({ l }, 'REMOVE l[5]'), { l });
  });
});

describe('a projection', () => {
  const item = {
    ...Key,
    a: { L: [{ S: '0' }, { M: { x: { S: 'x' }, y: { S: 'y' } } }, { S: '2' }] },
    m: { M: { p: { N: '1' }, q: { N: '2' } } },
  };
  it('of paths merges what is beside, and closes lists', async () => {
    await answer('PutItem', { Item: item });
    for (const [ProjectionExpression, expected] of [
      ['pk', Key],
      ['a[2], a[1].y, m.q', { a: { L: [{ M: { y: { S: 'y' } } }, { S: '2' }] }, m: { M: { q: { N: '2' } } } }],
      ['nothing, m.nothing, a[9]', {}],
    ] as const) {
      assert.deepEqual(await answer('GetItem', { Key, ProjectionExpression }), { Item: expected });
      const query = {
        KeyConditionExpression: 'pk = :k',
        ExpressionAttributeValues: { ':k': Key.pk },
        ProjectionExpression,
      };
      assert.deepEqual((await answer('Query', query))?.['Items'], [expected]);
    }
    assert.deepEqual(await answer('GetItem', { Key, AttributesToGet: ['m', 'nothing'] }), { Item: { m: item.m } });
    assert.deepEqual(await answer('GetItem', { Key: { pk: { S: 'none' } }, ProjectionExpression: 'pk' }), {});
  });
});

describe('conditions', () => {
  it('of a missing attribute hold where they say that it differs, or is not there', async () => {
    await put({ n: { N: '10' }, s: { S: 'abc' }, l: { L: [{ N: '1' }] }, m: { M: { b: { N: '2' }, a: { N: '1' } } } });
    const values: Record<string, object> = {
      ':n': { N: '9' },
      ':s': { S: 'ab' },
      ':m': { M: { a: { N: '1.0' }, b: { N: '2' } } },
      ':one': { N: '1' },
      ':type': { S: 'N' },
    };
    for (const [ConditionExpression, holds] of [
      ['nothing = :n', false],
      ['nothing <> :n', true],
      ['nothing < :n', false],
      ['NOT nothing < :n', true],
      ['n > :n', true],
      ['n <> :s', true],
      ['n = :s', false],
      ['m = :m', true],
      ['begins_with(s, :s)', true],
      ['contains(s, :s)', true],
      ['contains(l, :one)', true],
      ['size(l) = :one', true],
      ['size(n) > :one', false],
      ['size(n) <> :one', true],
      ['n IN (:s, :n) OR attribute_type(n, :type)', true],
      ['n BETWEEN :n AND :n', false],
      ['attribute_exists(m.a) AND attribute_not_exists(m.c)', true],
      ['attribute_exists(l[0]) AND NOT attribute_exists(l[1])', true],
    ] as const) {
      const used = Object.fromEntries(
        Object.entries(values).filter(([name]) => new RegExp(`${name}\\b`).test(ConditionExpression)),
      );
      const json = await answer('UpdateItem', {
        Key,
        ConditionExpression,
        ...(Object.keys(used).length > 0 ? { ExpressionAttributeValues: used } : {}),
      });
      const failed = { __type: typed('ConditionalCheckFailedException'), message: 'The conditional request failed' };
      assert.deepEqual(json, holds ? {} : failed, ConditionExpression);
    }
  });

  it('may be written in the old way', async () => {
    await put({ n: { N: '10' }, s: { S: 'abc' } });
    for (const [more, holds] of [
      [{ Expected: { n: { Value: { N: '10.0' } } } }, true],
      [{ Expected: { n: { Exists: false } } }, false],
      [{ Expected: { nothing: { Exists: false } } }, true],
      [{ Expected: { n: { ComparisonOperator: 'GT', AttributeValueList: [{ N: '9' }] } } }, true],
      [{ Expected: { n: { ComparisonOperator: 'NULL' }, s: { ComparisonOperator: 'NOT_NULL' } } }, false],
      [
        {
          Expected: { n: { ComparisonOperator: 'NULL' }, s: { ComparisonOperator: 'NOT_NULL' } },
          ConditionalOperator: 'OR',
        },
        true,
      ],
    ] as const) {
      const json = await answer('UpdateItem', { Key, ...more });
      assert.equal(json?.['__type'] === undefined, holds, JSON.stringify(more));
    }
  });
});

describe('batches', () => {
  it('write to several tables, and read what is there from several', async () => {
    await newTable(dynamo, 'second', ['pk', 'sk']);
    const sk = { S: 's' };
    const write = await send('BatchWriteItem', {
      RequestItems: {
        [TableName]: [
          { PutRequest: { Item: { pk: { S: 'b1' }, g: { S: 'g' } } } },
          { DeleteRequest: { Key: { pk: { S: 'never' } } } },
        ],
        second: [{ PutRequest: { Item: { pk: { S: 'b1' }, sk, a: { S: 'a' } } } }],
      },
    });
    assert.deepEqual(write.json, { UnprocessedItems: {} });
    const read = await send('BatchGetItem', {
      RequestItems: {
        second: { Keys: [{ pk: { S: 'b1' }, sk }], ProjectionExpression: 'a' },
        [TableName]: { Keys: [{ pk: { S: 'b1' } }, { pk: { S: 'never' } }] },
      },
    });
    assert.deepEqual(read.json, {
      Responses: { second: [{ a: { S: 'a' } }], [TableName]: [{ pk: { S: 'b1' }, g: { S: 'g' } }] },
      UnprocessedKeys: {},
    });
  });

  it('of more than 16 MB leave keys for later, as they were asked', async () => {
    await newTable(dynamo, 'heavy');
    const pad = 'x'.repeat(400_000);
    const Keys = Array.from({ length: 45 }, (_, i) => ({ pk: { S: `h${i}` } }));
    await Promise.all(Keys.map((key) => dynamo.putItem({ TableName: 'heavy', Item: { ...key, pad: { S: pad } } })));
    const asked = { ConsistentRead: true, ProjectionExpression: '#p', ExpressionAttributeNames: { '#p': 'pk' } };
    let left: Record<string, unknown> = { heavy: { Keys, ...asked } };
    const found: unknown[] = [];
    let calls = 0;
    while (Object.keys(left).length > 0) {
      const { json } = await send('BatchGetItem', { RequestItems: left });
      const { Responses, UnprocessedKeys } = json as { Responses: { heavy: unknown[] }; UnprocessedKeys: typeof left };
      found.push(...Responses.heavy);
      left = UnprocessedKeys;
      const { Keys: keys, ...rest } = (left['heavy'] ?? { Keys: [], ...asked }) as { Keys: unknown[] };
      assert.deepEqual(rest, asked);
      assert.equal(found.length + keys.length, 45);
      assert.ok(++calls < 10);
    }
    assert.equal(calls, 2);
    assert.deepEqual(found, Keys);
  });
});
