import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Infer } from '@paddock/wire';
import { tableArn } from '../domain/table.js';
import { testAccount, testDynamoDb, testRegion, testStart, type TestDynamoDb } from '../testing.js';
import { createTable } from './create-table.js';
import { describeTable } from './describe-table.js';
import { getResourcePolicy } from './get-resource-policy.js';
import { listTables } from './list-tables.js';

type Input = Infer<typeof createTable.input>;
/** What differs from the plainest table, right or wrong. */
type Change = Readonly<Record<string, unknown>>;

const key = (name: string, type: 'HASH' | 'RANGE' = 'HASH') => ({ AttributeName: name, KeyType: type });
const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' as const });
const units = { ReadCapacityUnits: 5, WriteCapacityUnits: 5 };
const all = { ProjectionType: 'ALL' as const };
const plain: Input = {
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

describe('CreateTable', () => {
  let db: TestDynamoDb;
  beforeEach(async () => {
    db = await testDynamoDb();
  });
  afterEach(() => db.stop());

  const create = (change: Change) => db.run(createTable, { ...plain, ...change });
  const refused = (change: Change, message: string, code = 'ValidationException') =>
    assert.rejects(create(change), { code, message });

  it('answers the table as it is being created', async () => {
    db = await testDynamoDb({ transition: 200 });
    const { TableDescription } = await db.run(createTable, {
      ...plain,
      BillingMode: undefined,
      ProvisionedThroughput: units,
      Tags: [{ Key: 'team', Value: 'blue' }],
    });
    const { TableId, ProvisionedThroughput, ...rest } = TableDescription ?? {};
    assert.match(TableId ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual(JSON.parse(JSON.stringify(ProvisionedThroughput)), { NumberOfDecreasesToday: 0, ...units });
    assert.deepEqual(rest, {
      AttributeDefinitions: [text('pk')],
      TableName: 'music',
      KeySchema: [key('pk')],
      TableStatus: 'CREATING',
      CreationDateTime: testStart,
      TableSizeBytes: 0,
      ItemCount: 0,
      TableArn: tableArn({ account: testAccount, region: testRegion, name: 'music' }),
      DeletionProtectionEnabled: false,
    });
    await refused(
      {},
      'Attempt to change a resource which is still in use: Table is being created: music',
      'ResourceInUseException',
    );
    await db.clock.advance(200);
    const { Table } = await db.run(describeTable, { TableName: 'music' });
    assert.equal(Table?.TableStatus, 'ACTIVE');
    assert.equal(Table.BillingModeSummary, undefined);
    assert.deepEqual(Table.WarmThroughput, { ReadUnitsPerSecond: 5, WriteUnitsPerSecond: 5, Status: 'ACTIVE' });
    await refused({}, 'Table already exists: music', 'ResourceInUseException');
  });

  it('makes on-demand tables with everything else that can be asked for', async () => {
    const arn = tableArn({ account: testAccount, region: testRegion, name: 'music' });
    const policy = {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${testAccount}:root` },
          Action: 'dynamodb:GetItem',
          Resource: arn,
        },
      ],
    };
    await create({
      ...sorted,
      AttributeDefinitions: [text('sk'), text('pk'), text('c'), text('a')],
      GlobalSecondaryIndexes: [
        gsi('second', {
          KeySchema: [key('c')],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['z', 'b'] },
        }),
        gsi('first', { WarmThroughput: { ReadUnitsPerSecond: 13_000 } }),
      ],
      LocalSecondaryIndexes: [lsi('local')],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
      SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/mine' },
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      DeletionProtectionEnabled: true,
      OnDemandThroughput: { MaxReadRequestUnits: 10 },
      ResourcePolicy: JSON.stringify(policy),
    });
    const { Table } = await db.run(describeTable, { TableName: arn });
    assert.deepEqual(
      Table?.AttributeDefinitions?.map(({ AttributeName }) => AttributeName),
      ['a', 'c', 'pk', 'sk'],
    );
    assert.deepEqual(Table.BillingModeSummary, {
      BillingMode: 'PAY_PER_REQUEST',
      LastUpdateToPayPerRequestDateTime: testStart,
    });
    const [second, first] = Table.GlobalSecondaryIndexes ?? [];
    assert.deepEqual(second?.Projection, { ProjectionType: 'INCLUDE', NonKeyAttributes: ['b', 'z'] });
    assert.equal(second.Backfilling, undefined);
    assert.deepEqual(first?.WarmThroughput, {
      ReadUnitsPerSecond: 13_000,
      WriteUnitsPerSecond: 4_000,
      Status: 'ACTIVE',
    });
    assert.equal(Table.LocalSecondaryIndexes?.[0]?.IndexArn, `${arn}/index/local`);
    assert.equal(Table.LatestStreamLabel, '2023-11-14T22:13:20.000');
    assert.equal(Table.LatestStreamArn, `${arn}/stream/2023-11-14T22:13:20.000`);
    assert.equal(Table.SSEDescription?.KMSMasterKeyArn, `arn:aws:kms:${testRegion}:${testAccount}:alias/mine`);
    assert.equal(Table.TableClassSummary?.TableClass, 'STANDARD_INFREQUENT_ACCESS');
    assert.equal(Table.OnDemandThroughput?.MaxReadRequestUnits, 10);
    assert.equal((await db.run(getResourcePolicy, { ResourceArn: arn })).Policy, JSON.stringify(policy));
    const [stream] = await db.context.store.streams(testAccount, testRegion);
    assert.equal(stream?.enabled, true);
    assert.equal(stream.hash, 'pk');
    assert.equal(stream.range, 'sk');
  });

  it('looks at the name before anything else', async () => {
    await refused(
      { TableName: undefined, KeySchema: [] },
      "The parameter 'TableName' is required but was not present in the request",
    );
    await refused(
      { TableName: '', BillingMode: 'X' },
      "2 validation errors detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or " +
        "equal to 3; Value '' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    );
    await refused(
      { TableName: 'ab' },
      "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3",
    );
  });

  it('tells what breaks its constraints in their order', async () => {
    await refused(
      {
        AttributeDefinitions: [{}],
        BillingMode: undefined,
        ProvisionedThroughput: {},
        KeySchema: [{}],
        StreamSpecification: {},
      },
      "7 validation errors detected: Value null at 'attributeDefinitions.1.member.attributeType' failed to satisfy constraint: " +
        "Member must not be null; Value null at 'attributeDefinitions.1.member.attributeName' failed to satisfy constraint: Member must " +
        "not be null; Value null at 'provisionedThroughput.writeCapacityUnits' failed to satisfy constraint: Member must not be null; " +
        "Value null at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must not be null; Value null at " +
        "'keySchema.1.member.attributeName' failed to satisfy constraint: Member must not be null; Value null at " +
        "'keySchema.1.member.keyType' failed to satisfy constraint: Member must not be null; Value null at " +
        "'streamSpecification.streamEnabled' failed to satisfy constraint: Member must not be null",
    );
  });

  it('takes keys of several attributes, and 20 indexes', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const view = await db.createTable('long', ['pk'], {
      AttributeDefinitions: names.map(text),
      GlobalSecondaryIndexes: [
        gsi('many', { KeySchema: names.map((name, i) => key(name, i < 4 ? 'HASH' : 'RANGE')) }),
        ...Array.from({ length: 19 }, (_, n) => gsi(`global${n}`)),
      ],
    });
    assert.deepEqual(view.table.globals[0]?.hash, ['a', 'b', 'c', 'd']);
    assert.deepEqual(view.table.globals[0].range, ['e', 'f', 'g', 'h']);
    assert.equal(new Set(view.indexes.map(({ collection }) => collection)).size, 20);
  });

  it('checks before it looks whether the table is there', async () => {
    await create({});
    await refused(
      { KeySchema: [key('q')] },
      `${bad}Some index key attributes are not defined in AttributeDefinitions. Keys: [q], AttributeDefinitions: [pk]`,
    );
  });

  it('keeps to the account’s throughput', async () => {
    const provisioned = { BillingMode: 'PROVISIONED' as const };
    const guide = 'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.';
    await refused(
      { ...provisioned, ProvisionedThroughput: { ReadCapacityUnits: 40_001, WriteCapacityUnits: 1 } },
      `The requested ReadCapacityUnits, 40001, is above the per table maximum for the account in us-east-1. Per table maximum: 40000. ${guide}`,
      'LimitExceededException',
    );
    const most = { ...provisioned, ProvisionedThroughput: { ReadCapacityUnits: 40_000, WriteCapacityUnits: 1 } };
    await create({ ...most, TableName: 'one' });
    await create({ ...most, TableName: 'two' });
    await refused(
      { ...provisioned, ProvisionedThroughput: units },
      'This request would have caused the ReadCapacityUnits limit to be exceeded for the account in us-east-1. Current ReadCapacityUnits ' +
        `reserved by the account: 80000. Limit: 80000. Requested: 5. ${guide}`,
      'LimitExceededException',
    );
    assert.deepEqual((await db.run(listTables, {})).TableNames, ['one', 'two']);
  });
});
