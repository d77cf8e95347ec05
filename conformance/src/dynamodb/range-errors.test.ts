import { after, before, describe } from 'node:test';
import { definitions, keySchema, newTable, startDynamoDb } from '../harness/dynamodb.js';
import { testRefusals, type Refusal } from '../harness/refusals.js';

const paddock = await startDynamoDb();
after(() => paddock.close());
before(async () => {
  await newTable(paddock.dynamo, 'ranged', ['pk', 'sk:N'], {
    AttributeDefinitions: definitions('g', 'h:N', 'i', 'j'),
    GlobalSecondaryIndexes: [
      { IndexName: 'keys', KeySchema: keySchema(['g'], ['h']), Projection: { ProjectionType: 'KEYS_ONLY' } },
      { IndexName: 'many', KeySchema: keySchema(['g', 'i'], ['j', 'h']), Projection: { ProjectionType: 'ALL' } },
    ],
    LocalSecondaryIndexes: [
      { IndexName: 'local', KeySchema: keySchema(['pk'], ['i']), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  });
  await newTable(paddock.dynamo, 'hashed');
});

const S = 'a';
const framed = (message: string): string => `1 validation error detected: ${message}`;
const wrong = (message: string): string => `One or more parameter values were invalid: ${message}`;
const values = {
  ':p': { S },
  ':n': { N: '1' },
  ':m': { N: '0' },
  ':s': { S: 's' },
  ':b': { BOOL: true },
  ':e': { S: '' },
};
const used = (text: string): object =>
  Object.fromEntries(Object.entries(values).filter(([name]) => text.includes(name)));

/** A query of these key conditions, with the values that it uses. */
const query = (KeyConditionExpression: string, message: string, more: Record<string, unknown> = {}): Refusal => {
  const ExpressionAttributeValues = used(`${KeyConditionExpression} ${String(more['FilterExpression'])}`);
  return ['Query', { TableName: 'ranged', KeyConditionExpression, ExpressionAttributeValues, ...more }, message];
};
const scan = (more: object, message: string): Refusal => ['Scan', { TableName: 'ranged', ...more }, message];
const operands = (operator: string, type: string): string =>
  `Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;

describe('a query’s key condition, before its table is looked up', () => {
  const nowhere = { TableName: 'nowhere' };
  testRefusals(paddock.send, [
    [
      'Query',
      nowhere,
      'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
    ],
    query('', 'Invalid KeyConditionExpression: The expression can not be empty;', {
      ...nowhere,
      ExpressionAttributeValues: undefined,
    }),
    query('begins_with(sk, :n)', operands('begins_with', 'N'), nowhere),
    query('pk = :p AND sk < :b', operands('<', 'BOOL'), nowhere),
    query('pk = :p AND sk BETWEEN :b AND :b', operands('BETWEEN', 'BOOL'), nowhere),
    query(
      'pk = :p AND sk > :n AND sk < :n',
      'Invalid KeyConditionExpression: KeyConditionExpressions must only contain one condition per key',
      nowhere,
    ),
    // In written order, whatever comes first.
    query(
      'pk = :undefined AND sk < :b',
      'Invalid KeyConditionExpression: An expression attribute value used in expression is not defined; attribute value: :undefined',
      nowhere,
    ),
    query('sk < :b AND pk = :undefined', operands('<', 'BOOL'), nowhere),
    query(
      'pk = :p AND sk BETWEEN :n AND :m',
      'Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ' +
        'lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {N:0}',
      nowhere,
    ),
    query(
      'pk = :p AND status = :n',
      'Invalid KeyConditionExpression: Attribute name is a reserved keyword; reserved keyword: status',
      nowhere,
    ),
    query(
      'pk = :p',
      'Can not use both expression and non-expression parameters in the same request: ' +
        'Non-expression parameters: {AttributesToGet, KeyConditions} Expression parameters: {KeyConditionExpression}',
      { ...nowhere, AttributesToGet: ['a'], KeyConditions: {} },
    ),
  ]);
});

describe('a query’s key condition, against the keys of its table', () => {
  testRefusals(paddock.send, [
    query('sk = :n', 'Query condition missed key schema element: pk'),
    query('pk = :p AND i = :s', 'Query condition missed key schema element: sk'),
    query(
      'pk = :p AND sk = :n AND i = :s',
      'The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)',
    ),
    query('pk > :p', 'Query key condition not supported'),
    query('pk = :p AND sk = :n', 'Query key condition not supported', { TableName: 'hashed' }),
    query('pk = :n', wrong('Condition parameter type does not match schema type')),
    query('pk = :b', wrong('Condition parameter type does not match schema type')),
    query('pk = :p AND begins_with(sk, :s)', wrong('Condition parameter type does not match schema type')),
    query(
      'pk = :e',
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk',
    ),
    query('pk = :p', 'Filter Expression can only contain non-primary key attributes: Primary key attribute: sk', {
      FilterExpression: 'sk = :n',
    }),
    query('g = :p', 'Filter Expression can only contain non-primary key attributes: Primary key attribute: h', {
      IndexName: 'keys',
      FilterExpression: 'h = :n',
    }),
    query('pk = :p', 'The table does not have the specified index: nothing', { IndexName: 'nothing' }),
    query('g = :p', 'Consistent reads are not supported on global secondary indexes', {
      IndexName: 'keys',
      ConsistentRead: true,
    }),
    query('g = :p', wrong('Global secondary index keys does not project [x, y]'), {
      IndexName: 'keys',
      ProjectionExpression: 'pk, x.a, y',
    }),
    query(
      'g = :p',
      wrong(
        'Select type ALL_ATTRIBUTES is not supported for global secondary index keys because its projection type is not ALL',
      ),
      { IndexName: 'keys', Select: 'ALL_ATTRIBUTES' },
    ),
    query('g = :p', 'Query condition missed key schema element: i', { IndexName: 'many' }),
    [
      'Query',
      {
        TableName: 'ranged',
        KeyConditions: { pk: { ComparisonOperator: 'NE', AttributeValueList: [{ S }] } },
      },
      'Attempted conditional constraint is not an indexable operation',
    ],
    [
      'Query',
      {
        TableName: 'ranged',
        KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [{ S }] } },
        QueryFilter: { sk: { ComparisonOperator: 'EQ', AttributeValueList: [{ N: '1' }] } },
      },
      'QueryFilter can only contain non-primary key attributes: Primary key attribute: sk',
    ],
    [
      'Query',
      {
        TableName: 'ranged',
        IndexName: 'many',
        KeyConditionExpression: 'g = :p AND i = :s AND h = :n',
        ExpressionAttributeValues: used(':p :s :n'),
      },
      /RANGE key attributes j must have equality conditions specified in the query because a condition is present on key attribute h$/,
    ],
  ]);
});

describe('Select', () => {
  const must = 'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES';
  const count = 'Cannot specify the ProjectionExpression when choosing to get only the Count';
  testRefusals(paddock.send, [
    query('pk = :p', framed(must), { Select: 'SPECIFIC_ATTRIBUTES' }),
    scan({ Select: 'SPECIFIC_ATTRIBUTES' }, framed(must)),
    query('pk = :p', framed(count), { Select: 'COUNT', ProjectionExpression: 'a' }),
    scan({ Select: 'COUNT', ProjectionExpression: 'a' }, framed(count)),
  ]);
});

describe('a start key', () => {
  const from = (ExclusiveStartKey: object, message: string, condition = 'pk = :p', more: object = {}): Refusal =>
    query(condition, message, { ExclusiveStartKey, ...more });
  const ofTable = { pk: { S }, sk: { N: '1' } };
  const invalid = 'The provided starting key is invalid';
  testRefusals(paddock.send, [
    from({ pk: { S } }, `${invalid}: The provided key element does not match the schema`),
    from({ pk: { S }, sk: { S } }, `${invalid}: The provided key element does not match the schema`),
    from({ ...ofTable, a: { S } }, `${invalid}: The provided key element does not match the schema`),
    from(
      { ...ofTable, a: {} },
      `${invalid}: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes`,
    ),
    from({ ...ofTable, sk: { N: 'x' } }, 'The parameter cannot be converted to a numeric value: x'),
    from(
      { ...ofTable, pk: { S: 'b' } },
      'The provided starting key is outside query boundaries based on provided conditions',
    ),
    from(ofTable, 'The provided starting key does not match the range key predicate', 'pk = :p AND sk < :m'),
    from(
      { ...ofTable, pk: { S: 'b' } },
      'The query can return at most one row and cannot be restarted',
      'pk = :p AND sk = :n',
    ),
    from(ofTable, invalid, 'g = :p', { IndexName: 'keys' }),
    scan({ ExclusiveStartKey: { pk: { S } } }, `${invalid}: The provided key element does not match the schema`),
    scan({ IndexName: 'keys', ExclusiveStartKey: ofTable }, invalid),
  ]);
});

describe('a scan', () => {
  const value = { ':v': { N: '' } };
  testRefusals(paddock.send, [
    scan(
      { Segment: 0 },
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    ),
    scan(
      { TotalSegments: 1 },
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    ),
    scan(
      { TotalSegments: 5, Segment: 5 },
      'The Segment parameter is zero-based and must be less than parameter TotalSegments',
    ),
    // AWS brought Scan to its newer layer in October 2026: what is wrong with a value stands alone.
    scan(
      { FilterExpression: 'a = :v', ExpressionAttributeValues: value },
      'The parameter cannot be converted to a numeric value: ',
    ),
    scan(
      { FilterExpression: 'a = :v', ExpressionAttributeValues: { ':v': { SS: ['b', 'a', 'b'] } } },
      wrong('Input collection ["a", "b", "b"] contains duplicates.'),
    ),
    scan(
      { Limit: 0 },
      "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    ),
    scan(
      { ExpressionAttributeValues: { ':v': { S } } },
      'ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null',
    ),
    scan({ ConditionalOperator: 'AND' }, 'ConditionalOperator cannot be used without Filter or Expected'),
    scan(
      { ScanFilter: { a: { ComparisonOperator: 'NULL' } }, FilterExpression: 'attribute_exists(a)' },
      'Can not use both expression and non-expression parameters in the same request: ' +
        'Non-expression parameters: {ScanFilter} Expression parameters: {FilterExpression}',
    ),
    scan({ IndexName: 'keys', ConsistentRead: true }, 'Consistent reads are not supported on global secondary indexes'),
    scan({ IndexName: 'nothing', ConsistentRead: true }, 'The table does not have the specified index: nothing'),
    scan(
      { ProjectionExpression: 'a, a.b' },
      'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]',
    ),
    scan(
      { ProjectionExpression: 'a[0], a.b' },
      'Invalid ProjectionExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, [0]], path two: [a, b]',
    ),
    scan(
      { FilterExpression: 'a'.repeat(4097) },
      'Invalid FilterExpression: Expression size has exceeded the maximum allowed size; expression size: 4097',
    ),
    scan(
      {
        FilterExpression: Array.from({ length: 151 }, () => 'a=:v').join(' AND '),
        ExpressionAttributeValues: { ':v': { S } },
      },
      'Invalid FilterExpression: The expression contains too many operators; operator count: 301',
    ),
  ]);
});
