import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testDynamoDb, testStart, type TestDynamoDb } from '../testing.js';
import { createBackup } from './create-backup.js';
import { createTable } from './create-table.js';
import { deleteBackup } from './delete-backup.js';
import { deleteTable } from './delete-table.js';
import { describeTable } from './describe-table.js';
import { restoreTableFromBackup } from './restore-table-from-backup.js';
import { restoreTableToPointInTime } from './restore-table-to-point-in-time.js';
import { updateContinuousBackups } from './update-continuous-backups.js';

const minute = 60_000;
const indexed = {
  AttributeDefinitions: [{ AttributeName: 'g', AttributeType: 'S' as const }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-g',
      KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'ALL' as const },
    },
  ],
};
const units = { ReadCapacityUnits: 3, WriteCapacityUnits: 4 };

describe('RestoreTableFromBackup', () => {
  let dynamo: TestDynamoDb;
  let BackupArn: string;
  const setUp = async (transition: number, provisioned = false) => {
    dynamo = await testDynamoDb({ transition });
    await dynamo.createTable('source', ['pk'], {
      ...indexed,
      ...(provisioned && {
        ProvisionedThroughput: units,
        GlobalSecondaryIndexes: indexed.GlobalSecondaryIndexes.map((index) => ({
          ...index,
          ProvisionedThroughput: units,
        })),
      }),
    });
    await pass(2 * transition);
    await dynamo.putItem('source', { pk: { S: 'a' }, g: { S: 'b' } });
    const { BackupDetails } = await dynamo.run(createBackup, { TableName: 'source', BackupName: 'one' });
    BackupArn = BackupDetails?.BackupArn ?? '';
    await pass(transition);
  };
  const pass = async (ms: number) => {
    await dynamo.clock.advance(ms);
    await dynamo.tasks.idle();
  };
  type Input = Parameters<typeof restoreTableFromBackup.run>[1];
  const restore = async (more: Partial<Input> = {}) =>
    (await dynamo.run(restoreTableFromBackup, { TargetTableName: 'target', BackupArn, ...more })).TableDescription;
  afterEach(() => dynamo.stop());

  it('passes through CREATING, and keeps the backup', async () => {
    await setUp(200);
    const description = await restore();
    assert.equal(description?.TableStatus, 'CREATING');
    assert.deepEqual(description.RestoreSummary, {
      SourceBackupArn: BackupArn,
      SourceTableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/source',
      RestoreDateTime: testStart + 400,
      RestoreInProgress: true,
    });
    assert.equal(description.GlobalSecondaryIndexes?.[0]?.IndexStatus, undefined);
    await assert.rejects(restore(), {
      code: 'TableInUseException',
      message: `Table: target is already being restored from backup: ${BackupArn}`,
    });
    await assert.rejects(restore({ TargetTableName: 'other' }), {
      code: 'BackupInUseException',
      message: `Backup is being used to restore another table: ${BackupArn}`,
    });
    await assert.rejects(dynamo.run(deleteBackup, { BackupArn }), {
      code: 'BackupInUseException',
      message: `Backup is being used to restore table: ${BackupArn}`,
    });
    await assert.rejects(dynamo.run(deleteTable, { TableName: 'target' }), { code: 'ResourceInUseException' });
    const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' as const }];
    const AttributeDefinitions = [{ AttributeName: 'pk', AttributeType: 'S' as const }];
    await assert.rejects(
      dynamo.run(createTable, { TableName: 'target', KeySchema, AttributeDefinitions, BillingMode: 'PAY_PER_REQUEST' }),
      {
        code: 'ResourceInUseException',
        message: 'Attempt to change a resource which is still in use: Table is being used: target',
      },
    );
    await pass(200);
    const { Table } = await dynamo.run(describeTable, { TableName: 'target' });
    assert.deepEqual([Table?.TableStatus, Table?.RestoreSummary, Table?.ItemCount], ['ACTIVE', undefined, 1]);
    assert.equal(Table?.GlobalSecondaryIndexes?.[0]?.ItemCount, 1);
    await assert.rejects(restore(), { code: 'TableAlreadyExistsException', message: 'Table already exists: target' });
    await restore({ TargetTableName: 'other' });
    await pass(200);
    await dynamo.run(deleteBackup, { BackupArn });
    assert.deepEqual(await dynamo.registry.list('dynamodb/job/'), []);
  });

  it('goes on after the end of the process', async () => {
    await setUp(200);
    await restore();
    const { tables } = dynamo;
    const transact = tables.transact.bind(tables);
    tables.transact = () => Promise.reject(new Error('gone'));
    await pass(200);
    tables.transact = transact;
    await pass(2000);
    assert.equal((await dynamo.table('target')).table.status, 'ACTIVE');
    assert.equal((await dynamo.entries((await dynamo.table('target')).collection)).length, 1);
  });

  it('does not find what is not there', async () => {
    await setUp(0);
    const none = BackupArn.slice(0, -8) + '00000001';
    await assert.rejects(restore({ BackupArn: none }), {
      code: 'BackupNotFoundException',
      message: `Backup not found: ${none}`,
    });
    await assert.rejects(restore({ TargetTableName: '' }), {
      message: 'TableName must be at least 3 characters long and at most 255 characters long',
    });
  });

  it('has other throughput where that is asked for', async () => {
    await setUp(0);
    const refused = (more: Partial<Input>, message: string) =>
      assert.rejects(restore(more), { message: `Invalid Request: ${message}` });
    await refused(
      { ProvisionedThroughputOverride: units },
      'Cannot override ProvisionedThroughput unless BillingMode is PROVISIONED',
    );
    await refused(
      { BillingModeOverride: 'PROVISIONED' },
      'Must override ProvisionedThroughput if BillingMode is overridden to PROVISIONED',
    );
    await refused(
      { BillingModeOverride: 'PAY_PER_REQUEST', ProvisionedThroughputOverride: units },
      'Cannot override ProvisionedThroughput if BillingMode is overridden to PAY_PER_REQUEST',
    );
    await refused(
      { BillingModeOverride: 'PROVISIONED', ProvisionedThroughputOverride: units },
      'Must specify provisioned throughput for index by-g',
    );
    await refused(
      {
        BillingModeOverride: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexOverride: indexed.GlobalSecondaryIndexes.map((index) => ({
          ...index,
          ProvisionedThroughput: units,
        })),
      },
      'Cannot override ProvisionedThroughput if BillingMode is overridden to PAY_PER_REQUEST for index by-g',
    );
    await refused(
      { OnDemandThroughputOverride: { MaxReadRequestUnits: 1 } },
      'Cannot override MaxReadRequestUnits for OnDemandThroughput unless BillingModeOverride is PAY_PER_REQUEST',
    );
    await refused(
      { BillingModeOverride: 'PAY_PER_REQUEST', OnDemandThroughputOverride: { MaxReadRequestUnits: 0 } },
      'Requested MaxReadRequestUnits for OnDemandThroughput is outside of valid range',
    );
    await restore({
      BillingModeOverride: 'PROVISIONED',
      ProvisionedThroughputOverride: units,
      GlobalSecondaryIndexOverride: [],
    });
    const { table } = await dynamo.table('target');
    assert.deepEqual([table.billing.throughput, table.globals], [{ read: 3, write: 4 }, []]);
    assert.deepEqual(
      table.attributes.map(({ name }) => name),
      ['pk'],
    );
  });

  it('keeps provisioned throughput', async () => {
    await setUp(0, true);
    await restore();
    const { table } = await dynamo.table('target');
    assert.deepEqual(
      [table.billing.throughput, table.globals[0]?.throughput],
      [
        { read: 3, write: 4 },
        { read: 3, write: 4 },
      ],
    );
    await restore({ TargetTableName: 'on-demand', BillingModeOverride: 'PAY_PER_REQUEST' });
    const other = (await dynamo.table('on-demand')).table;
    assert.deepEqual([other.billing.mode, other.globals[0]?.throughput], ['PAY_PER_REQUEST', { read: 0, write: 0 }]);
  });

  it('makes only indexes that there were, by other names too', async () => {
    await setUp(0);
    const [index] = indexed.GlobalSecondaryIndexes;
    assert.ok(index);
    const unlike = { ...index, IndexName: 'new', Projection: { ProjectionType: 'KEYS_ONLY' as const } };
    await assert.rejects(restore({ GlobalSecondaryIndexOverride: [unlike] }), {
      message:
        'Invalid Request: Index new does not match a secondary index that existed in the source table ' +
        'and cannot be created during the restore operation',
    });
    await restore({ GlobalSecondaryIndexOverride: [{ ...index, IndexName: 'renamed' }] });
    const view = await dynamo.table('target');
    assert.deepEqual(await dynamo.entries(view.index('renamed')?.collection ?? ''), [
      { pk: { S: 'a' }, g: { S: 'b' } },
    ]);
  });
});

describe('RestoreTableToPointInTime', () => {
  let dynamo: TestDynamoDb;
  beforeEach(async () => {
    dynamo = await testDynamoDb();
    await dynamo.createTable('source');
  });
  afterEach(() => dynamo.stop());
  const arn = 'arn:aws:dynamodb:us-east-1:123456789012:table/source';
  type Input = Parameters<typeof restoreTableToPointInTime.run>[1];
  const restore = async (more: Partial<Input> = {}) => {
    const input = { SourceTableName: 'source', TargetTableName: 'target', UseLatestRestorableTime: true, ...more };
    // The needs of an operation look at its input before it runs.
    await restoreTableToPointInTime.needs(dynamo.context, input, dynamo.request);
    return (await dynamo.run(restoreTableToPointInTime, input)).TableDescription;
  };
  const enable = () =>
    dynamo.run(updateContinuousBackups, {
      TableName: 'source',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });

  it('is refused in the order in which AWS looks', async () => {
    const other = '210987654321';
    for (const [more, message] of [
      [{ SourceTableArn: arn }, 'Must provide exactly one of: sourceTableArn, sourceTableName'],
      [{ SourceTableName: undefined }, "The parameter 'TableName' is required but was not present in the request"],
      [
        { SourceTableName: undefined, SourceTableArn: 'x' },
        'One or more parameter values were invalid: sourceTableArn is not a valid ARN',
      ],
      [
        { SourceTableName: undefined, SourceTableArn: arn.replace('123456789012', other) },
        'This action is only supported by accounts that match the resource owner’s account.',
      ],
      [
        { UseLatestRestorableTime: undefined },
        'Invalid Request: Either one of RestoreDateTime or UseLatestRestorableTime must be specified, but not both',
      ],
      [
        { SourceTableName: undefined, SourceTableArn: arn.replace('us-east-1', 'eu-west-1') },
        'Invalid Request: sseSpecificationOverride must be provided for cross-region restores',
      ],
      [{ SourceTableName: 'none' }, 'Table not found: none'],
      [{}, "Point in time recovery is not enabled for table 'source'"],
    ] as const) {
      await assert.rejects(restore(more as Partial<Input>), { message });
    }
    await enable();
    await assert.rejects(
      restore({ TargetTableName: 'source', UseLatestRestorableTime: false, RestoreDateTime: testStart - 1500 }),
      {
        code: 'InvalidRestoreTimeException',
        message:
          "RestoreDateTime '2023-11-14T22:13:18.500Z' must be within EarliestRestorableDateTime '2023-11-14T22:13:20Z' " +
          "and LatestRestorableDateTime '2023-11-14T22:13:20Z'",
      },
    );
    await assert.rejects(restore({ TargetTableName: 'source' }), { code: 'TableAlreadyExistsException' });
  });

  it('says what it restores', async () => {
    await enable();
    await dynamo.clock.advance(10 * minute);
    const description = await restore();
    assert.deepEqual(description?.RestoreSummary, {
      SourceBackupArn: undefined,
      SourceTableArn: arn,
      RestoreDateTime: testStart + 5 * minute,
      RestoreInProgress: true,
    });
  });

  it('restores into another region of the account', async () => {
    await dynamo.putItem('source', { pk: { S: 'a' } });
    await enable();
    const request = { ...dynamo.request, region: 'eu-west-1' };
    await dynamo.run(
      restoreTableToPointInTime,
      {
        SourceTableArn: arn,
        TargetTableName: 'source',
        UseLatestRestorableTime: true,
        SSESpecificationOverride: { Enabled: false },
      },
      request,
    );
    const view = await dynamo.context.store.table({ account: '123456789012', region: 'eu-west-1', name: 'source' });
    assert.equal((await dynamo.entries(view?.collection ?? '')).length, 1);
  });
});
