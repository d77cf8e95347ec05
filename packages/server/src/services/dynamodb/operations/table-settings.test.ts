import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { tableArn } from '../domain/table.js';
import { testAccount, testDynamoDb, testRegion, testStart, type TestDynamoDb } from '../testing.js';
import { createGlobalTable } from './create-global-table.js';
import { describeContributorInsights } from './describe-contributor-insights.js';
import { describeEndpoints } from './describe-endpoints.js';
import { describeGlobalTable } from './describe-global-table.js';
import { describeLimits } from './describe-limits.js';
import { describeTableReplicaAutoScaling } from './describe-table-replica-auto-scaling.js';
import { describeTable } from './describe-table.js';
import { describeTimeToLive } from './describe-time-to-live.js';
import { listContributorInsights } from './list-contributor-insights.js';
import { listGlobalTables } from './list-global-tables.js';
import { listTables } from './list-tables.js';
import { updateContributorInsights } from './update-contributor-insights.js';
import { updateTimeToLive } from './update-time-to-live.js';

const rides = { TableName: 'rides' };
const notFound = { code: 'ResourceNotFoundException', message: 'Requested resource not found: Table: none not found' };

describe('settings of tables', () => {
  let db: TestDynamoDb;
  beforeEach(async () => {
    db = await testDynamoDb({ transition: 200, limits: true });
    await db.createTable('rides', ['pk', 'sk'], {
      AttributeDefinitions: [{ AttributeName: 'g', AttributeType: 'S' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byG',
          KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
    await db.clock.advance(200);
  });
  afterEach(() => db.stop());

  it('ListTables pages by name', async () => {
    for (const name of ['b.table', 'a-table', 'C_table']) await db.createTable(name);
    assert.deepEqual(await db.run(listTables, {}), { TableNames: ['C_table', 'a-table', 'b.table', 'rides'] });
    const page = await db.run(listTables, { Limit: 2 });
    assert.deepEqual(page, { TableNames: ['C_table', 'a-table'], LastEvaluatedTableName: 'a-table' });
    const rest = await db.run(listTables, { Limit: 2, ExclusiveStartTableName: 'a-table' });
    assert.deepEqual(rest, { TableNames: ['b.table', 'rides'] });
    assert.deepEqual(await db.run(listTables, { ExclusiveStartTableName: 'c-not-there' }), { TableNames: ['rides'] });
    await assert.rejects(db.run(listTables, { Limit: 101 }), {
      message:
        "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100",
    });
  });

  it('a table may be named by its ARN, of this region', async () => {
    const arn = tableArn({ account: testAccount, region: testRegion, name: 'rides' });
    assert.equal((await db.run(describeTable, { TableName: arn })).Table?.TableArn, arn);
    const at = (TableName: string, message: string) =>
      assert.rejects(db.run(describeTable, { TableName }), { message });
    await at(arn.replace(testRegion, 'eu-west-1'), "1 validation error detected: Invalid AWS region in 'ARN'");
    await at(`${arn}s`, 'Requested resource not found: Table: ridess not found');
  });

  it('time to live is switched on and off, half an hour apart', async () => {
    const specify = (Enabled: boolean, AttributeName = 'until') =>
      db.run(updateTimeToLive, { ...rides, TimeToLiveSpecification: { Enabled, AttributeName } });
    const described = async () => (await db.run(describeTimeToLive, rides)).TimeToLiveDescription;
    assert.deepEqual(await described(), { TimeToLiveStatus: 'DISABLED' });
    await assert.rejects(specify(false), { code: 'ValidationException', message: 'TimeToLive is already disabled' });
    assert.deepEqual(await specify(true), { TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' } });
    assert.deepEqual(await described(), { TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
    await assert.rejects(specify(true), { message: 'TimeToLive is already enabled' });
    const other = 'TimeToLive is active on a different AttributeName: current AttributeName is until';
    await assert.rejects(specify(true, 'other'), { message: other });
    await assert.rejects(specify(false, 'other'), { message: other });
    const often = 'Time to live has been modified multiple times within a fixed interval';
    await assert.rejects(specify(false), { message: often });
    await db.clock.advance(1_811_000);
    await assert.rejects(specify(false), { message: often });
    await db.clock.advance(61_000);
    await specify(false);
    assert.deepEqual(await described(), { TimeToLiveStatus: 'DISABLED' });
    await assert.rejects(db.run(describeTimeToLive, { TableName: 'none' }), notFound);
    await db.createTable('soon');
    await assert.rejects(db.run(describeTimeToLive, { TableName: 'soon' }), {
      message: 'Cannot describe time to live while table is in CREATING state: Current table state is CREATING',
    });
  });

  it('contributor insights are kept, for tables and global indexes', async () => {
    const update = (action: 'ENABLE' | 'DISABLE', more: object = {}) =>
      db.run(updateContributorInsights, { ...rides, ContributorInsightsAction: action, ...more });
    const described = (more: object = {}) => db.run(describeContributorInsights, { ...rides, ...more });
    assert.deepEqual(await described(), { ...rides, IndexName: undefined, ContributorInsightsStatus: 'DISABLED' });
    assert.equal((await update('DISABLE')).ContributorInsightsStatus, 'DISABLED');
    assert.equal((await update('ENABLE')).ContributorInsightsStatus, 'ENABLING');
    await update('ENABLE', { IndexName: 'byG', ContributorInsightsMode: 'THROTTLED_KEYS' });
    await db.clock.advance(200);
    assert.equal((await update('ENABLE')).ContributorInsightsStatus, 'ENABLED');
    const rule = (kind: string, of = 'rides'): string => `DynamoDBContributorInsights-${kind}-${of}-${testStart + 200}`;
    assert.deepEqual(await described(), {
      ...rides,
      IndexName: undefined,
      ContributorInsightsStatus: 'ENABLED',
      LastUpdateDateTime: testStart + 200,
      ContributorInsightsRuleList: ['PKC', 'PKT', 'SKC', 'SKT'].map((kind) => rule(kind)),
      ContributorInsightsMode: 'ACCESSED_AND_THROTTLED_KEYS',
    });
    assert.deepEqual((await described({ IndexName: 'byG' })).ContributorInsightsRuleList, [rule('PKT', 'byG')]);
    const listed = await db.run(listContributorInsights, { MaxResults: 1 });
    assert.deepEqual(
      listed.ContributorInsightsSummaries?.map(({ IndexName }) => IndexName),
      [undefined],
    );
    const next = await db.run(listContributorInsights, { NextToken: listed.NextToken });
    assert.deepEqual(
      next.ContributorInsightsSummaries?.map(({ IndexName }) => IndexName),
      ['byG'],
    );
    assert.equal(next.NextToken, undefined);
    await update('DISABLE');
    await db.clock.advance(200);
    assert.equal((await db.run(listContributorInsights, rides)).ContributorInsightsSummaries?.length, 1);
    await assert.rejects(update('ENABLE', { IndexName: 'none' }), {
      message: 'Requested resource not found: Index: none not found for table: rides',
    });
    await assert.rejects(update('ENABLE', { IndexName: '' }), {
      message: 'IndexName must be at least 3 characters long and at most 255 characters long',
    });
  });

  it('limits and endpoints are AWS’s', async () => {
    assert.deepEqual(await db.run(describeLimits, {}), {
      AccountMaxReadCapacityUnits: 80_000,
      AccountMaxWriteCapacityUnits: 80_000,
      TableMaxReadCapacityUnits: 40_000,
      TableMaxWriteCapacityUnits: 40_000,
    });
    assert.deepEqual(await db.run(describeEndpoints, {}), {
      Endpoints: [{ Address: 'dynamodb.us-east-1.amazonaws.com', CachePeriodInMinutes: 1440 }],
    });
  });

  it('there are no global tables', async () => {
    assert.deepEqual(await db.run(listGlobalTables, {}), { GlobalTables: [] });
    const named = { GlobalTableName: 'rides' };
    await assert.rejects(async () => db.run(createGlobalTable, { ...named, ReplicationGroup: [] }), {
      code: 'ValidationException',
      message:
        'One or more parameter values were invalid: DynamoDB global tables version 2017.11.29 is not supported. We recommend using ' +
        'DynamoDB global tables version 2019.11.21, instead of version 2017.11.29 (Legacy)',
    });
    await assert.rejects(async () => db.run(describeGlobalTable, named), { code: 'GlobalTableNotFoundException' });
    await assert.rejects(async () => db.run(describeGlobalTable, { GlobalTableName: '' }), {
      message: 'TableName must be at least 3 characters long and at most 255 characters long',
    });
    await assert.rejects(db.run(describeTableReplicaAutoScaling, rides), {
      code: 'ResourceNotFoundException',
      message: "Global table with name: 'rides' does not exist.",
    });
  });
});
