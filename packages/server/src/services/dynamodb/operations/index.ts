import type { AnyOperation } from '../../../operation.js';
import type { DynamoDbContext } from '../context.js';
import { batchExecuteStatement } from './batch-execute-statement.js';
import { batchGetItem } from './batch-get-item.js';
import { batchWriteItem } from './batch-write-item.js';
import { createGlobalTable } from './create-global-table.js';
import { createTable } from './create-table.js';
import { deleteItem } from './delete-item.js';
import { deleteResourcePolicy } from './delete-resource-policy.js';
import { deleteTable } from './delete-table.js';
import { describeContributorInsights } from './describe-contributor-insights.js';
import { describeEndpoints } from './describe-endpoints.js';
import { describeGlobalTableSettings } from './describe-global-table-settings.js';
import { describeGlobalTable } from './describe-global-table.js';
import { describeLimits } from './describe-limits.js';
import { describeTableReplicaAutoScaling } from './describe-table-replica-auto-scaling.js';
import { describeTable } from './describe-table.js';
import { describeTimeToLive } from './describe-time-to-live.js';
import { executeStatement } from './execute-statement.js';
import { executeTransaction } from './execute-transaction.js';
import { getItem } from './get-item.js';
import { getResourcePolicy } from './get-resource-policy.js';
import { listContributorInsights } from './list-contributor-insights.js';
import { listGlobalTables } from './list-global-tables.js';
import { listTables } from './list-tables.js';
import { listTagsOfResource } from './list-tags-of-resource.js';
import { putItem } from './put-item.js';
import { putResourcePolicy } from './put-resource-policy.js';
import { query } from './query.js';
import { scan } from './scan.js';
import { tagResource } from './tag-resource.js';
import { transactGetItems } from './transact-get-items.js';
import { transactWriteItems } from './transact-write-items.js';
import { untagResource } from './untag-resource.js';
import { updateContributorInsights } from './update-contributor-insights.js';
import { updateGlobalTableSettings } from './update-global-table-settings.js';
import { updateGlobalTable } from './update-global-table.js';
import { updateItem } from './update-item.js';
import { updateTableReplicaAutoScaling } from './update-table-replica-auto-scaling.js';
import { updateTable } from './update-table.js';
import { updateTimeToLive } from './update-time-to-live.js';
import { describeKinesisStreamingDestination } from './describe-kinesis-streaming-destination.js';
import { disableKinesisStreamingDestination } from './disable-kinesis-streaming-destination.js';
import { enableKinesisStreamingDestination } from './enable-kinesis-streaming-destination.js';
import { updateKinesisStreamingDestination } from './update-kinesis-streaming-destination.js';
import { createBackup } from './create-backup.js';
import { deleteBackup } from './delete-backup.js';
import { describeBackup } from './describe-backup.js';
import { describeContinuousBackups } from './describe-continuous-backups.js';
import { listBackups } from './list-backups.js';
import { restoreTableFromBackup } from './restore-table-from-backup.js';
import { restoreTableToPointInTime } from './restore-table-to-point-in-time.js';
import { updateContinuousBackups } from './update-continuous-backups.js';
import { describeExport } from './describe-export.js';
import { describeImport } from './describe-import.js';
import { exportTableToPointInTime } from './export-table-to-point-in-time.js';
import { importTable } from './import-table.js';
import { listExports } from './list-exports.js';
import { listImports } from './list-imports.js';

/** Every operation of DynamoDB that there is. */
export const operations: readonly AnyOperation<DynamoDbContext>[] = [
  // Items.
  batchGetItem,
  batchWriteItem,
  deleteItem,
  getItem,
  putItem,
  query,
  scan,
  transactGetItems,
  transactWriteItems,
  updateItem,
  // Statements of PartiQL.
  batchExecuteStatement,
  executeStatement,
  executeTransaction,
  // Tables.
  createGlobalTable,
  createTable,
  deleteResourcePolicy,
  deleteTable,
  describeContributorInsights,
  describeEndpoints,
  describeGlobalTable,
  describeGlobalTableSettings,
  describeLimits,
  describeTable,
  describeTableReplicaAutoScaling,
  describeTimeToLive,
  getResourcePolicy,
  listContributorInsights,
  listGlobalTables,
  listTables,
  listTagsOfResource,
  putResourcePolicy,
  tagResource,
  untagResource,
  updateContributorInsights,
  updateGlobalTable,
  updateGlobalTableSettings,
  updateTable,
  updateTableReplicaAutoScaling,
  updateTimeToLive,
  // Kinesis streams that changes go to.
  describeKinesisStreamingDestination,
  disableKinesisStreamingDestination,
  enableKinesisStreamingDestination,
  updateKinesisStreamingDestination,
  // Backups, exports, imports.
  createBackup,
  deleteBackup,
  describeBackup,
  describeContinuousBackups,
  describeExport,
  describeImport,
  exportTableToPointInTime,
  importTable,
  listBackups,
  listExports,
  listImports,
  restoreTableFromBackup,
  restoreTableToPointInTime,
  updateContinuousBackups,
];
