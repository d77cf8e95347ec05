import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testAccount, testRegion, testStart, type TestDynamoDb } from '../testing.js';
import { deleteTable } from './delete-table.js';
import {
  bad,
  changing,
  guide,
  inUse,
  limit,
  makeIndex,
  startTables,
  units,
  type Change,
} from './testing-update-table.js';

const dropIndex = (name: string) => ({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: name } }] });

describe('UpdateTable of indexes and streams', () => {
  let db: TestDynamoDb;
  beforeEach(async () => {
    db = await startTables();
  });
  afterEach(() => db.stop());

  const { update, refused, described, settle } = changing(() => db);

  it('switches streams on and off, and keeps what was', async () => {
    const on = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } };
    const off = { StreamSpecification: { StreamEnabled: false } };
    await refused(off, 'Table has no stream to disable: TableName: rides');
    await refused(
      { StreamSpecification: { StreamEnabled: true } },
      `${bad}If stream is being enabled then UpdateViewType is required`,
    );
    await db.putItem('rides', { pk: { S: 'before' } });
    const label = (await update(on))?.LatestStreamLabel ?? '';
    await db.putItem('rides', { pk: { S: 'during' } });
    const where = `Table: rides Stream: ${label} Operation: ENABLE`;
    await refused(off, `${inUse}A stream status change is currently in progress. ${where}`, 'ResourceInUseException');
    await refused(
      { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
      `${inUse}Can't update table class when stream status is being updated. ${where}`,
      'ResourceInUseException',
    );
    await assert.rejects(db.run(deleteTable, { TableName: 'rides' }), {
      message: `${inUse}Cannot delete table while stream is being enabled/disabled.`,
    });
    await settle();
    await refused(on, 'Table already has an enabled stream: TableName: rides');
    await update(off);
    await db.putItem('rides', { pk: { S: 'after' } });
    await settle();
    const described_ = await described();
    assert.equal(described_?.StreamSpecification, undefined);
    assert.equal(described_?.LatestStreamLabel, label);
    const [stream, ...others] = await db.context.store.streams(testAccount, testRegion);
    assert.equal(others.length, 0);
    assert.equal(stream?.enabled, false);
    assert.equal(stream.disabledAt, testStart + 400);
    let records = 0;
    await db.tables.scan(stream.feed, {}, { visit: () => (records += 1) > 0 });
    assert.equal(records, 1);
    await update(on);
    await settle();
    assert.notEqual((await described())?.LatestStreamLabel, label);
  });

  it('makes indexes of what is there, and drops them', async () => {
    await db.putItem('free', { pk: { S: '1' }, g: { S: 'a' } });
    await refused(
      { GlobalSecondaryIndexUpdates: makeIndex('one').GlobalSecondaryIndexUpdates },
      `${bad}AttributeDefinitions is not specified for index: one`,
      undefined,
      'free',
    );
    await refused(
      makeIndex('one', { ProvisionedThroughput: units(1) }),
      `${bad}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: one when BillingMode is PAY_PER_REQUEST`,
      undefined,
      'free',
    );
    await refused(
      makeIndex('one'),
      `${bad}Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: one`,
    );
    const answer = await update(makeIndex('one'), 'free');
    assert.equal(answer?.TableStatus, 'UPDATING');
    assert.equal(answer.GlobalSecondaryIndexes?.[0]?.IndexStatus, 'CREATING');
    assert.equal(answer.GlobalSecondaryIndexes[0].Backfilling, false);
    const busy = 'ResourceInUseException';
    await refused(
      dropIndex('one'),
      `${inUse}Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index is active. Table: free Index: one`,
      busy,
      'free',
    );
    await refused(
      makeIndex('two'),
      `${limit}Only 1 online index can be created or deleted simultaneously per table`,
      'LimitExceededException',
      'free',
    );
    await refused(
      { OnDemandThroughput: { MaxReadRequestUnits: 1 } },
      `${inUse}OnDemandThroughput cannot be updated while index creation is in progress for indexes: [one]`,
      busy,
      'free',
    );
    await settle();
    const after = await described('free');
    assert.equal(after?.GlobalSecondaryIndexes?.[0]?.IndexStatus, 'ACTIVE');
    assert.equal(after.GlobalSecondaryIndexes[0].Backfilling, undefined);
    assert.equal(after.GlobalSecondaryIndexes[0].ItemCount, 1);
    await refused(makeIndex('one'), 'Attempting to create an index which already exists', undefined, 'free');
    await refused(
      dropIndex('none'),
      'Requested resource not found: Index none for table free',
      'ResourceNotFoundException',
      'free',
    );
    const [index] = (await db.table('free')).indexes;
    assert.equal((await db.entries(index?.collection ?? '')).length, 1);
    assert.equal((await update(dropIndex('one'), 'free'))?.GlobalSecondaryIndexes?.[0]?.IndexStatus, 'DELETING');
    await refused(dropIndex('one'), `${inUse}Index is being deleted. Table: free Index: one`, busy, 'free');
    await settle();
    const dropped = await described('free');
    assert.equal(dropped?.GlobalSecondaryIndexes, undefined);
    assert.equal(dropped?.AttributeDefinitions?.length, 1);
    assert.equal((await db.entries(index?.collection ?? '')).length, 0);
    // The same name is another index.
    await update(makeIndex('one'), 'free');
    await settle();
    assert.notEqual((await db.table('free')).indexes[0]?.collection, index?.collection);
  });

  it('changes an index’s throughput, on demand only its maximum', async () => {
    await update(makeIndex('one', { ProvisionedThroughput: units(2) }));
    await settle();
    const change = (more: Change) => ({ GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'one', ...more } }] });
    await refused(
      change({ ProvisionedThroughput: units(2) }),
      'The provisioned throughput for the index one will not change. The requested value equals the current value. Current ' +
        'ReadCapacityUnits provisioned for index one: 2. Requested ReadCapacityUnits: 2. Current WriteCapacityUnits provisioned for ' +
        `index one: 2. Requested WriteCapacityUnits: 2. ${guide}`,
    );
    const answer = await update(change({ ProvisionedThroughput: units(3) }));
    assert.equal(answer?.TableStatus, 'ACTIVE');
    assert.equal(answer.GlobalSecondaryIndexes?.[0]?.IndexStatus, 'UPDATING');
    assert.equal(answer.GlobalSecondaryIndexes[0].ProvisionedThroughput?.ReadCapacityUnits, 2);
    await settle();
    assert.equal((await described())?.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput?.ReadCapacityUnits, 3);
    await update({ BillingMode: 'PAY_PER_REQUEST' });
    await settle();
    await refused(
      { BillingMode: 'PROVISIONED', ProvisionedThroughput: units(1) },
      `${bad}ProvisionedThroughput must be specified for index: one`,
    );
    await refused(
      change({ ProvisionedThroughput: units(1) }),
      `${bad}The only Updates for index: one when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
    );
    const capped = await update(change({ OnDemandThroughput: { MaxReadRequestUnits: 5 } }));
    assert.equal(capped?.GlobalSecondaryIndexes?.[0]?.OnDemandThroughput?.MaxReadRequestUnits, 5);
    await settle();
    await update({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: units(1),
      ...change({ ProvisionedThroughput: units(4) }),
    });
    await settle();
    assert.equal((await described())?.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput?.ReadCapacityUnits, 4);
  });
});
