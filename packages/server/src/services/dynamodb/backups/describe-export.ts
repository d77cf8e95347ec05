import type { Infer } from '@paddock/wire';
import { tableArn } from '../domain/table.js';
import type { ExportDescription, ExportSummary } from '../structures-backups.js';
import { exportArn, type Export } from './documents.js';
import { summaryKey } from './export-files.js';

export const describeExport = (exported: Export): Infer<typeof ExportDescription> => ({
  ExportArn: exportArn(exported),
  ExportStatus: exported.status,
  StartTime: exported.started,
  ...(exported.ended !== undefined && { EndTime: exported.ended }),
  ...(exported.status === 'COMPLETED' && { ExportManifest: summaryKey(exported) }),
  TableArn: tableArn(exported.table),
  TableId: exported.table.id,
  ...(exported.changes === undefined && { ExportTime: exported.time }),
  ClientToken: exported.token,
  S3Bucket: exported.bucket,
  ...(exported.bucketOwner !== undefined && { S3BucketOwner: exported.bucketOwner }),
  ...(exported.prefix !== undefined && { S3Prefix: exported.prefix }),
  S3SseAlgorithm: exported.encryption,
  ...(exported.keyId !== undefined && { S3SseKmsKeyId: exported.keyId }),
  ...(exported.failure && { FailureCode: exported.failure.code, FailureMessage: exported.failure.message }),
  ExportFormat: 'DYNAMODB_JSON',
  ...(exported.bytes !== undefined && { BilledSizeBytes: exported.bytes }),
  ...(exported.items !== undefined && { ItemCount: exported.items }),
  ...(exported.type && { ExportType: exported.type }),
  ...(exported.changes && {
    IncrementalExportSpecification: {
      ExportFromTime: exported.changes.from,
      ExportToTime: exported.changes.to,
      ExportViewType: exported.changes.view,
    },
  }),
});

export const summarizeExport = (exported: Export): Infer<typeof ExportSummary> => ({
  ExportArn: exportArn(exported),
  ExportStatus: exported.status,
  ExportType: exported.type ?? 'FULL_EXPORT',
});
