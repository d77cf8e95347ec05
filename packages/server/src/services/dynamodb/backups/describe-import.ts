import type { Infer } from '@paddock/wire';
import { keySchema, maximumOf, projectionOf } from '../descriptions.js';
import { tableArn, type Table, type Throughput } from '../domain/table.js';
import type { ImportSummary, ImportTableDescription, TableCreationParameters } from '../structures-backups.js';
import { importArn, type Import } from './documents.js';

export const describeImport = (imported: Import): Infer<typeof ImportTableDescription> => ({
  ImportArn: importArn(imported),
  ImportStatus: imported.status,
  TableArn: tableArn(imported.table),
  TableId: imported.table.id,
  ClientToken: imported.token,
  S3BucketSource: sourceOf(imported),
  ...(imported.counts && { ErrorCount: imported.counts.errors }),
  CloudWatchLogGroupArn: logGroup(imported),
  InputFormat: imported.format,
  ...(imported.csv && {
    InputFormatOptions: {
      Csv: {
        ...(imported.csv.delimiter !== undefined && { Delimiter: imported.csv.delimiter }),
        ...(imported.csv.header && { HeaderList: [...imported.csv.header] }),
      },
    },
  }),
  InputCompressionType: imported.compression,
  TableCreationParameters: parametersOf(imported.table),
  StartTime: imported.started,
  ...(imported.ended !== undefined && { EndTime: imported.ended }),
  ...(imported.counts && {
    ProcessedSizeBytes: imported.counts.bytes,
    ProcessedItemCount: imported.counts.processed,
    ImportedItemCount: imported.counts.imported,
  }),
  ...(imported.failure && { FailureCode: imported.failure.code, FailureMessage: imported.failure.message }),
});

export const summarizeImport = (imported: Import): Infer<typeof ImportSummary> => ({
  ImportArn: importArn(imported),
  ImportStatus: imported.status,
  TableArn: tableArn(imported.table),
  S3BucketSource: sourceOf(imported),
  CloudWatchLogGroupArn: logGroup(imported),
  InputFormat: imported.format,
  StartTime: imported.started,
  ...(imported.ended !== undefined && { EndTime: imported.ended }),
});

const sourceOf = ({ bucket, bucketOwner, prefix }: Import) => ({
  S3BucketOwner: bucketOwner,
  S3Bucket: bucket,
  ...(prefix !== undefined && { S3KeyPrefix: prefix }),
});

const logGroup = ({ table: { account, region } }: Import): string =>
  `arn:aws:logs:${region}:${account}:log-group:/aws-dynamodb/imports:*`;

const parametersOf = (table: Table): Infer<typeof TableCreationParameters> => ({
  TableName: table.name,
  AttributeDefinitions: table.attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
  KeySchema: keySchema([table.hash], table.range === undefined ? [] : [table.range]),
  BillingMode: table.billing.mode,
  ...(table.billing.mode === 'PROVISIONED' && { ProvisionedThroughput: unitsOf(table.billing.throughput) }),
  ...(table.billing.maximum && { OnDemandThroughput: maximumOf(table.billing.maximum) }),
  ...(table.encryption && {
    SSESpecification: { Enabled: true, SSEType: 'KMS' as const, KMSMasterKeyId: table.encryption.keyArn },
  }),
  ...(table.globals.length > 0 && {
    GlobalSecondaryIndexes: table.globals.map(({ name, hash, range, projection, throughput, maximum }) => ({
      IndexName: name,
      KeySchema: keySchema(hash, range),
      Projection: projectionOf(projection),
      ...(table.billing.mode === 'PROVISIONED' && { ProvisionedThroughput: unitsOf(throughput) }),
      ...(maximum && { OnDemandThroughput: maximumOf(maximum) }),
    })),
  }),
});

const unitsOf = ({ read, write }: Throughput) => ({ ReadCapacityUnits: read, WriteCapacityUnits: write });
