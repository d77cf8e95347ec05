import { AwsError } from '@paddock/wire';
import { keyOf, wantsKey } from '../definitions/features.js';
import { checkWarm, warmOf } from '../definitions/throughput.js';
import { withStream } from '../domain/new-table.js';
import { intervals, tableQuotas } from '../domain/table-quotas.js';
import type { Changed, Table, TableClass } from '../domain/table.js';
import { invalid, invalidParameter } from '../errors.js';
import { withStreamOff } from '../table-changes.js';
import { inUse, resourceInUse, subscriberLimit, throttled } from '../table-errors.js';
import { isWithin } from '../table-states.js';
import { checkUnblocked } from './blockers.js';
import type { Draft } from './draft.js';

/** @throws AWS's errors */
export async function updateStream(draft: Draft): Promise<void> {
  const { context, table, update, now } = draft;
  const change = update.StreamSpecification;
  if (change === undefined) return;
  checkUnblocked(table, 'stream');
  const isOn = table.stream?.enabled === true;
  if (!change.StreamEnabled) {
    if (!isOn) throw invalid(`Table has no stream to disable: TableName: ${table.name}`);
    const off = await withStreamOff(context, table, now);
    draft.table = { ...off.table, revision: table.revision + 1 };
    draft.also.push(...off.also);
    draft.begins.push({ kind: 'stream', operation: 'DISABLE', label: table.stream?.label ?? '' });
    return;
  }
  if (isOn) throw invalid(`Table already has an enabled stream: TableName: ${table.name}`);
  if (change.StreamViewType === undefined) return;
  const { table: streaming, stream } = withStream(table, change.StreamViewType, table.worksBegun + 1, now);
  draft.table = { ...streaming, revision: table.revision + 1 };
  draft.also.push(...context.store.makeStream(stream, now));
  draft.begins.push({ kind: 'stream', operation: 'ENABLE', label: stream.label });
}

/** @throws AWS's errors */
export function updateTableClass(draft: Draft): void {
  const { context, table, update, now } = draft;
  const to = update.TableClass as TableClass | undefined;
  if (to === undefined) return;
  checkUnblocked(table, 'class');
  if (to === (table.tableClass?.name ?? 'STANDARD')) {
    draft.seemsUpdating = true;
    return;
  }
  const recent = recentOf(table.changed?.tableClass, intervals.tableClass, now);
  if (context.limits && recent.length >= tableQuotas.tableClassChanges) {
    throw subscriberLimit(`Updates to TableClass are limited to ${tableQuotas.tableClassChanges} times in 30 day(s).`);
  }
  draft.table = withChanged(table, { tableClass: [...recent, now] });
  draft.begins.push({ kind: 'class', to });
}

/** @throws AWS's errors */
export function updateEncryption(draft: Draft): void {
  const { context, table, update, now } = draft;
  const change = update.SSESpecification;
  if (change === undefined) return;
  if (table.works.some(({ kind }) => kind === 'encryption'))
    throw inUse('Server-Side Encryption is still being updated');
  const isWanted = wantsKey(change);
  if (!isWanted && table.encryption === undefined) throw invalidParameter('Table is already encrypted by default');
  if (isWanted && change.KMSMasterKeyId !== undefined && change.KMSMasterKeyId === table.encryption?.keyArn) {
    throw invalidParameter(
      'Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key',
    );
  }
  const recent = recentOf(table.changed?.encryption, intervals.encryptionWindow, now);
  if (context.limits) checkEncryptionChanges(recent, now);
  draft.table = withChanged(table, { encryption: [...recent, now] });
  draft.begins.push({ kind: 'encryption', to: isWanted ? keyOf(change, table) : null });
}

function checkEncryptionChanges(recent: readonly number[], now: number): void {
  const [first = now] = recent;
  const last = recent.at(-1) ?? now;
  const end = first + intervals.encryptionWindow;
  const next = Math.min(last + intervals.encryption, end);
  if (recent.length < tableQuotas.encryptionChanges || now >= next) return;
  throw subscriberLimit(
    `Encryption mode changes are limited in the 24h window ending at ${isoTime(end)}. After the first ` +
      `${tableQuotas.encryptionChanges} change, each subsequent change in the same window can be performed at most once every ` +
      `${intervals.encryption / 1000} seconds. Number of updates today: ${recent.length}. Last change at ${isoTime(last)}. ` +
      `Next changes can be made at ${isoTime(next)}.`,
  );
}

/** @throws AWS's errors */
export function updateDeletionProtection(draft: Draft): void {
  const { context, table, update, now } = draft;
  const wanted = update.DeletionProtectionEnabled;
  if (wanted === undefined) return;
  if (table.works.some(({ kind }) => kind === 'index-delete')) {
    throw resourceInUse('Table needs to be in ACTIVE status to modify deletion protection setting.');
  }
  if (wanted === table.deletionProtection) return;
  const last = table.changed?.deletionProtection;
  if (context.limits && last !== undefined && isWithin(last, intervals.deletionProtection, now)) {
    throw throttled(
      `Deletion protection setting for table ${table.name} modified within the previous ${intervals.deletionProtection} ` +
        `milliseconds. Please try again after ${isoTime(last + intervals.deletionProtection)}`,
    );
  }
  draft.table = { ...withChanged(table, { deletionProtection: now }), deletionProtection: wanted };
}

/** @throws AWS's errors, also one of 500 */
export function updateWarm(draft: Draft): void {
  const { table, update } = draft;
  const warm = update.WarmThroughput && warmOf(update.WarmThroughput);
  if (update.WarmThroughput === undefined || warm === undefined || Object.keys(warm).length === 0) return;
  if (table.works.some(({ kind }) => kind === 'index-create')) {
    throw new AwsError('InternalServerError', 'Table is under system maintenance, please try again later', {
      status: 500,
    });
  }
  if (table.works.some((work) => work.kind === 'warm' && work.index === undefined)) {
    throw inUse(`Table: ${table.name} is in the process of being updated.`);
  }
  checkWarm(table.warm, update.WarmThroughput, table.region);
  const to = { ...table.warm, ...warm };
  if (to.read === table.warm.read && to.write === table.warm.write) return;
  draft.begins.push({ kind: 'warm', to });
}

const recentOf = (moments: readonly number[] | undefined, interval: number, now: number): readonly number[] =>
  (moments ?? []).filter((moment) => isWithin(moment, interval, now));

const withChanged = (table: Table, changed: Changed): Table => ({
  ...table,
  changed: { ...table.changed, ...changed },
});

const isoTime = (ms: number): string => new Date(ms).toISOString();
