import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newTable, type TableInput } from './create.js';

/** What differs from the plainest table. */
type Change = Readonly<Record<string, unknown>>;
const key = (name: string, type: 'HASH' | 'RANGE' = 'HASH') => ({ AttributeName: name, KeyType: type });
const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' as const });
const units = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
const all = { ProjectionType: 'ALL' as const };
const plain: TableInput & { readonly TableName: string } = {
  TableName: 'music',
  AttributeDefinitions: [text('pk')],
  KeySchema: [key('pk')],
  BillingMode: 'PAY_PER_REQUEST',
};
const bad = 'One or more parameter values were invalid: ';
const gsi = (name: string, more = {}) => ({ IndexName: name, KeySchema: [key('a')], Projection: all, ...more });
const lsi = (name: string, range = 'a') => ({
  IndexName: name,
  KeySchema: [key('pk'), key(range, 'RANGE')],
  Projection: all,
});
const sorted = {
  AttributeDefinitions: [text('pk'), text('sk'), text('a')],
  KeySchema: [key('pk'), key('sk', 'RANGE')],
};

const cases: readonly (readonly [string, Change, string])[] = [
  [
    'units on demand',
    { ProvisionedThroughput: units },
    `${bad}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
  ],
  [
    'no units',
    { BillingMode: undefined },
    `${bad}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
  ],
  [
    'units out of bounds',
    {
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 1_000_000_000_001, WriteCapacityUnits: 1 },
    },
    'Given value 1000000000001 for ReadCapacityUnits is out of bounds',
  ],
  [
    'a table class',
    { TableClass: 'X' },
    'Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].',
  ],
  ['a definition twice', { AttributeDefinitions: [text('pk'), text('pk')] }, 'Attribute Name is duplicated: pk'],
  [
    'undefined keys',
    { KeySchema: [key('pk'), key('sk', 'RANGE')] },
    'Invalid KeySchema: Some index key attribute have no definition',
  ],
  [
    'an undefined key',
    { KeySchema: [key('q')], AttributeDefinitions: [text('pk'), text('sk')] },
    `${bad}Some index key attributes are not defined in AttributeDefinitions. Keys: [q], AttributeDefinitions: [sk, pk]`,
  ],
  [
    'the same key twice',
    { KeySchema: [key('pk'), key('pk', 'RANGE')], AttributeDefinitions: [text('pk'), text('sk')] },
    'Both the Hash Key and the Range Key element in the KeySchema have the same name',
  ],
  [
    'the same key twice, one definition',
    { KeySchema: [key('pk'), key('pk', 'RANGE')] },
    'Invalid KeySchema: Some index key attribute have no definition',
  ],
  [
    'a range first',
    { KeySchema: [key('pk', 'RANGE')] },
    'Invalid KeySchema: The first KeySchemaElement is not a HASH key type',
  ],
  [
    'two hashes',
    { ...sorted, KeySchema: [key('pk'), key('sk')] },
    'Invalid KeySchema: The second KeySchemaElement is not a RANGE key type',
  ],
  [
    'definitions without indexes',
    { AttributeDefinitions: [text('pk'), text('a')] },
    `${bad}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
  ],
  [
    'definitions that nothing uses',
    {
      AttributeDefinitions: ['pk', 'sk', 'a', 'b', 'c'].map(text),
      KeySchema: sorted.KeySchema,
      GlobalSecondaryIndexes: [gsi('one')],
    },
    `${bad}Some AttributeDefinitions are not used. AttributeDefinitions: [sk, a, b, pk, c], keys used: [a, sk, pk]`,
  ],
  ['no global indexes', { GlobalSecondaryIndexes: [] }, `${bad}List of GlobalSecondaryIndexes is empty`],
  ['no local indexes', { LocalSecondaryIndexes: [] }, `${bad}List of LocalSecondaryIndexes is empty`],
  [
    'a local index without a sort key',
    { AttributeDefinitions: [text('pk'), text('a')], LocalSecondaryIndexes: [lsi('one')] },
    `${bad}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`,
  ],
  [
    'a local index of another partition',
    { ...sorted, LocalSecondaryIndexes: [{ ...lsi('one'), KeySchema: [key('a'), key('sk', 'RANGE')] }] },
    `${bad}Index KeySchema does not have the same leading hash key as table KeySchema for index: one. index hash key: a, table hash key: pk`,
  ],
  [
    'a local index without a range',
    {
      ...sorted,
      AttributeDefinitions: [text('pk'), text('sk')],
      LocalSecondaryIndexes: [{ ...lsi('one'), KeySchema: [key('pk')] }],
    },
    `${bad}Index KeySchema does not have a range key for index: one`,
  ],
  [
    'six local indexes',
    { ...sorted, LocalSecondaryIndexes: [1, 2, 3, 4, 5, 6].map((n) => lsi(`local${n}`)) },
    `${bad}Number of LocalSecondaryIndexes exceeds per-table limit of 5`,
  ],
  [
    'an index name twice',
    { ...sorted, LocalSecondaryIndexes: [lsi('dup')], GlobalSecondaryIndexes: [gsi('dup')] },
    `${bad}Duplicate index name: dup`,
  ],
  [
    '21 global indexes',
    {
      AttributeDefinitions: [text('pk'), text('a')],
      GlobalSecondaryIndexes: Array.from({ length: 21 }, (_, n) => gsi(`global${n}`)),
    },
    `${bad}GlobalSecondaryIndex count exceeds the per-table limit of 20`,
  ],
  [
    'units of an index on demand',
    {
      AttributeDefinitions: [text('pk'), text('a')],
      GlobalSecondaryIndexes: [gsi('one', { ProvisionedThroughput: units })],
    },
    `${bad}ProvisionedThroughput should not be specified for index: one when BillingMode is PAY_PER_REQUEST`,
  ],
  [
    'no units of an index',
    {
      AttributeDefinitions: [text('pk'), text('a')],
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: units,
      GlobalSecondaryIndexes: [gsi('one')],
    },
    `${bad}ProvisionedThroughput is not specified for index: one`,
  ],
  [
    'no projection type',
    { AttributeDefinitions: [text('pk'), text('a')], GlobalSecondaryIndexes: [gsi('one', { Projection: {} })] },
    `${bad}Unknown ProjectionType: null`,
  ],
  [
    'attributes of a full projection',
    {
      AttributeDefinitions: [text('pk'), text('a')],
      GlobalSecondaryIndexes: [gsi('one', { Projection: { ...all, NonKeyAttributes: ['x'] } })],
    },
    `${bad}ProjectionType is ALL, but NonKeyAttributes is specified`,
  ],
  [
    'no attributes to include',
    {
      AttributeDefinitions: [text('pk'), text('a')],
      GlobalSecondaryIndexes: [gsi('one', { Projection: { ProjectionType: 'INCLUDE' } })],
    },
    `${bad}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`,
  ],
  [
    'an attribute included twice',
    {
      AttributeDefinitions: [text('pk'), text('a')],
      GlobalSecondaryIndexes: [gsi('one', { Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['x', 'x'] } })],
    },
    'Duplicate element in NonKeyAttributes: x',
  ],
  [
    'a hash behind a range',
    {
      AttributeDefinitions: ['pk', 'a', 'b', 'c'].map(text),
      GlobalSecondaryIndexes: [gsi('one', { KeySchema: [key('a'), key('b', 'RANGE'), key('c')] })],
    },
    `${bad}All HASH key attributes must precede RANGE key attributes in the KeySchema`,
  ],
  [
    'five hashes',
    {
      AttributeDefinitions: ['pk', 'a', 'b', 'c', 'd', 'e'].map(text),
      GlobalSecondaryIndexes: [gsi('one', { KeySchema: ['a', 'b', 'c', 'd', 'e'].map((name) => key(name)) })],
    },
    `${bad}The KeySchema exceeds the maximum allowed number of HASH key attributes`,
  ],
  [
    'one name in a long key twice',
    {
      AttributeDefinitions: ['pk', 'a', 'b'].map(text),
      GlobalSecondaryIndexes: [gsi('one', { KeySchema: [key('a'), key('b', 'RANGE'), key('a', 'RANGE')] })],
    },
    'The KeySchema contains multiple key attributes with the same name',
  ],
  [
    'a stream without a view',
    { StreamSpecification: { StreamEnabled: true } },
    `${bad}Table is being created with a stream enabled, UpdateViewType is required`,
  ],
  [
    'a view without a stream',
    { StreamSpecification: { StreamEnabled: false, StreamViewType: 'NEW_IMAGE' } },
    `${bad}Table is being created with a stream disabled, UpdateViewType should not be specified`,
  ],
  ['AES256', { SSESpecification: { Enabled: true, SSEType: 'AES256' } }, `${bad}SSEType AES256 is not supported`],
  [
    'a key without KMS',
    { SSESpecification: { Enabled: true, KMSMasterKeyId: 'x' } },
    `${bad}SSEType KMS is required if KMSMasterKeyId is specified`,
  ],
  [
    'a type without encryption',
    { SSESpecification: { Enabled: false, SSEType: 'KMS' } },
    `${bad}SSEType can not be specified if Enabled is false`,
  ],
  ['a tag without a key', { Tags: [{}] }, 'The Tag Key provided is invalid, Key: null'],
  [
    'a maximum of provisioned tables',
    { BillingMode: 'PROVISIONED', ProvisionedThroughput: units, OnDemandThroughput: { MaxReadRequestUnits: 1 } },
    `${bad}MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED.`,
  ],
  [
    'a maximum of nothing',
    { OnDemandThroughput: { MaxWriteRequestUnits: 0 } },
    `${bad}Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid range`,
  ],
  [
    'too little warmth',
    { BillingMode: 'PROVISIONED', ProvisionedThroughput: units, WarmThroughput: { ReadUnitsPerSecond: 1 } },
    `${bad}Requested ReadUnitsPerSecond for WarmThroughput for table is lower than ReadCapacityUnits of ProvisionedThroughput`,
  ],
];

for (const [name, change, message] of cases) {
  test(`a new table is refused with ${name}`, () => {
    assert.throws(() => newTable({ account: '0', region: 'us-east-1', name: 'music' }, { ...plain, ...change }), {
      code: 'ValidationException',
      message,
    });
  });
}
