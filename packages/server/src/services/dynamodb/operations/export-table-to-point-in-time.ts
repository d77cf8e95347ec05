import { RegistryConflictError } from '@paddock/store';
import { required, string, structure, timestamp, type Infer } from '@paddock/wire';
import { tableOfArn } from '../backups/arns.js';
import { ClientToken as Token, tokenLifetime } from '../backups/client-tokens.js';
import { describeExport } from '../backups/describe-export.js';
import { backupName, newId, newSuffix, type Export } from '../backups/documents.js';
import {
  exportConflict,
  instant,
  invalidExportTime,
  invalidRequest,
  noSuchTable,
  recoveryUnavailable,
} from '../backups/errors.js';
import { checkUnderWay } from '../backups/under-way.js';
import { day, restorable } from '../backups/history.js';
import type { ExportJob } from '../backups/job.js';
import { operation } from '../context.js';
import type { Table, TableName } from '../domain/table.js';
import { invalid } from '../errors.js';
import {
  ClientToken,
  ExportFormat,
  ExportType,
  S3Bucket,
  S3BucketOwner,
  S3Prefix,
  S3SseAlgorithm,
  S3SseKmsKeyId,
} from '../shapes-tables.js';
import { ExportDescription, IncrementalExportSpecification } from '../structures-backups.js';
import { newTablePlace } from '../table-identity.js';
import type { RequestContext } from '../../../request-context.js';

const input = structure('ExportTableToPointInTimeInput', {
  TableArn: required(string({ max: 1024 })),
  ExportTime: timestamp,
  ClientToken,
  S3Bucket: required(S3Bucket),
  S3BucketOwner,
  S3Prefix,
  S3SseAlgorithm,
  S3SseKmsKeyId,
  ExportFormat,
  ExportType,
  IncrementalExportSpecification,
});
type Input = Infer<typeof input>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExportTableToPointInTime.html */
export const exportTableToPointInTime = operation({
  name: 'ExportTableToPointInTime',
  input,
  output: structure('ExportTableToPointInTimeOutput', { ExportDescription }),
  errors: [
    'TableNotFoundException',
    'PointInTimeRecoveryUnavailableException',
    'LimitExceededException',
    'InvalidExportTimeException',
    'ExportConflictException',
    'InternalServerError',
  ],
  needs: (_context, given, request) => {
    exportedTable(given.TableArn, request);
    return { action: 'dynamodb:ExportTableToPointInTime', resources: [given.TableArn] };
  },
  async run(context, given, request) {
    const { backups, store, clock, random, transitions } = context;
    const named = exportedTable(given.TableArn, request);
    checkKind(given);
    const { ClientToken: token, ...rest } = given;
    const parameters = JSON.stringify(rest, Object.keys(rest).toSorted().concat(nested));
    for (;;) {
      const client = await Token.look(backups.store, 'export', named, token, random);
      const used = client.use && (await backups.store.find('export', client.use.name))?.value;
      if (client.use && used && clock.now() - used.started < tokenLifetime) {
        if (client.use.parameters !== parameters) throw exportConflict();
        return { ExportDescription: describeExport(used) };
      }
      const view = await store.currentTable(named);
      if (view === undefined || view.table.status === 'CREATING') throw noSuchTable(given.TableArn);
      const { table } = view;
      const { history } = table;
      if (table.recovery === undefined || history === undefined) throw recoveryUnavailable(table.name);
      await checkUnderWay(context, 'export', named, mostExports);
      const now = clock.now();
      const exported: Export = {
        id: newId(now, newSuffix(random)),
        table,
        status: 'IN_PROGRESS',
        started: now,
        token: client.token,
        bucket: given.S3Bucket,
        caller: request.principal,
        encryption: given.S3SseAlgorithm ?? 'AES256',
        ...whatOf(given, table, now),
        ...(given.S3BucketOwner !== undefined && { bucketOwner: given.S3BucketOwner }),
        ...(given.S3Prefix !== undefined && { prefix: given.S3Prefix }),
        ...(given.S3SseKmsKeyId !== undefined && { keyId: given.S3SseKmsKeyId }),
        ...(given.ExportType && { type: given.ExportType }),
      };
      const name = backupName(exported);
      const id = newTablePlace(random);
      const job: ExportJob = {
        kind: 'export',
        id,
        owner: table.id,
        step: 0,
        phase: 'open',
        export: name,
        history,
        to: `X${id}`,
        files: 0,
        items: 0,
        bytes: 0,
      };
      try {
        await store.commit([
          backups.store.put('export', exported, 0),
          ...client.standsFor(name, parameters),
          // Written anew, so that its history does not go at the same moment.
          store.putTable(table, view.version),
          ...backups.jobs.begin(job, transitions.delay),
        ]);
      } catch (error) {
        if (error instanceof RegistryConflictError) continue;
        throw error;
      }
      if (transitions.delay === 0) await backups.jobs.run(job);
      return { ExportDescription: describeExport(exported) };
    }
  },
});

/** Exports that an account may have under way in a region. */
const mostExports = 300;
const nested = ['ExportFromTime', 'ExportToTime', 'ExportViewType'];
const minute = 60_000;
const shortest = 15 * minute;

/** @throws ValidationException, AccessDeniedException */
function exportedTable(arn: string, request: RequestContext): TableName {
  if (arn === '') throw invalid('Invalid TableArn: Invalid Table ARN');
  return tableOfArn(arn, 'tableArn', request);
}

/** @throws ValidationException */
function checkKind(given: Input): void {
  const { ExportType: type, IncrementalExportSpecification: changes } = given;
  if (changes !== undefined && type === undefined) {
    throw invalidRequest(
      'Export Type expected to be Incremental Export when incremental export specification is provided',
    );
  }
  if (changes !== undefined && type === 'FULL_EXPORT') {
    throw invalidRequest('When Export Type is Full Export , Incremental Export Specification should not be provided');
  }
  if (changes === undefined && type === 'INCREMENTAL_EXPORT') {
    throw invalidRequest('Incremental Export Specification expected when export type is set as Incremental Export');
  }
  if (changes !== undefined && changes.ExportFromTime === undefined) {
    throw invalidRequest('ExportFromTime must be provided in IncrementalExportSpecification');
  }
  if (given.S3SseKmsKeyId !== undefined && given.S3SseAlgorithm !== 'KMS') {
    throw invalidRequest('KMS Key Id is not supported for this encryption type');
  }
  if (given.ExportFormat === 'ION') throw invalidRequest('ExportFormat ION is not supported: only DYNAMODB_JSON is');
}

/** Which moment is exported, or which changes. @throws ValidationException, InvalidExportTimeException */
function whatOf(given: Input, table: Table, now: number): Pick<Export, 'time' | 'changes'> {
  const { earliest } = restorable(table, now);
  const { ExportTime: time = now, IncrementalExportSpecification: changes } = given;
  const { ExportFromTime: from, ExportToTime: to = now, ExportViewType: view = 'NEW_AND_OLD_IMAGES' } = changes ?? {};
  if (from === undefined) {
    if (time < earliest || time > now) throw invalidExportTime();
    return { time };
  }
  if (from < table.created) {
    throw invalid(
      `Incremental export period from time cannot be less than the table creation time : ${instant(table.created)}`,
    );
  }
  if (to > now) {
    throw invalid(`Incremental export period to time cannot be greater than the current time : ${instant(now)}`);
  }
  const difference = 'Difference between export period from time and export period to time is';
  if (to - from < shortest) throw invalid(`${difference} less than 15 minutes`);
  if (to - from > day) throw invalid(`${difference} greater than 24 hours`);
  if (from < earliest) throw invalidExportTime();
  return { time: to, changes: { from, to, view } };
}
