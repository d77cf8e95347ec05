import { after, describe } from 'node:test';
import { startDynamoDb } from '../harness/dynamodb.js';
import { testRefusals, type Refusal } from '../harness/refusals.js';

const paddock = await startDynamoDb();
after(() => paddock.close());

const [number, decimal, yes, text] = ['NUMBER_VALUE', 'DECIMAL_VALUE', 'TRUE_VALUE', 'STRING_VALUE'];
const to = (token: string | undefined, type: string): string => `${token} cannot be converted to ${type}`;
const no = to('FALSE_VALUE', 'String');
const collection = (type: string): string => `Unrecognized collection type ${type}`;
const ofStructure = (name: string): string => collection(`class com.amazonaws.dynamodb.v20120810.${name}`);
const mapOf = (type: string): string => collection(`java.util.Map<java.lang.String, ${type}>`);
const ours = (type: string): string => `com.amazonaws.dynamodb.v20120810.${type}`;
const unexpected = 'Unexpected field type';
const notFound = 'Start of structure or map found where not expected';
const noStructure = 'Unexpected value type in payload';
const noParameterized =
  'class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class ' +
  "(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')";

/** What each kind of member says of what it is not. */
const strings: Kind = { 23: to(number, 'String'), 2.5: to(decimal, 'String'), true: to(yes, 'String'), false: no };
const scalar = (type: string): Kind => ({ '[]': collection(`class java.lang.${type}`), '{}': notFound });
const integers: Kind = { '"23"': to(text, 'Integer'), true: to(yes, 'Integer'), ...scalar('Integer') };
const booleans: Kind = { '"maybe"': 'Unexpected token received from parser', 23: to(number, 'Boolean') };
const scalars: Kind = { '"x"': unexpected, 23: unexpected, true: unexpected };
const lists: Kind = { ...scalars, '{}': notFound };
const maps = (of: string): Kind => ({ ...scalars, '[]': mapOf(of) });

type Kind = Readonly<Record<string, string>>;

/** Requests with a hole, and what is said of what may stand there. */
const holes: readonly (readonly [operation: string, body: (value: string) => string, kind: Kind])[] = [
  ['PutItem', (value) => `{"TableName":${value}}`, { ...strings, ...scalar('String') }],
  ['PutItem', (value) => `{"Item":${value}}`, maps(ours('AttributeValue'))],
  ['PutItem', (value) => `{"Item":{"a":${value}}}`, { '"x"': noStructure, 23: noStructure, true: noStructure }],
  ['PutItem', (value) => `{"Item":{"a":{"S":${value}}}}`, { ...strings, ...scalar('String') }],
  ['PutItem', (value) => `{"Item":{"a":{"N":${value}}}}`, strings],
  [
    'PutItem',
    (value) => `{"Item":{"a":{"B":${value}}}}`,
    {
      23: 'only base-64-encoded strings are convertible to bytes',
      true: 'only base-64-encoded strings are convertible to bytes',
      '[]': collection('class java.nio.ByteBuffer'),
      '{}': notFound,
      '"abc"': 'Base64 encoded length is expected a multiple of 4 bytes but found: 3',
      '"=+/="': 'Invalid last non-pad Base64 character dectected',
    },
  ],
  [
    'PutItem',
    (value) => `{"Item":{"a":{"BOOL":${value}}}}`,
    { ...booleans, '[]': collection('class java.lang.Boolean') },
  ],
  ['PutItem', (value) => `{"Item":{"a":{"NULL":${value}}}}`, { ...booleans, '{}': notFound }],
  ['PutItem', (value) => `{"Item":{"a":{"SS":${value}}}}`, lists],
  ['PutItem', (value) => `{"Item":{"a":{"SS":[${value}]}}}`, { ...strings, ...scalar('String') }],
  ['PutItem', (value) => `{"Item":{"a":{"L":${value}}}}`, lists],
  ['PutItem', (value) => `{"Item":{"a":{"L":[${value}]}}}`, { '"x"': noStructure, 23: noStructure }],
  ['PutItem', (value) => `{"Item":{"a":{"M":${value}}}}`, maps(ours('AttributeValue'))],
  ['PutItem', (value) => `{"Expected":${value}}`, maps(ours('ExpectedAttributeValue'))],
  ['PutItem', (value) => `{"Expected":{"a":{"Exists":${value}}}}`, { ...booleans, ...scalar('Boolean') }],
  [
    'PutItem',
    (value) => `{"Expected":{"a":{"Value":${value}}}}`,
    { '"x"': unexpected, 23: unexpected, '[]': ofStructure('AttributeValue') },
  ],
  ['PutItem', (value) => `{"Expected":{"a":{"AttributeValueList":${value}}}}`, lists],
  ['PutItem', (value) => `{"ExpressionAttributeNames":${value}}`, maps('java.lang.String')],
  ['PutItem', (value) => `{"ExpressionAttributeNames":{"#a":${value}}}`, strings],
  ['PutItem', (value) => `{"ExpressionAttributeValues":${value}}`, maps(ours('AttributeValue'))],
  ['PutItem', (value) => `{"ConditionExpression":${value}}`, { ...strings, ...scalar('String') }],
  ['UpdateItem', (value) => `{"AttributeUpdates":${value}}`, maps(ours('AttributeValueUpdate'))],
  ['UpdateItem', (value) => `{"AttributeUpdates":{"a":${value}}}`, { '"x"': noStructure, 23: noStructure }],
  ['GetItem', (value) => `{"Key":${value}}`, maps(ours('AttributeValue'))],
  ['GetItem', (value) => `{"AttributesToGet":${value}}`, lists],
  ['GetItem', (value) => `{"ConsistentRead":${value}}`, { ...booleans, ...scalar('Boolean') }],
  ['Query', (value) => `{"Limit":${value}}`, integers],
  ['Query', (value) => `{"KeyConditions":${value}}`, maps(ours('Condition'))],
  ['Query', (value) => `{"ScanIndexForward":${value}}`, booleans],
  ['Scan', (value) => `{"Segment":${value}}`, integers],
  ['Scan', (value) => `{"ScanFilter":${value}}`, maps(ours('Condition'))],
  ['BatchGetItem', (value) => `{"RequestItems":${value}}`, maps(ours('KeysAndAttributes'))],
  ['BatchGetItem', (value) => `{"RequestItems":{"a":${value}}}`, { '"x"': noStructure, 23: noStructure }],
  ['BatchGetItem', (value) => `{"RequestItems":{"a":{"Keys":${value}}}}`, lists],
  [
    'BatchGetItem',
    (value) => `{"RequestItems":{"a":{"Keys":[${value}]}}}`,
    { '"x"': noParameterized, 23: noParameterized },
  ],
  ['BatchWriteItem', (value) => `{"RequestItems":${value}}`, maps(`java.util.List<${ours('WriteRequest')}>`)],
  ['BatchWriteItem', (value) => `{"RequestItems":{"a":${value}}}`, { '"x"': noParameterized, 23: noParameterized }],
  ['BatchWriteItem', (value) => `{"RequestItems":{"a":[${value}]}}`, { '"x"': noStructure, 23: noStructure }],
  [
    'BatchWriteItem',
    (value) => `{"RequestItems":{"a":[{"PutRequest":${value}}]}}`,
    { '"x"': unexpected, 23: unexpected, '[]': ofStructure('PutRequest') },
  ],
  ['CreateTable', (value) => `{"KeySchema":${value}}`, lists],
  ['CreateTable', (value) => `{"KeySchema":[${value}]}`, { '"x"': noStructure, 23: noStructure }],
  [
    'CreateTable',
    (value) => `{"ProvisionedThroughput":${value}}`,
    { '"x"': unexpected, 23: unexpected, '[]': ofStructure('ProvisionedThroughput') },
  ],
  [
    'CreateTable',
    (value) => `{"ProvisionedThroughput":{"ReadCapacityUnits":${value}}}`,
    { '"x"': to(text, 'Long'), true: to(yes, 'Long'), ...scalar('Long') },
  ],
  ['TransactWriteItems', (value) => `{"TransactItems":${value}}`, lists],
];

describe('what is not of its type', () => {
  for (const [operation, body, kind] of holes) {
    const cases = Object.entries(kind).map(([value, message]): Refusal => [
      operation,
      body(value),
      message,
      'SerializationException',
    ]);
    testRefusals(paddock.send, cases);
  }
});

describe('what is no JSON', () => {
  testRefusals(
    paddock.send,
    ['hello', '{"TableName":', '[]', '"x"', '{"TableName":"a"', "{'TableName':'a'}"].map((body): Refusal => [
      'GetItem',
      body,
      undefined,
      'SerializationException',
    ]),
  );
});
