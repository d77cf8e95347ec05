import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testDynamoDb, testStart, type TestDynamoDb } from '../testing.js';
import { createBackup } from './create-backup.js';
import { deleteBackup } from './delete-backup.js';
import { describeBackup } from './describe-backup.js';
import { describeContinuousBackups } from './describe-continuous-backups.js';
import { listBackups } from './list-backups.js';

describe('CreateBackup', () => {
  let dynamo: TestDynamoDb;
  beforeEach(async () => {
    dynamo = await testDynamoDb();
  });
  afterEach(() => dynamo.stop());
  const create = async (TableName = 'rides', BackupName = 'one') =>
    (await dynamo.run(createBackup, { TableName, BackupName })).BackupDetails;

  it('says what is wrong with its input', async () => {
    await assert.rejects(create('rides', ''), {
      message:
        "2 validation errors detected: Value '' at 'backupName' failed to satisfy constraint: Member must satisfy regular " +
        "expression pattern: [a-zA-Z0-9_.-]+; Value '' at 'backupName' failed to satisfy constraint: Member must have length " +
        'greater than or equal to 3',
    });
    await assert.rejects(create(), { code: 'TableNotFoundException', message: 'Table not found: rides' });
  });

  it('answers before it is done', async () => {
    await dynamo.createTable('rides');
    const details = await create();
    assert.match(
      details?.BackupArn ?? '',
      /^arn:aws:dynamodb:us-east-1:123456789012:table\/rides\/backup\/01700000000000-[0-9a-f]{8}$/,
    );
    assert.deepEqual(details, {
      BackupArn: details?.BackupArn,
      BackupName: 'one',
      BackupSizeBytes: 0,
      BackupStatus: 'CREATING',
      BackupType: 'USER',
      BackupCreationDateTime: testStart,
    });
    const again = await create('arn:aws:dynamodb:us-east-1:123456789012:table/rides');
    assert.notEqual(again?.BackupArn, details.BackupArn);
  });

  it('keeps what the table was', async () => {
    const view = await dynamo.createTable('rides', ['pk', 'sk:N'], {
      AttributeDefinitions: [{ AttributeName: 'g', AttributeType: 'S' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-g',
          KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      OnDemandThroughput: { MaxReadRequestUnits: 7 },
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    });
    await dynamo.putItem('rides', { pk: { S: 'a' }, sk: { N: '1' } });
    const { BackupArn = '' } = (await create()) ?? {};
    const { BackupDescription } = await dynamo.run(describeBackup, { BackupArn });
    assert.equal(BackupDescription?.BackupDetails?.BackupStatus, 'AVAILABLE');
    const KeySchema = [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ];
    assert.deepEqual(BackupDescription.SourceTableDetails, {
      TableName: 'rides',
      TableId: view.table.id,
      TableArn: 'arn:aws:dynamodb:us-east-1:123456789012:table/rides',
      TableSizeBytes: 7,
      KeySchema,
      TableCreationDateTime: testStart,
      ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
      OnDemandThroughput: { MaxReadRequestUnits: 7, MaxWriteRequestUnits: undefined },
      ItemCount: 1,
      BillingMode: 'PAY_PER_REQUEST',
    });
    assert.deepEqual(BackupDescription.SourceTableFeatureDetails, {
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-g',
          KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
          ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
        },
      ],
      StreamDescription: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    });
    await dynamo.createTable('plain');
    const { BackupArn: plain = '' } = (await create('plain')) ?? {};
    const described = await dynamo.run(describeBackup, { BackupArn: plain });
    assert.deepEqual(described.BackupDescription?.SourceTableFeatureDetails, {});
  });

  it('waits for backups to be enabled', async () => {
    await dynamo.stop();
    dynamo = await testDynamoDb({ transition: 200 });
    await dynamo.createTable('rides');
    await assert.rejects(create(), { code: 'TableNotFoundException' });
    await dynamo.clock.advance(200);
    await assert.rejects(create(), {
      code: 'ContinuousBackupsUnavailableException',
      message: 'Backups are being enabled for the table: rides. Please retry later',
    });
    const status = async () =>
      (await dynamo.run(describeContinuousBackups, { TableName: 'rides' })).ContinuousBackupsDescription
        ?.ContinuousBackupsStatus;
    assert.equal(await status(), 'DISABLED');
    await dynamo.clock.advance(200);
    assert.equal(await status(), 'ENABLED');
    const { BackupArn = '' } = (await create()) ?? {};
    await assert.rejects(dynamo.run(deleteBackup, { BackupArn }), { code: 'BackupInUseException' });
  });
});

describe('DeleteBackup', () => {
  it('answers what it deletes, and leaves nothing', async () => {
    const dynamo = await testDynamoDb();
    await dynamo.createTable('rides');
    await dynamo.putItem('rides', { pk: { S: 'a' } });
    const made = await dynamo.run(createBackup, { TableName: 'rides', BackupName: 'one' });
    const BackupArn = made.BackupDetails?.BackupArn ?? '';
    const [document] = await dynamo.registry.list('dynamodb/backup/');
    const { collection } = (document?.value ?? {}) as { readonly collection: string };
    assert.equal((await dynamo.entries(collection)).length, 1);
    const { BackupDescription } = await dynamo.run(deleteBackup, { BackupArn });
    assert.equal(BackupDescription?.BackupDetails?.BackupStatus, 'DELETED');
    for (const operation of [deleteBackup, describeBackup] as const) {
      await assert.rejects(dynamo.run(operation, { BackupArn }), {
        code: 'BackupNotFoundException',
        message: `Backup not found: ${BackupArn}`,
      });
    }
    await dynamo.tasks.idle();
    assert.deepEqual(await dynamo.entries(collection), []);
    await dynamo.stop();
  });

  it('wants the ARN of a backup', async () => {
    const dynamo = await testDynamoDb();
    const arn = 'arn:aws:dynamodb:us-east-1:123456789012:table/rides/backup/01700000000000-00000000';
    for (const [BackupArn, message] of [
      [arn.slice(0, 55), 'Invalid Backup ARN'],
      [arn.replace(':aws:', ':aws-cn:'), 'Invalid Request: BackupArn is not valid'],
      [arn.replace('us-east-1', 'nowhere'), 'Invalid Request: BackupArn is not valid'],
      [arn.replace('123456789012', '210987654321'), 'Access is denied'],
    ] as const) {
      await assert.rejects(dynamo.run(deleteBackup, { BackupArn }), { message });
    }
    await dynamo.stop();
  });
});

describe('ListBackups', () => {
  it('tells those of a type and a time, page by page', async () => {
    const dynamo = await testDynamoDb();
    const arns: string[] = [];
    for (const TableName of ['a-table', 'b-table']) {
      await dynamo.createTable(TableName);
      for (let i = 0; i < 2; i++) {
        const { BackupDetails } = await dynamo.run(createBackup, { TableName, BackupName: 'same' });
        arns.push(BackupDetails?.BackupArn ?? '');
        await dynamo.clock.advance(1000);
      }
    }
    const list = async (input: Parameters<typeof listBackups.run>[1]) => {
      const { BackupSummaries = [], LastEvaluatedBackupArn } = await dynamo.run(listBackups, input);
      return [BackupSummaries.map(({ BackupArn }) => BackupArn), LastEvaluatedBackupArn];
    };
    assert.deepEqual(await list({}), [arns, undefined]);
    assert.deepEqual(await list({ Limit: 4 }), [arns, undefined]);
    assert.deepEqual(await list({ Limit: 3 }), [arns.slice(0, 3), arns[2]]);
    assert.deepEqual(await list({ ExclusiveStartBackupArn: arns[2] }), [arns.slice(3), undefined]);
    assert.deepEqual(await list({ TableName: 'b-table', Limit: 1 }), [arns.slice(2, 3), arns[2]]);
    assert.deepEqual(await list({ TableName: 'none' }), [[], undefined]);
    assert.deepEqual(await list({ BackupType: 'SYSTEM' }), [[], undefined]);
    const bounds = { TimeRangeLowerBound: testStart + 1000, TimeRangeUpperBound: testStart + 3000 };
    assert.deepEqual(await list(bounds), [arns.slice(1, 3), undefined]);
    await assert.rejects(list({ TimeRangeLowerBound: 2, TimeRangeUpperBound: 1 }), {
      message:
        'One or more parameter values were invalid: Time range lower bound must be less than or equal to upper bound',
    });
    await assert.rejects(list({ ExclusiveStartBackupArn: arns[0]?.replace('us-east-1', 'eu-west-1') }), {
      message: 'Invalid Request: The supplied ExclusiveStartBackupArn does not match the region',
    });
    await dynamo.stop();
  });
});
