import { after, before, describe } from 'node:test';
import { definitions, keySchema, newTable, startDynamoDb, tableArn } from '../harness/dynamodb.js';
import { testRefusals, type Refusal } from '../harness/refusals.js';

const paddock = await startDynamoDb();
after(() => paddock.close());
before(async () => {
  await newTable(paddock.dynamo, 'items', ['pk', 'sk:N'], {
    AttributeDefinitions: definitions('g', 'l', 'b:B'),
    GlobalSecondaryIndexes: [
      { IndexName: 'global', KeySchema: keySchema(['g'], ['b']), Projection: { ProjectionType: 'ALL' } },
    ],
    LocalSecondaryIndexes: [
      { IndexName: 'local', KeySchema: keySchema(['pk'], ['l']), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  });
  await newTable(paddock.dynamo, 'binary', ['pk:B']);
});

const S = 'a';
const Key = { pk: { S }, sk: { N: '1' } };
const missing = ['Requested resource not found', 'ResourceNotFoundException'] as const;
const framed = (message: string): string => `1 validation error detected: ${message}`;
const wrong = (message: string): string => `One or more parameter values were invalid: ${message}`;
const nested = (levels: number): object =>
  Array.from({ length: levels }).reduce<object>((inner) => ({ M: { a: inner } }), { S });

/** The same fault in each of the three single writes. */
const ofWrites = (fault: object, message: string, on: object = { TableName: 'nowhere' }): Refusal[] => [
  ['PutItem', { ...on, Item: Key, ...fault }, message],
  ['UpdateItem', { ...on, Key, ...fault }, message],
  ['DeleteItem', { ...on, Key, ...fault }, message],
];
const put = (Item: object, message: string, more: object = {}): Refusal => [
  'PutItem',
  { TableName: 'items', Item, ...more },
  message,
];
const update = (UpdateExpression: string, values: object | undefined, message: string, more: object = {}): Refusal => [
  'UpdateItem',
  {
    TableName: 'items',
    Key,
    UpdateExpression,
    ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
    ...more,
  },
  message,
];

describe('before the table is looked up, single writes say in an envelope', () => {
  testRefusals(paddock.send, [
    ...ofWrites(
      { ExpressionAttributeNames: { '#a': 'a' } },
      framed('ExpressionAttributeNames can only be specified when using expressions'),
    ),
    ...ofWrites(
      { ExpressionAttributeValues: { ':a': { S } } },
      framed('ExpressionAttributeValues can only be specified when using expressions'),
    ),
    ...ofWrites({ ConditionExpression: '' }, framed('Invalid ConditionExpression: The expression can not be empty;')),
    ...ofWrites(
      { ConditionExpression: 'a = = b' },
      framed('Invalid ConditionExpression: Syntax error; token: "=", near: "= = b"'),
    ),
    ...ofWrites(
      { ConditionExpression: 'attribute_exists(#a)' },
      framed(
        'Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #a',
      ),
    ),
    ...ofWrites(
      { ConditionExpression: 'a < :t', ExpressionAttributeValues: { ':t': { BOOL: true } } },
      framed(
        'Invalid ConditionExpression: Incorrect operand type for operator or function; operator or function: <, operand type: BOOL',
      ),
    ),
    ...ofWrites(
      { ConditionExpression: 'attribute_exists(pk)', ExpressionAttributeValues: { ':b': { S }, ':a': { S } } },
      framed('Value provided in ExpressionAttributeValues unused in expressions: keys: {:b, :a}'),
    ),
    ...ofWrites(
      { ConditionalOperator: 'AND' },
      framed('ConditionalOperator cannot be used without Filter or Expected'),
    ),
    ...ofWrites(
      { ConditionalOperator: 'OR', Expected: { a: { Exists: false } } },
      framed('ConditionalOperator can only be used when Filter or Expected has two or more elements'),
    ),
    ...ofWrites(
      { Expected: { a: { Exists: false } }, ConditionExpression: 'attribute_exists(pk)' },
      framed(
        'Can not use both expression and non-expression parameters in the same request: ' +
          'Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}',
      ),
    ),
    [
      'UpdateItem',
      {
        TableName: 'nowhere',
        Key,
        AttributeUpdates: { a: { Value: { S } } },
        Expected: { a: { Exists: false } },
        UpdateExpression: 'REMOVE a',
        ConditionExpression: 'attribute_exists(pk)',
      },
      framed(
        'Can not use both expression and non-expression parameters in the same request: ' +
          'Non-expression parameters: {AttributeUpdates, Expected} Expression parameters: {UpdateExpression, ConditionExpression}',
      ),
    ],
    [
      'PutItem',
      { TableName: 'nowhere', Item: Key, ReturnValues: 'ALL_NEW' },
      framed('ReturnValues can only be ALL_OLD or NONE'),
    ],
    [
      'DeleteItem',
      { TableName: 'nowhere', Key, ReturnValues: 'UPDATED_OLD' },
      framed('ReturnValues can only be ALL_OLD or NONE'),
    ],
    [
      'UpdateItem',
      { TableName: 'nowhere', Key, UpdateExpression: 'SET a = :n', ExpressionAttributeValues: { ':n': { N: '' } } },
      framed('The parameter cannot be converted to a numeric value: '),
    ],
    [
      'UpdateItem',
      {
        TableName: 'nowhere',
        Key,
        UpdateExpression: 'SET a = :a SET b = :a',
        ExpressionAttributeValues: { ':a': { S } },
      },
      framed('Invalid UpdateExpression: The "SET" section can only be used once in an update expression;'),
    ],
  ]);
});

describe('values', () => {
  testRefusals(paddock.send, [
    ...(
      [
        [{}, 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes'],
        [
          { S, N: '1' },
          'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
        ],
        [{ N: 'abc' }, 'The parameter cannot be converted to a numeric value: abc'],
        [{ N: ' 1' }, 'The parameter cannot be converted to a numeric value:  1'],
        [{ N: '1e126' }, 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
        [{ N: '-1e126' }, 'Number overflow. Attempting to store a number with magnitude larger than supported range'],
        [{ N: '1e-131' }, 'Number underflow. Attempting to store a number with magnitude smaller than supported range'],
        [
          { N: '1e2147483647' },
          'Number overflow. Attempting to store a number with magnitude larger than supported range',
        ],
        [{ N: `1${'2'.repeat(38)}` }, 'Attempting to store more than 38 significant digits in a Number'],
        [{ NULL: false }, wrong('Null attribute value types must have the value of true')],
        [{ SS: [] }, wrong('An string set  may not be empty')],
        [{ NS: [] }, wrong('An number set  may not be empty')],
        [{ BS: [] }, wrong('Binary sets should not be empty')],
        [{ SS: ['b', 'a', 'b'] }, wrong('Input collection ["a", "b", "b"] contains duplicates.')],
        [{ NS: ['1', '1.0'] }, wrong('Input collection contains duplicates.')],
        [
          { BS: ['AA==', '/w==', 'AA=='] },
          wrong('Input collection ["AA==","/w==","AA=="]of type BS contains duplicates.'),
        ],
        [
          nested(32),
          'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
        ],
      ] as const
    ).flatMap(([value, message]): Refusal[] => [
      ['PutItem', { TableName: 'nowhere', Item: { ...Key, a: value } }, framed(message)],
      [
        'UpdateItem',
        {
          TableName: 'nowhere',
          Key,
          UpdateExpression: 'SET a = :a',
          ExpressionAttributeValues: { ':a': { L: [{ S }, value] } },
        },
        framed(message),
      ],
      ['DeleteItem', { TableName: 'nowhere', Key: { pk: value } }, framed(message)],
      ['GetItem', { TableName: 'nowhere', Key: { pk: value } }, message],
    ]),
    ['PutItem', { TableName: 'nowhere', Item: { ...Key, '': { S } } }, /Empty attribute name$/],
  ]);
});

describe('of a table that is not there, all of them say the same', () => {
  const [message, code] = missing;
  const long = 'x'.repeat(410_000);
  testRefusals(paddock.send, [
    ['PutItem', { TableName: 'nowhere', Item: { a: { S } } }, message, code],
    ['PutItem', { TableName: 'nowhere', Item: { a: { S: long } } }, message, code],
    ['UpdateItem', { TableName: 'no', Key: { a: { S } } }, message, code],
    ['DeleteItem', { TableName: 'n', Key: { a: { S } } }, message, code],
    ['GetItem', { TableName: 'nowhere', Key: { a: { S } } }, message, code],
    [
      'Query',
      { TableName: 'nowhere', KeyConditionExpression: 'a = :a', ExpressionAttributeValues: { ':a': { S } } },
      message,
      code,
    ],
    ['Scan', { TableName: 'nowhere', IndexName: 'nothing' }, message, code],
    ['BatchGetItem', { RequestItems: { items: { Keys: [Key] }, nowhere: { Keys: [{ a: { S } }] } } }, message, code],
    ['BatchWriteItem', { RequestItems: { nowhere: [{ DeleteRequest: { Key: { a: { S } } } }] } }, message, code],
    ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'nowhere', Key } }] }, message, code],
    // What no table can be called.
    ...['\ud800', '€'.repeat(900), 'a/index/b', ''].flatMap((name): Refusal[] => {
      const arn = tableArn(name);
      return [
        ['GetItem', { TableName: arn, Key }, message, code],
        ['BatchGetItem', { RequestItems: { [arn]: { Keys: [Key] } } }, message, code],
        ['DescribeTable', { TableName: arn }, /^Requested resource not found: Table: .* not found$/, code],
      ];
    }),
    ['GetItem', { TableName: 'arn:aws:dynamodb:us-east-1:\ud800:table/items', Key }, message, code],
    ['TransactWriteItems', { TransactItems: [{ Delete: { TableName: 'nowhere', Key } }] }, message, code],
  ]);
});

describe('against the keys of the table', () => {
  const mismatch = 'The provided key element does not match the schema';
  const empty = (what: string, key: string): string =>
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${what} value. Key: ${key}`;
  const keys = [{}, { pk: { S } }, { ...Key, a: { S } }, { pk: { N: '1' }, sk: { N: '1' } }, { pk: { S }, sk: { S } }];
  testRefusals(paddock.send, [
    ...keys.flatMap((key): Refusal[] => [
      ['GetItem', { TableName: 'items', Key: key }, mismatch],
      ['DeleteItem', { TableName: 'items', Key: key }, mismatch],
      ['UpdateItem', { TableName: 'items', Key: key }, mismatch],
    ]),
    put({ sk: { N: '1' } }, wrong('Missing the key pk in the item')),
    put({ pk: { S } }, wrong('Missing the key sk in the item')),
    put({ pk: { N: '1' }, sk: { N: '1' } }, wrong('Type mismatch for key pk expected: S actual: N')),
    put({ pk: { S }, sk: { L: [] } }, wrong('Type mismatch for key sk expected: N actual: L')),
    put({ pk: { S: '' }, sk: { N: '1' } }, empty('string', 'pk')),
    ['GetItem', { TableName: 'items', Key: { ...Key, pk: { S: '' } } }, empty('string', 'pk')],
    ['UpdateItem', { TableName: 'binary', Key: { pk: { B: '' } } }, empty('binary', 'pk')],
    put(
      { ...Key, pk: { S: 'x'.repeat(2049) } },
      wrong('Size of hashkey has exceeded the maximum size limit of2048 bytes'),
    ),
    [
      'GetItem',
      { TableName: 'binary', Key: { pk: { B: Buffer.alloc(2049).toString('base64') } } },
      wrong('Size of hashkey has exceeded the maximum size limit of2048 bytes'),
    ],
    put({ ...Key, g: { N: '1' } }, wrong('Type mismatch for Index Key g Expected: S Actual: N IndexName: global')),
    put(
      { ...Key, l: { BOOL: true } },
      wrong('Type mismatch for Index Key l Expected: S Actual: BOOL IndexName: local'),
    ),
    put(
      { ...Key, l: { S: '' } },
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
        'The AttributeValue for a key attribute cannot contain an empty string value. IndexName: local, IndexKey: l',
    ),
    put(
      { ...Key, b: { B: '' } },
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
        'The AttributeValue for a key attribute cannot contain an empty binary value. IndexName: global, IndexKey: b',
    ),
    update('SET pk = :a', { ':a': { S } }, wrong('Cannot update attribute pk. This attribute is part of the key')),
    update('REMOVE sk', undefined, wrong('Cannot update attribute sk. This attribute is part of the key')),
    [
      'UpdateItem',
      { TableName: 'items', Key, AttributeUpdates: { pk: { Value: { S }, Action: 'PUT' } } },
      wrong('Cannot update attribute pk. This attribute is part of the key'),
    ],
    update(
      'SET g = :n',
      { ':n': { N: '1' } },
      wrong('Type mismatch for Index Key g Expected: S Actual: N IndexName: global'),
    ),
    update(
      'SET g = if_not_exists(nothing, :n)',
      { ':n': { N: '1' } },
      'The update expression attempted to update the secondary index key to unsupported type',
    ),
    update(
      'SET g = :e',
      { ':e': { S: '' } },
      'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. ' +
        'The AttributeValue for a key attribute cannot contain an empty string value.',
    ),
    put(Key, "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: pk", {
      ConditionExpression: 'attribute_exists(pk.a)',
    }),
    put(
      Key,
      "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: g",
      { ConditionExpression: 'attribute_exists(g[0])' },
    ),
  ]);
});

describe('updates that fail on their item', () => {
  before(async () => {
    await paddock.dynamo.putItem({
      TableName: 'items',
      Item: { ...Key, s: { S }, n: { N: '9e125' }, l1: { L: [] }, m: { M: {} }, ss: { SS: [S] }, wide: { N: '1e50' } },
    });
  });
  const type = 'An operand in the update expression has an incorrect data type';
  const path = 'The document path provided in the update expression is invalid for update';
  const absent = 'The provided expression refers to an attribute that does not exist in the item';
  const overflow = 'Number overflow. Attempting to store a number with magnitude larger than supported range';
  const one = { ':one': { N: '1' } };
  testRefusals(paddock.send, [
    update('SET x = nothing', undefined, absent),
    update('SET x = nothing + :one', one, absent),
    update('SET x = s + :one', one, type),
    update('SET x = list_append(s, :l)', { ':l': { L: [] } }, type),
    update('ADD s :one', one, type),
    update('ADD ss :one', one, type),
    update('DELETE ss :b', { ':b': { BS: ['AA=='] } }, type),
    update('SET nothing.a = :one', one, path),
    update('SET s.a = :one', one, path),
    update('SET m[0] = :one', one, path),
    update('REMOVE nothing.a', undefined, path),
    update('ADD n :n', { ':n': { N: '9e125' } }, overflow),
    update('SET wide = wide + :one', one, overflow),
    update(
      'SET x = :big',
      { ':big': { S: 'x'.repeat(409_600) } },
      'Item size to update has exceeded the maximum allowed size',
    ),
    put({ ...Key, x: { S: 'x'.repeat(409_600) } }, 'Item size has exceeded the maximum allowed size'),
    put({ ...Key, x: { S: 'x'.repeat(409_600) } }, 'Item size has exceeded the maximum allowed size', {
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
    [
      'UpdateItem',
      { TableName: 'items', Key, AttributeUpdates: { s: { Action: 'ADD', Value: { N: '1' } } } },
      'Type mismatch for attribute to update',
    ],
  ]);
});

describe('of two faults, the one that AWS sees first', () => {
  testRefusals(paddock.send, [
    // Members before all else.
    [
      'PutItem',
      { TableName: 'items', Item: { a: { N: 'x' } }, ReturnConsumedCapacity: 'x' },
      framed(
        "Value 'x' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
      ),
    ],
    // Values before ReturnValues, that before expressions, those before the table.
    put({ a: { N: 'x' } }, framed('The parameter cannot be converted to a numeric value: x'), {
      ReturnValues: 'ALL_NEW',
    }),
    put({ a: { S } }, framed('ReturnValues can only be ALL_OLD or NONE'), {
      ReturnValues: 'ALL_NEW',
      ConditionExpression: '',
    }),
    put({ a: { S } }, framed('Invalid ConditionExpression: The expression can not be empty;'), {
      ConditionExpression: '',
    }),
    // The update before the condition, both before what neither uses; names before values.
    update('', undefined, framed('Invalid UpdateExpression: The expression can not be empty;'), {
      ConditionExpression: '',
    }),
    update('REMOVE a', { ':x': { S } }, framed('Invalid ConditionExpression: The expression can not be empty;'), {
      ConditionExpression: '',
    }),
    update(
      'REMOVE a',
      { ':x': { S } },
      framed('Value provided in ExpressionAttributeNames unused in expressions: keys: {#x}'),
      { ExpressionAttributeNames: { '#x': 'x' } },
    ),
    // A key before the condition, the condition before the update.
    [
      'UpdateItem',
      { TableName: 'items', Key: { pk: { S } }, ConditionExpression: 'attribute_exists(nothing)' },
      'The provided key element does not match the schema',
    ],
    [
      'UpdateItem',
      {
        TableName: 'items',
        Key,
        UpdateExpression: 'SET x = nothing',
        ConditionExpression: 'attribute_exists(nothing)',
      },
      'The conditional request failed',
      'ConditionalCheckFailedException',
    ],
  ]);
});
