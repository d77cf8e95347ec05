import { boolean, required, structure, timestamp } from '@paddock/wire';
import { beginRestore } from '../backups/begin-restore.js';
import { invalidRequest, invalidRestoreTime, recoveryUnavailable } from '../backups/errors.js';
import { restorable } from '../backups/history.js';
import { restoredTable } from '../backups/restored-table.js';
import { tableForBackups } from '../backups/tables.js';
import { operation } from '../context.js';
import { tableArn, type TableName as Named } from '../domain/table.js';
import { invalid, invalidParameter } from '../errors.js';
import { TableArn, TableName } from '../shapes.js';
import { BillingMode } from '../shapes-tables.js';
import {
  GlobalSecondaryIndexList,
  LocalSecondaryIndexList,
  OnDemandThroughput,
  ProvisionedThroughput,
  SSESpecification,
} from '../structures.js';
import { TableDescription } from '../structures-tables.js';
import type { RequestContext } from '../../../request-context.js';
import { restoreNeeds } from './restore-table-from-backup.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableToPointInTime.html */
export const restoreTableToPointInTime = operation({
  name: 'RestoreTableToPointInTime',
  input: structure('RestoreTableToPointInTimeInput', {
    SourceTableArn: TableArn,
    SourceTableName: TableName,
    TargetTableName: required(TableName),
    UseLatestRestorableTime: boolean,
    RestoreDateTime: timestamp,
    BillingModeOverride: BillingMode,
    GlobalSecondaryIndexOverride: GlobalSecondaryIndexList,
    LocalSecondaryIndexOverride: LocalSecondaryIndexList,
    ProvisionedThroughputOverride: ProvisionedThroughput,
    OnDemandThroughputOverride: OnDemandThroughput,
    SSESpecificationOverride: SSESpecification,
  }),
  output: structure('RestoreTableToPointInTimeOutput', { TableDescription }),
  errors: [
    'TableAlreadyExistsException',
    'TableNotFoundException',
    'TableInUseException',
    'LimitExceededException',
    'InvalidRestoreTimeException',
    'PointInTimeRecoveryUnavailableException',
    'InternalServerError',
  ],
  needs: (_context, input, request) => {
    const { account } = request.principal;
    const target = tableArn({ account, region: request.region, name: input.TargetTableName });
    return [
      { action: 'dynamodb:RestoreTableToPointInTime', resources: [tableArn(sourceOf(input, request)), target] },
      ...restoreNeeds(target),
    ];
  },
  async run(context, input, request) {
    const { clock, store } = context;
    const { account } = request.principal;
    const named = { account, region: request.region, name: input.TargetTableName };
    const source = sourceOf(input, request);
    const { RestoreDateTime: asked, UseLatestRestorableTime: latest = false } = input;
    if (asked === undefined && !latest) {
      throw invalidRequest('Either one of RestoreDateTime or UseLatestRestorableTime must be specified, but not both');
    }
    if (asked !== undefined && latest) {
      throw invalidRequest(
        'Both RestoreDateTime and UseLatestRestorableTime cannot be set for point-in-time restore request. ' +
          'Please specify only one of them',
      );
    }
    if (source.region !== request.region && input.SSESpecificationOverride === undefined) {
      throw invalidRequest('sseSpecificationOverride must be provided for cross-region restores');
    }
    const description = await beginRestore(context, named, async () => {
      const view = await tableForBackups(context, source);
      const { table } = view;
      if (table.recovery === undefined || table.history === undefined) throw recoveryUnavailable(table.name);
      const range = restorable(table, clock.now());
      const time = asked ?? range.latest;
      if (time < range.earliest || time > range.latest) throw invalidRestoreTime(time, range);
      const past = { table: { ...source, id: table.id }, history: table.history, time };
      return {
        definition: restoredTable(named, table, input),
        restore: { tableArn: tableArn(source), at: time },
        job: { from: view.collection, past },
        // Written anew, so that its history does not go at the same moment.
        also: [store.putTable(table, view.version)],
      };
    });
    return { TableDescription: description };
  },
});

interface Source {
  readonly SourceTableArn?: string | undefined;
  readonly SourceTableName?: string | undefined;
}

const ARN = /^arn:aws:dynamodb:([^:]+):([^:]+):table\/([^/]+)$/;

/** @throws ValidationException */
function sourceOf({ SourceTableArn: arn, SourceTableName: name }: Source, request: RequestContext): Named {
  const { account } = request.principal;
  if (arn !== undefined && name !== undefined) {
    throw invalid('Must provide exactly one of: sourceTableArn, sourceTableName');
  }
  if (name !== undefined) return { account, region: request.region, name };
  if (arn === undefined) throw invalid("The parameter 'TableName' is required but was not present in the request");
  const [, region, owner, table] = ARN.exec(arn) ?? [];
  if (region === undefined || owner === undefined || table === undefined) {
    throw invalidParameter('sourceTableArn is not a valid ARN');
  }
  if (owner !== account) {
    throw invalid('This action is only supported by accounts that match the resource owner’s account.');
  }
  return { account, region, name: table };
}
