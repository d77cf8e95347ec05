import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testStart, type TestDynamoDb } from '../testing.js';
import { deleteTable } from './delete-table.js';
import { bad, changing, guide, inUse, limit, makeIndex, startTables, units } from './testing-update-table.js';

describe('UpdateTable', () => {
  let db: TestDynamoDb;
  beforeEach(async () => {
    db = await startTables();
  });
  afterEach(() => db.stop());

  const { update, refused, described, settle } = changing(() => db);

  it('answers the throughput as it was, until the change has ended', async () => {
    const answer = await update({ ProvisionedThroughput: units(4, 6) });
    assert.equal(answer?.TableStatus, 'UPDATING');
    assert.equal(answer.ProvisionedThroughput?.ReadCapacityUnits, 5);
    assert.equal(answer.ProvisionedThroughput.NumberOfDecreasesToday, 0);
    await settle();
    const after = await described();
    assert.equal(after?.TableStatus, 'ACTIVE');
    assert.deepEqual(after.ProvisionedThroughput, {
      ...units(4, 6),
      NumberOfDecreasesToday: 1,
      LastIncreaseDateTime: testStart + 400,
      LastDecreaseDateTime: testStart + 400,
    });
    assert.deepEqual(after.WarmThroughput, { ReadUnitsPerSecond: 5, WriteUnitsPerSecond: 6, Status: 'ACTIVE' });
  });

  it('refuses what changes nothing, before and after it has looked', async () => {
    await refused(
      {},
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ' +
        'ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, ' +
        'OnDemandThroughput, WarmThroughput or TableClass is required',
    );
    await refused(
      { ProvisionedThroughput: units(5) },
      'The provisioned throughput for the table will not change. The requested value equals the current value. Current ' +
        'ReadCapacityUnits provisioned for the table: 5. Requested ReadCapacityUnits: 5. Current WriteCapacityUnits provisioned for ' +
        `the table: 5. Requested WriteCapacityUnits: 5. ${guide}`,
    );
    assert.equal((await update({ BillingMode: 'PAY_PER_REQUEST' }, 'free'))?.TableStatus, 'UPDATING');
    assert.equal((await update({ TableClass: 'STANDARD' }))?.TableStatus, 'UPDATING');
    assert.equal((await described())?.TableStatus, 'ACTIVE');
    assert.equal((await update({ DeletionProtectionEnabled: false }))?.TableStatus, 'ACTIVE');
    await assert.rejects(update({ WarmThroughput: {} }), { code: 'InternalFailure' });
    await refused(
      { TableName: 'nothing', DeletionProtectionEnabled: true },
      'Requested resource not found: Table: nothing not found',
      'ResourceNotFoundException',
    );
  });

  it('does one thing at a time', async () => {
    const only = (what: string) => `${bad}${what} modification must be the only operation in the request`;
    const stream = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } };
    await refused({ SSESpecification: { Enabled: true }, TableClass: 'STANDARD' }, only('Server-Side Encryption'));
    await refused({ DeletionProtectionEnabled: true, TableClass: 'STANDARD' }, only('TableClass'));
    await refused({ DeletionProtectionEnabled: true, ...stream }, only('DeletionProtection'));
    await refused(
      { WarmThroughput: { ReadUnitsPerSecond: 9 }, ...stream },
      `${bad}WarmThroughput must be the only operation in the request`,
    );
    await refused(
      { ProvisionedThroughput: units(1), ...stream },
      `${bad}You cannot modify stream status while updating table IOPS`,
    );
    await refused(
      { ProvisionedThroughput: units(1), ...makeIndex('one') },
      `${bad}You cannot create or delete index while updating table IOPS`,
    );
    await refused(
      { ...stream, ...makeIndex('one') },
      `${bad}You cannot create or delete index while changing stream status`,
    );
    await refused(
      { OnDemandThroughput: { MaxReadRequestUnits: 1 }, ...stream },
      `${bad}OnDemandThroughput can only be combined with BillingMode in an UpdateTable request`,
    );
    await refused({ GlobalSecondaryIndexUpdates: [], ...stream }, `${bad}List of GlobalSecondaryIndexUpdates is empty`);
    assert.equal((await described())?.StreamSpecification, undefined);
  });

  it('switches between the ways of billing', async () => {
    await refused(
      { BillingMode: 'PROVISIONED' },
      `${bad}ProvisionedThroughput must be specified when BillingMode is PROVISIONED`,
      undefined,
      'free',
    );
    await refused(
      { ProvisionedThroughput: units(1) },
      `${bad}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
      undefined,
      'free',
    );
    const answer = await update({ BillingMode: 'PAY_PER_REQUEST' });
    assert.equal(answer?.ProvisionedThroughput?.ReadCapacityUnits, 5);
    assert.equal(answer.BillingModeSummary, undefined);
    await refused(
      { ProvisionedThroughput: units(1) },
      `${inUse}Table IOPS are currently being updated. Table: rides`,
      'ResourceInUseException',
    );
    await settle();
    const onDemand = await described();
    assert.equal(onDemand?.ProvisionedThroughput?.ReadCapacityUnits, 0);
    assert.deepEqual(onDemand.BillingModeSummary, {
      BillingMode: 'PAY_PER_REQUEST',
      LastUpdateToPayPerRequestDateTime: testStart + 400,
    });
    assert.equal(onDemand.WarmThroughput?.ReadUnitsPerSecond, 12_000);
    await update({ OnDemandThroughput: { MaxReadRequestUnits: 7, MaxWriteRequestUnits: 8 } });
    assert.deepEqual((await update({ OnDemandThroughput: { MaxReadRequestUnits: -1 } }))?.OnDemandThroughput, {
      MaxReadRequestUnits: undefined,
      MaxWriteRequestUnits: 8,
    });
    await update({ BillingMode: 'PROVISIONED', ProvisionedThroughput: units(3) });
    // A switch back is answered, and forgotten.
    await update({ BillingMode: 'PAY_PER_REQUEST' });
    await settle();
    const provisioned = await described();
    assert.equal(provisioned?.BillingModeSummary?.BillingMode, 'PROVISIONED');
    assert.equal(provisioned.OnDemandThroughput, undefined);
    assert.equal(provisioned.WarmThroughput?.ReadUnitsPerSecond, 12_000);
  });

  it('lets throughput be decreased four times a day, then once an hour', async () => {
    for (const read of [4, 3, 2, 1]) {
      await update({ ProvisionedThroughput: units(read, 5) });
      await settle();
    }
    await refused(
      { ProvisionedThroughput: units(9, 1) },
      `${limit}Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease ` +
        'in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: 4. Last decrease at Tuesday, ' +
        'November 14, 2023 at 10:13:21 PM Coordinated Universal Time. Next decrease can be made at Tuesday, November 14, 2023 at ' +
        '11:13:21 PM Coordinated Universal Time.',
      'LimitExceededException',
    );
    await update({ ProvisionedThroughput: units(9) });
    await settle();
    await db.clock.advance(3_600_000);
    await update({ ProvisionedThroughput: units(9, 1) });
    await settle();
    assert.equal((await described())?.ProvisionedThroughput?.NumberOfDecreasesToday, 5);
    await db.clock.advance(3_600_000);
    assert.equal((await described())?.ProvisionedThroughput?.NumberOfDecreasesToday, 0);
  });

  it('changes the class twice in a month', async () => {
    const answer = await update({ TableClass: 'STANDARD_INFREQUENT_ACCESS' });
    assert.equal(answer?.TableClassSummary, undefined);
    await settle();
    assert.deepEqual((await described())?.TableClassSummary, {
      TableClass: 'STANDARD_INFREQUENT_ACCESS',
      LastUpdateDateTime: testStart + 400,
    });
    await update({ TableClass: 'STANDARD' });
    await settle();
    await refused(
      { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
      `${limit}Updates to TableClass are limited to 2 times in 30 day(s).`,
      'LimitExceededException',
    );
  });

  it('changes the encryption four times a day', async () => {
    await refused({ SSESpecification: { Enabled: false } }, `${bad}Table is already encrypted by default`);
    const answer = await update({ SSESpecification: { Enabled: true } });
    assert.equal(answer?.TableStatus, 'ACTIVE');
    assert.equal(answer.SSEDescription?.Status, 'UPDATING');
    await refused(
      { SSESpecification: { Enabled: false } },
      `${inUse}Server-Side Encryption is still being updated`,
      'ResourceInUseException',
    );
    await settle();
    const key = (await described())?.SSEDescription?.KMSMasterKeyArn ?? '';
    assert.match(key, /^arn:aws:kms:us-east-1:\d{12}:key\/[0-9a-f-]{36}$/);
    await refused(
      { SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: key } },
      `${bad}Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key`,
    );
    for (const Enabled of [false, true, false]) {
      await update({ SSESpecification: { Enabled } });
      await settle();
    }
    assert.equal((await described())?.SSEDescription, undefined);
    await assert.rejects(
      update({ SSESpecification: { Enabled: true } }),
      /Encryption mode changes are limited in the 24h window ending at 2023-11-15T22:13:20\.200Z\. .* Number of updates today: 4\. Last change at 2023-11-14T22:13:20\.800Z\. Next changes can be made at 2023-11-15T04:13:20\.800Z\.$/,
    );
  });

  it('protects from deletion, and lets that be changed every 15 seconds', async () => {
    assert.equal((await update({ DeletionProtectionEnabled: true }))?.DeletionProtectionEnabled, true);
    await assert.rejects(db.run(deleteTable, { TableName: 'rides' }), {
      code: 'ValidationException',
      message:
        'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    });
    await refused(
      { DeletionProtectionEnabled: false },
      'Deletion protection setting for table rides modified within the previous 15000 milliseconds. Please try again after 2023-11-14T22:13:35.200Z',
      'ThrottlingException',
    );
    await db.clock.advance(15_000);
    await update({ DeletionProtectionEnabled: false });
    assert.equal((await db.run(deleteTable, { TableName: 'rides' })).TableDescription?.TableStatus, 'DELETING');
  });

  it('becomes warmer, never colder', async () => {
    const answer = await update({ WarmThroughput: { ReadUnitsPerSecond: 100 } });
    assert.deepEqual(answer?.WarmThroughput, { ReadUnitsPerSecond: 5, WriteUnitsPerSecond: 5, Status: 'UPDATING' });
    await settle();
    assert.equal((await described())?.WarmThroughput?.ReadUnitsPerSecond, 100);
    await refused(
      { WarmThroughput: { ReadUnitsPerSecond: 99 } },
      `${bad}Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput, decreasing WarmThroughput is not supported`,
    );
  });

  it('knows no other region', async () => {
    const replica = (action: string, RegionName: string) => ({ ReplicaUpdates: [{ [action]: { RegionName } }] });
    await refused(
      replica('Create', 'eu-west-1'),
      'Region eu-west-1 is not supported. The latest version of global tables are only supported in the following regions: [us-east-1]',
    );
    await refused(
      replica('Create', 'us-east-1'),
      'Cannot add or delete the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.',
    );
    await refused(
      replica('Delete', 'eu-west-1'),
      'Update global table operation failed because one or more replicas were not part of the global table. Please retry the request without these replicas: [eu-west-1].',
    );
    await refused(
      { ReplicaUpdates: [{}] },
      'There are no actions specified in the Replica Update Action of the request.',
    );
  });
});
