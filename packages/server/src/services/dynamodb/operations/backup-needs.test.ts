import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AnyOperation } from '../../../operation.js';
import type { DynamoDbContext } from '../context.js';
import { testDynamoDb } from '../testing.js';
import { createBackup } from './create-backup.js';
import { deleteBackup } from './delete-backup.js';
import { describeExport } from './describe-export.js';
import { exportTableToPointInTime } from './export-table-to-point-in-time.js';
import { importTable } from './import-table.js';
import { listBackups } from './list-backups.js';
import { restoreTableFromBackup } from './restore-table-from-backup.js';
import { restoreTableToPointInTime } from './restore-table-to-point-in-time.js';
import { updateContinuousBackups } from './update-continuous-backups.js';

const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/rides';
const target = 'arn:aws:dynamodb:us-east-1:123456789012:table/target';
const backup = `${table}/backup/01700000000000-00000001`;
const filling = ['BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'].map((name) => [
  `dynamodb:${name}`,
  [target],
]);

describe('the permissions that operations on backups need', () => {
  const cases: readonly [AnyOperation<DynamoDbContext>, object, unknown[]][] = [
    [createBackup, { TableName: 'rides' }, [['dynamodb:CreateBackup', [table]]]],
    [deleteBackup, { BackupArn: backup }, [['dynamodb:DeleteBackup', [backup]]]],
    [listBackups, {}, [['dynamodb:ListBackups', ['*']]]],
    [updateContinuousBackups, { TableName: table }, [['dynamodb:UpdateContinuousBackups', [table]]]],
    [
      restoreTableFromBackup,
      { BackupArn: backup, TargetTableName: 'target' },
      [['dynamodb:RestoreTableFromBackup', [backup, target]], ...filling],
    ],
    [
      restoreTableToPointInTime,
      { SourceTableName: 'rides', TargetTableName: 'target' },
      [['dynamodb:RestoreTableToPointInTime', [table, target]], ...filling],
    ],
    [exportTableToPointInTime, { TableArn: table }, [['dynamodb:ExportTableToPointInTime', [table]]]],
    [describeExport, { ExportArn: `${table}/export/x` }, [['dynamodb:DescribeExport', [`${table}/export/x`]]]],
    [importTable, { TableCreationParameters: { TableName: 'target' } }, [['dynamodb:ImportTable', [target]]]],
  ];
  for (const [operation, input, expected] of cases) {
    it(operation.name, async () => {
      const dynamo = await testDynamoDb();
      const needs = await operation.needs(dynamo.context, input, dynamo.request);
      assert.deepEqual(
        [needs].flat().map(({ action, resources }) => [action, resources]),
        expected,
      );
      await dynamo.stop();
    });
  }
});
