import { checkAccountQuotas } from '../account-quotas.js';
import { guide, maximumOf, unitsOf, unitsOnDemand, checkMaximum } from '../definitions/throughput.js';
import { beginHistory, decreasesOn, isDecrease, none } from '../domain/table-work.js';
import { intervals, tableQuotas } from '../domain/table-quotas.js';
import type { Billing, GlobalIndex, IndexThroughput, Throughput, ThroughputHistory } from '../domain/table.js';
import { invalid, invalidParameter } from '../errors.js';
import { subscriberLimit } from '../table-errors.js';
import { checkUnblocked } from './blockers.js';
import type { Draft } from './draft.js';

/** The table's own throughput, its mode, and its maxima. @throws AWS's errors */
export async function updateThroughput(draft: Draft): Promise<void> {
  const { table, update } = draft;
  const { BillingMode, ProvisionedThroughput: units } = update;
  const { billing } = table;
  const mode = BillingMode ?? billing.mode;
  if (BillingMode === undefined && units === undefined) {
    updateMaximum(draft);
    return;
  }
  if (mode === 'PAY_PER_REQUEST' && units !== undefined) throw unitsOnDemand();
  const isSwitch = mode !== billing.mode;
  if (!isSwitch && mode === 'PAY_PER_REQUEST') {
    updateMaximum(draft);
    draft.seemsUpdating = true;
    return;
  }
  // A switch back, while the table is being switched, is answered and forgotten.
  const isUnderWay = table.works.some((work) => work.kind === 'throughput' && work.billing.mode !== billing.mode);
  if (BillingMode === 'PAY_PER_REQUEST' && isUnderWay) return;
  checkUnblocked(table, 'throughput');
  const indexes = isSwitch && mode === 'PROVISIONED' ? indexThroughputs(draft) : [];
  const throughput = units ? unitsOf(units) : none;
  if (!isSwitch) {
    checkChange(undefined, billing.throughput, throughput);
    checkDecreases(draft, billing.history, billing.throughput, throughput);
  }
  if (mode === 'PROVISIONED') await checkQuotas(draft, throughput, indexes);
  checkMaximum(mode, update.OnDemandThroughput, table.region);
  const maximum = update.OnDemandThroughput && maximumOf(update.OnDemandThroughput);
  const to: Billing = { mode, throughput, ...(maximum && { maximum }) };
  draft.begins.push({ kind: 'throughput', billing: to, indexes });
  if (!isSwitch) {
    const history = beginHistory(billing.history, billing.throughput, throughput, draft.now);
    draft.table = { ...draft.table, billing: { ...billing, history } };
  }
}

/** What every index is to have once the table is provisioned. */
function indexThroughputs({ table, update }: Draft): IndexThroughput[] {
  return table.globals.map(({ name }) => {
    const own = update.GlobalSecondaryIndexUpdates?.find(({ Update }) => Update?.IndexName === name);
    const units = own?.Update?.ProvisionedThroughput;
    if (units === undefined) throw invalidParameter(`ProvisionedThroughput must be specified for index: ${name}`);
    return { index: name, throughput: unitsOf(units) };
  });
}

/** The most that an on-demand table may take; -1 takes a bound away. */
function updateMaximum(draft: Draft): void {
  const { table, update } = draft;
  const { OnDemandThroughput } = update;
  const wanted = OnDemandThroughput && maximumOf(OnDemandThroughput);
  if (wanted === undefined) return;
  checkMaximum(table.billing.mode, OnDemandThroughput, table.region, { clears: true });
  checkUnblocked(table, 'maximum');
  const { maximum: before, ...billing } = table.billing;
  const maximum = mergedMaximum(before, wanted);
  draft.table = { ...table, billing: { ...billing, ...(maximum && { maximum }) } };
}

/** Bounds with others put over them. */
export function mergedMaximum(
  before: Partial<Throughput> | undefined,
  wanted: Partial<Throughput>,
): Partial<Throughput> | undefined {
  const { read, write } = { ...before, ...wanted };
  const merged = {
    ...(read === undefined || read === -1 ? {} : { read }),
    ...(write === undefined || write === -1 ? {} : { write }),
  };
  return merged.read === undefined && merged.write === undefined ? undefined : merged;
}

/** @param index the table itself when absent @throws ValidationException when nothing would change */
export function checkChange(index: string | undefined, from: Throughput, to: Throughput): void {
  if (from.read !== to.read || from.write !== to.write) return;
  const of = index === undefined ? 'for the table' : `for the index ${index}`;
  const provisioned = index === undefined ? 'for the table' : `for index ${index}`;
  throw invalid(
    `The provisioned throughput ${of} will not change. The requested value equals the current value. ` +
      `Current ReadCapacityUnits provisioned ${provisioned}: ${from.read}. Requested ReadCapacityUnits: ${to.read}. ` +
      `Current WriteCapacityUnits provisioned ${provisioned}: ${from.write}. Requested WriteCapacityUnits: ${to.write}. ${guide}`,
  );
}

/** @throws LimitExceededException */
export function checkDecreases(
  { context, now }: Pick<Draft, 'context' | 'now'>,
  history: ThroughputHistory | undefined,
  from: Throughput,
  to: Throughput,
): void {
  if (!context.limits || !isDecrease(from, to)) return;
  const count = decreasesOn(history, now);
  const last = history?.decreased ?? 0;
  const nextDay = (Math.floor(now / day) + 1) * day;
  const next = Math.min(last + intervals.decrease, nextDay);
  if (count < tableQuotas.decreasesPerDay || now >= next) return;
  throw subscriberLimit(
    'Provisioned throughput decreases are limited within a given UTC day. After the first ' +
      `${tableQuotas.decreasesPerDay} decreases, each subsequent decrease in the same UTC day can be performed at most once every ` +
      `${intervals.decrease / 1000} seconds. Number of decreases today: ${count}. Last decrease at ${longTime(last)}. ` +
      `Next decrease can be made at ${longTime(next)}.`,
  );
}

const day = 86_400_000;

/** `Thursday, October 8, 2026 at 11:20:48 PM Coordinated Universal Time` */
const longTime = (ms: number): string => format.format(ms).replaceAll('\u202f', ' ');
const format = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'full', timeZone: 'UTC' });

/** The account's quotas, with the table and its indexes as they are to be. @throws LimitExceededException */
export async function checkQuotas(
  { context, table }: Pick<Draft, 'context' | 'table'>,
  throughput: Throughput,
  indexes: readonly IndexThroughput[],
): Promise<void> {
  const wanted = ({ name, throughput: before }: GlobalIndex): Throughput =>
    indexes.find(({ index }) => index === name)?.throughput ?? before;
  const unnamed = indexes.filter(({ index }) => !table.globals.some(({ name }) => name === index));
  await checkAccountQuotas(context, table, {
    isNew: false,
    requested: [
      { throughput },
      ...table.globals.map((index) => ({ name: index.name, throughput: wanted(index) })),
      ...unnamed.map(({ index, throughput: added }) => ({ name: index, ...(added && { throughput: added }) })),
    ],
  });
}
