import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { definitions, keySchema, newTable, startDynamoDb } from '../harness/dynamodb.js';
import { testRefusals, typed, type Refusal } from '../harness/refusals.js';

const paddock = await startDynamoDb();
after(() => paddock.close());
before(async () => {
  await newTable(paddock.dynamo, 'batched', ['pk'], {
    AttributeDefinitions: definitions('g'),
    GlobalSecondaryIndexes: [
      { IndexName: 'global', KeySchema: keySchema(['g']), Projection: { ProjectionType: 'ALL' } },
    ],
  });
  await paddock.dynamo.putItem({ TableName: 'batched', Item: { pk: { S: 'there' }, s: { S: 's' } } });
});

const S = 'a';
const framed = (message: string): string => `1 validation error detected: ${message}`;
const wrong = (message: string): string => `One or more parameter values were invalid: ${message}`;
const failed = 'failed to satisfy constraint';
const puts = (...items: object[]): object => ({
  RequestItems: { batched: items.map((Item) => ({ PutRequest: { Item } })) },
});
const many = (count: number): object[] => Array.from({ length: count }, (_, i) => ({ pk: { S: `k${i}` } }));
const emptyKey =
  'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk';
const mismatch = 'The provided key element does not match the schema';
const duplicates = 'Provided list of item keys contains duplicates';

describe('BatchWriteItem', () => {
  const write = (input: object, message: string | RegExp): Refusal => ['BatchWriteItem', input, message];
  testRefusals(paddock.send, [
    write(
      { RequestItems: { batched: [] } },
      framed(
        `Value '{batched=[]}' at 'requestItems' ${failed}: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]`,
      ),
    ),
    write(
      puts(...many(26)),
      /^1 validation error detected: Value '\{batched=\[WriteRequest\(putRequest=PutRequest\(item=\{pk=com\.amazonaws\.dynamodb\.v20120810\.AttributeValue@[0-9a-f]+\}(, workloadProfileName=null)?\), deleteRequest=null\), .*' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: \[Member must have length less than or equal to 25, Member must have length greater than or equal to 1\]$/,
    ),
    write(
      {
        RequestItems: {
          one: many(13).map((Item) => ({ PutRequest: { Item } })),
          two: many(13).map((Item) => ({ PutRequest: { Item } })),
        },
      },
      'Too many items requested for the BatchWriteItem call',
    ),
    write(
      { RequestItems: { batched: [{}] } },
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    ),
    write(puts({ pk: { S: 'x' } }, { pk: { S: 'x' }, a: { S } }), duplicates),
    write(
      {
        RequestItems: { batched: [{ PutRequest: { Item: { pk: { S } } } }, { DeleteRequest: { Key: { pk: { S } } } }] },
      },
      duplicates,
    ),
    write(puts({ a: { S } }), mismatch),
    write(puts({ pk: { N: '1' } }), mismatch),
    write(puts({ pk: { S: '' } }), emptyKey),
    write(puts({ pk: { S }, a: { N: '' } }), 'The parameter cannot be converted to a numeric value'),
    write(puts({ pk: { S }, a: { SS: ['b', 'a', 'b'] } }), wrong('Input collection [b, a, b] contains duplicates.')),
    write(
      puts({ pk: { S }, g: { N: '1' } }),
      wrong('Type mismatch for Index Key g Expected: S Actual: N IndexName: global'),
    ),
    write(puts({ pk: { S }, x: { S: 'x'.repeat(409_600) } }), 'Item size has exceeded the maximum allowed size'),
    write(
      { ...puts({ pk: { N: 'x' } }), ReturnConsumedCapacity: 'x', ReturnItemCollectionMetrics: 'SIZE' },
      framed(
        `Value 'x' at 'returnConsumedCapacity' ${failed}: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]`,
      ),
    ),
  ]);

  it('of no tables is refused in one of two ways', async () => {
    const { status, json } = await paddock.send('BatchWriteItem', { RequestItems: {} });
    assert.equal(status, 400);
    assert.match(
      String(json?.['message']),
      /^(The requestItems parameter is required for BatchWriteItem|1 validation error detected: Value at 'RequestItems' failed to satisfy constraint: Member must have length greater than or equal to 1)$/,
    );
  });
});

describe('BatchGetItem', () => {
  const get = (input: object, message: string): Refusal => ['BatchGetItem', input, message];
  const keys = (Keys: object[], more: object = {}): object => ({ RequestItems: { batched: { Keys, ...more } } });
  const length = (member: string, bound: string): string =>
    framed(`Value at '${member}' ${failed}: Member must have length ${bound}`);
  testRefusals(paddock.send, [
    get({ RequestItems: {} }, length('RequestItems', 'greater than or equal to 1')),
    get(keys([]), length('RequestItems.batched.member.Keys', 'greater than or equal to 1')),
    get(keys(many(101)), length('RequestItems.batched.member.Keys', 'less than or equal to 100')),
    get(
      { RequestItems: { one: { Keys: many(51) }, two: { Keys: many(50) } } },
      'Too many items requested for the BatchGetItem call',
    ),
    get(
      { RequestItems: { 'bad!name': { Keys: [{ pk: { S } }] } }, ReturnConsumedCapacity: 'x' },
      `2 validation errors detected: Value '{"bad!name":{"Keys":[{"pk":{"S":"a"}}]}}' at 'requestItems' ${failed}: Map keys must satisfy constraint: [Member must have length less than or equal to 255, Member must have length greater than or equal to 3, Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+]; Value 'x' at 'returnConsumedCapacity' ${failed}: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]`,
    ),
    // Before the table is looked up.
    get({ RequestItems: { nowhere: { Keys: [{ pk: { S } }, { pk: { S } }] } } }, duplicates),
    get(keys([{ pk: { N: '1' } }]), mismatch),
    get(keys([{ pk: { S: '' } }]), emptyKey),
    get(
      keys([{ pk: { S } }], { ProjectionExpression: 'a, a' }),
      'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
    ),
    get(
      keys([{ pk: { S } }], { AttributesToGet: ['a'], ProjectionExpression: 'a' }),
      'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}',
    ),
  ]);
});

describe('transactions are refused as a whole', () => {
  const TableName = 'batched';
  const Key = { pk: { S } };
  const write = (...TransactItems: object[]): object => ({ TransactItems });
  const put = (Item: object, more: object = {}): object => ({ Put: { TableName, Item, ...more } });
  const deep = Array.from({ length: 32 }).reduce<object>((inner) => ({ M: { a: inner } }), { S });
  const nesting =
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';
  const unused = 'Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}';
  const elsewhere = put(Key, { TableName: 'nowhere' });
  const faulty = put(Key, { ConditionExpression: 'attribute_exists(pk)', ExpressionAttributeNames: { '#x': 'x' } });
  testRefusals(paddock.send, [
    ['TransactWriteItems', write(elsewhere, faulty), unused],
    ['TransactWriteItems', write(put(Key), put(Key), faulty), unused],
    ['TransactWriteItems', write(put({ ...Key, a: deep }), faulty), nesting],
    ['TransactWriteItems', write(faulty, put({ ...Key, a: deep })), unused],
    ['TransactWriteItems', write(put({ ...Key, a: deep, '': { S } })), 'Empty attribute name'],
    ['TransactWriteItems', write(put({ pk: { S: '' } })), emptyKey],
    ['TransactGetItems', write({ Get: { TableName, Key: { pk: { S: '' } } } }), emptyKey],
    [
      'TransactWriteItems',
      write(put(Key), { Delete: { TableName, Key } }),
      'Transaction request cannot include multiple operations on one item',
    ],
    [
      'TransactGetItems',
      write({ Get: { TableName, Key } }, { Get: { TableName, Key } }),
      'Transaction request cannot include multiple operations on one item',
    ],
    [
      'TransactWriteItems',
      write(put({ ...Key, x: { S: 'x'.repeat(409_600) } })),
      'Item size has exceeded the maximum allowed size',
    ],
    [
      'TransactWriteItems',
      write(put({ ...Key, g: { S: '' } })),
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
        'The AttributeValue for a key attribute cannot contain an empty string value. IndexName: global, IndexKey: g',
    ],
  ]);
});

describe('transactions are cancelled, with a reason for each action', () => {
  const TableName = 'batched';
  const there = { pk: { S: 'there' } };
  const fails = { ConditionExpression: 'attribute_not_exists(pk)' };
  const update = (UpdateExpression: string, more: object = {}): object => ({
    Update: { TableName, Key: there, UpdateExpression, ...more },
  });
  const one = { ExpressionAttributeValues: { ':v': { N: '1' } } };
  const reason = (Code: string, Message: string): object => ({ Code, Message });
  const invalid = (message: string): object => reason('ValidationError', message);
  const cases: readonly (readonly [action: object, reason: object])[] = [
    [{ Put: { TableName, Item: there, ...fails } }, reason('ConditionalCheckFailed', 'The conditional request failed')],
    [
      { ConditionCheck: { TableName, Key: there, ...fails, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { pk: { S: 'there' }, s: { S: 's' } },
      },
    ],
    [
      { Put: { TableName, Item: { pk: { N: '1' } } } },
      invalid(wrong('Type mismatch for key pk expected: S actual: N')),
    ],
    [{ Put: { TableName, Item: {} } }, invalid(wrong('Missing the key pk in the item'))],
    [{ Delete: { TableName, Key: { pk: { N: '1' } } } }, invalid(mismatch)],
    [update('SET a = :v', { ...one, Key: { pk: { N: '1' } } }), invalid(mismatch)],
    [{ ConditionCheck: { TableName, Key: { pk: { N: '1' } }, ...fails } }, invalid(mismatch)],
    [
      { Put: { TableName, Item: { ...there, g: { N: '1' } } } },
      invalid(wrong('Type mismatch for Index Key g Expected: S Actual: N IndexName: global')),
    ],
    [update('SET s = s + :v', one), invalid('An operand in the update expression has an incorrect data type')],
    [
      update('SET s = nothing'),
      invalid('The provided expression refers to an attribute that does not exist in the item'),
    ],
    [
      update('SET big = :v', { ExpressionAttributeValues: { ':v': { S: 'x'.repeat(409_600) } } }),
      invalid('Item size to update has exceeded the maximum allowed size'),
    ],
  ];
  for (const [action, expected] of cases) {
    it(JSON.stringify(action).slice(0, 140), async () => {
      const sound = { Put: { TableName, Item: { pk: { S: 'never' } } } };
      const { status, json } = await paddock.send('TransactWriteItems', { TransactItems: [sound, action] });
      assert.equal(status, 400);
      const { Code } = expected as { Code: string };
      assert.deepEqual(json, {
        __type: typed('TransactionCanceledException'),
        Message: `Transaction cancelled, please refer cancellation reasons for specific reasons [None, ${Code}]`,
        CancellationReasons: [{ Code: 'None' }, expected],
      });
      const found = await paddock.dynamo.getItem({ TableName, Key: { pk: { S: 'never' } } });
      assert.equal(found.Item, undefined);
    });
  }

  it('TransactGetItems too', async () => {
    const { json } = await paddock.send('TransactGetItems', {
      TransactItems: [{ Get: { TableName, Key: there } }, { Get: { TableName, Key: { pk: { N: '1' } } } }],
    });
    assert.deepEqual(json?.['CancellationReasons'], [{ Code: 'None' }, invalid(mismatch)]);
  });
});
