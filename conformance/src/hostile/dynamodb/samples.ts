import { dynamoDbOperations, dynamoDbStreamsOperations } from '@paddock/server';
import type { StructureShape } from '@paddock/wire';
import { account, region } from '../../harness/server.js';
import { sampleOf } from '../sample-of.js';

/** An operation, with an input that has every member. */
export interface Sample {
  readonly target: string;
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Codes that its model declares. */
  readonly errors: readonly string[];
}

export const tableArn = `arn:aws:dynamodb:${region}:${account}:table/target`;
const stream = `${tableArn}/stream/2026-01-01T00:00:00.000`;
const Key = { pk: { S: 'k' }, sk: { N: '1' } };
const every = {
  S: { S: 'text' },
  N: { N: '1.5' },
  B: { B: 'AAAA' },
  SS: { SS: ['a', 'b'] },
  NS: { NS: ['1', '2'] },
  BS: { BS: ['AAAA', 'AAA='] },
  M: { M: { inner: { L: [{ M: { x: { NULL: true } } }, { BOOL: true }] } } },
};
const Item = { ...Key, g: { S: 'g' }, l: { S: 'l' }, ...every };
const names = { '#a': 'M' };
const values = { ':a': every.M, ':n': { N: '1' } };
const condition = {
  ConditionExpression: '#a = :a OR size(S) > :n AND NOT attribute_exists(M.inner[0].x)',
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: values,
};
const legacy = {
  ConditionalOperator: 'AND',
  Expected: {
    S: { Value: { S: 'x' }, Exists: true },
    N: { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ N: '1' }, { N: '2' }] },
  },
};
const filter = { n: { ComparisonOperator: 'IN', AttributeValueList: [{ N: '1' }, { S: 'x' }] } };
const both = { ReturnConsumedCapacity: 'INDEXES', ReturnItemCollectionMetrics: 'SIZE' };
const write = { ReturnValues: 'ALL_OLD', ReturnValuesOnConditionCheckFailure: 'ALL_OLD', ...both };
const TableName = 'target';
const update = 'SET #a.inner[0] = list_append(if_not_exists(L, :l), :l) REMOVE S ADD n :n DELETE SS :s';
const updated = { ':l': { L: [{ S: 'x' }] }, ':n': { N: '1' }, ':s': { SS: ['a'] } };
const read = { ReturnConsumedCapacity: 'TOTAL', ConsistentRead: true };
const range = { Limit: 10, Select: 'SPECIFIC_ATTRIBUTES', ExclusiveStartKey: { ...Key, l: { S: 'l' } }, ...read };

/** What requests for items may say, in expressions and in the old way. */
const ofItems: readonly (readonly [operation: string, input: object])[] = [
  ['PutItem', { TableName, Item, ...condition, ...write }],
  ['PutItem', { TableName, Item, ...legacy }],
  ['DeleteItem', { TableName, Key, ...condition, ...write }],
  [
    'UpdateItem',
    {
      TableName,
      Key,
      UpdateExpression: update,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: updated,
      ...write,
    },
  ],
  [
    'UpdateItem',
    {
      TableName,
      Key,
      ...legacy,
      AttributeUpdates: { a: { Action: 'ADD', Value: { N: '1' } }, b: { Action: 'PUT', Value: { S: 'x' } } },
    },
  ],
  ['GetItem', { TableName, Key, ProjectionExpression: '#a, S', ExpressionAttributeNames: names, ...read }],
  ['GetItem', { TableName, Key, AttributesToGet: ['a', 'b'], ...read }],
  [
    'Query',
    {
      TableName,
      IndexName: 'local',
      KeyConditionExpression: 'pk = :pk AND begins_with(l, :l)',
      FilterExpression: '#n IN (:n, :l)',
      ProjectionExpression: 'pk, #n',
      ExpressionAttributeNames: { '#n': 'n' },
      ExpressionAttributeValues: { ':pk': { S: 'k' }, ':l': { S: 'l' }, ':n': { N: '1' } },
      ScanIndexForward: false,
      ...range,
    },
  ],
  [
    'Query',
    {
      TableName,
      KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'k' }] } },
      QueryFilter: { ...filter, m: { ComparisonOperator: 'NULL' } },
      ConditionalOperator: 'OR',
      AttributesToGet: ['pk'],
      ...range,
      ExclusiveStartKey: Key,
    },
  ],
  [
    'Scan',
    {
      TableName,
      FilterExpression: '#n BETWEEN :n AND :n',
      ExpressionAttributeNames: { '#n': 'n' },
      ExpressionAttributeValues: { ':n': { N: '1' } },
      ProjectionExpression: 'pk, M.inner[0]',
      TotalSegments: 2,
      Segment: 1,
      ...range,
      ExclusiveStartKey: Key,
    },
  ],
  ['Scan', { TableName, ScanFilter: filter, AttributesToGet: ['pk'], IndexName: 'local', ...range }],
  [
    'BatchGetItem',
    {
      RequestItems: {
        target: { Keys: [Key], ConsistentRead: true, ProjectionExpression: '#a', ExpressionAttributeNames: names },
      },
      ReturnConsumedCapacity: 'TOTAL',
    },
  ],
  [
    'BatchWriteItem',
    {
      RequestItems: { target: [{ PutRequest: { Item } }, { DeleteRequest: { Key: { ...Key, sk: { N: '2' } } } }] },
      ...both,
    },
  ],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName, Item } },
        { Delete: { TableName, Key: { ...Key, sk: { N: '2' } }, ...condition } },
        {
          Update: {
            TableName,
            Key: { ...Key, sk: { N: '3' } },
            UpdateExpression: 'ADD n :n',
            ExpressionAttributeValues: { ':n': { N: '1' } },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
        {
          ConditionCheck: {
            TableName,
            Key: { ...Key, sk: { N: '4' } },
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      ],
      ClientRequestToken: 'token',
      ...both,
    },
  ],
  [
    'TransactGetItems',
    {
      TransactItems: [{ Get: { TableName, Key, ProjectionExpression: '#a', ExpressionAttributeNames: names } }],
      ReturnConsumedCapacity: 'TOTAL',
    },
  ],
  ['ExecuteStatement', { Statement: `SELECT * FROM target WHERE pk = ?`, Parameters: [{ S: 'k' }], Limit: 1, ...read }],
  [
    'BatchExecuteStatement',
    { Statements: [{ Statement: `DELETE FROM target WHERE pk = ? AND sk = 9`, Parameters: [{ S: 'k' }] }] },
  ],
  [
    'ExecuteTransaction',
    {
      TransactStatements: [{ Statement: `SELECT * FROM target WHERE pk = 'k' AND sk = ?`, Parameters: [{ N: '9' }] }],
      ClientRequestToken: 'statements',
    },
  ],
];

/** Values of members that name something. What a request makes or destroys is called `elsewhere`: the table stays. */
const hints: Readonly<Record<string, unknown>> = {
  TableName,
  TargetTableName: 'elsewhere',
  SourceTableName: 'target',
  GlobalTableName: 'target',
  SourceTableArn: tableArn,
  ResourceArn: tableArn,
  TableArn: tableArn,
  StreamArn: stream,
  BackupArn: `${tableArn}/backup/01791525400213-63b4d36a`,
  IndexName: 'local',
  AttributeName: 'pk',
  AttributeType: 'S',
  KeyType: 'HASH',
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  Policy: '{"Version":"2012-10-17","Statement":[]}',
  ResourcePolicy: '{"Version":"2012-10-17","Statement":[]}',
  ShardId: 'shardId-00000001700000000000-00000000',
  ShardIterator: 'AAAA',
};
const ofOperation: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  CreateTable: { TableName: 'elsewhere' },
  DeleteTable: { TableName: 'elsewhere' },
};

const all = [
  ...dynamoDbOperations.map((operation) => ({ operation, prefix: 'DynamoDB_20120810' })),
  ...dynamoDbStreamsOperations.map((operation) => ({ operation, prefix: 'DynamoDBStreams_20120810' })),
];

/** Every operation that is served, each once or in several ways. */
export const samples: readonly Sample[] = all.flatMap(({ operation: { name, input, errors }, prefix }) => {
  const written = ofItems.filter(([operation]) => operation === name).map(([, its]) => its);
  const inputs = written.length > 0 ? written : [sampleOf(input as StructureShape, { ...hints, ...ofOperation[name] })];
  return inputs.map((its) => ({ target: `${prefix}.${name}`, operation: name, input: its as Sample['input'], errors }));
});
