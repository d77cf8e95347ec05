import { AwsError } from '@paddock/wire';
import type { RequestContext } from '../../../request-context.js';
import { namedTable, usableTable } from '../addressing.js';
import { readUnits } from '../capacity.js';
import type { ConsumedCapacities } from '../consumed.js';
import type { DynamoDbContext } from '../context.js';
import type { Item } from '../domain/attribute-value.js';
import { shape, type Column } from '../domain/partiql/columns.js';
import { planRead } from '../domain/partiql/plan-read.js';
import type { Prepared, PreparedSelect } from '../domain/partiql/prepare.js';
import { sameItemTwice, transactionCanceled, transactionTooLarge, type CancellationReason } from '../errors.js';
import { keyOfKey, type ItemKey } from '../keys.js';
import { transactionBytes } from '../limits.js';
import type { TableView } from '../table-view.js';
import { asReason, isRefusedAtOnce } from '../transaction-parts.js';
import { reasonOf, transactionFactor, type PlannedAction } from '../transactions.js';
import {
  indexInTransaction,
  inStatement,
  mixedStatements,
  returningInTransaction,
  selectWithoutKey,
} from './errors.js';
import { checkedParameters, preparedStatement, sizedItem, type StatementInput } from './prepared.js';
import { partiqlTable } from './table.js';
import { statementWrite, type PreparedWrite } from './writes.js';

/** All statements of a transaction: either they read, or they write and check. */
export type TransactionStatements =
  | { readonly kind: 'reads'; readonly selects: readonly PreparedSelect[] }
  | { readonly kind: 'writes'; readonly writes: readonly PreparedWrite[] };

/**
 * The statements of a transaction with everything checked that is checked before tables are looked up.
 * @throws ValidationException for the first that is wrong, or for reads among writes
 */
export function transactionStatements(
  inputs: readonly StatementInput[],
  request: RequestContext,
): TransactionStatements {
  for (const input of inputs) checkedParameters(input);
  const statements = inputs.map((input, at) => within(at, () => preparedIn(input, request)));
  const selects = statements.filter((statement) => statement.kind === 'select');
  const writes = statements.filter((statement) => statement.kind !== 'select');
  if (selects.length > 0 && writes.length > 0) throw mixedStatements('ExecuteTransaction');
  return selects.length > 0 ? { kind: 'reads', selects } : { kind: 'writes', writes };
}

function preparedIn(input: StatementInput, request: RequestContext): Prepared {
  const prepared = preparedStatement(input);
  namedTable(prepared.table, request);
  return prepared;
}

function within<T>(at: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw inStatement(at, error);
  }
}

/** The tables of the statements; an error for one that is not there. */
async function tablesOf(
  context: DynamoDbContext,
  statements: readonly Prepared[],
  request: RequestContext,
): Promise<(TableView | AwsError)[]> {
  const views: (TableView | AwsError)[] = [];
  for (const { table } of statements) {
    views.push(
      await usableTable(context, namedTable(table, request)).catch((error: unknown) => {
        if (error instanceof AwsError) return error;
        throw error;
      }),
    );
  }
  return views;
}

/** @throws TransactionCanceledException when a table is not there: nothing else is looked at then */
function refuseMissing(outcomes: readonly unknown[]): void {
  const isMissing = (outcome: unknown): outcome is AwsError =>
    outcome instanceof AwsError && outcome.code === 'ResourceNotFoundException';
  if (!outcomes.some(isMissing)) return;
  throw transactionCanceled(
    outcomes.map((outcome): CancellationReason => {
      if (isMissing(outcome)) return { Code: 'ResourceNotFound', Message: outcome.message };
      return outcome instanceof AwsError ? reasonOf(outcome) : { Code: 'None' };
    }),
  );
}

/**
 * What the writes of a transaction do, or what cancels it for each.
 * @param views filled with the tables
 * @throws ValidationException for a statement that has no place in a transaction; TransactionCanceledException for a missing table
 */
export async function plannedWrites(
  context: DynamoDbContext,
  writes: readonly PreparedWrite[],
  inputs: readonly StatementInput[],
  { request, views }: { readonly request: RequestContext; readonly views: TableView[] },
): Promise<readonly PlannedAction[]> {
  const tables = await tablesOf(context, writes, request);
  const planned = writes.map((write, at): PlannedAction => {
    const view = tables[at];
    if (view === undefined || view instanceof AwsError) return view ?? fail();
    within(at, () => checkPlace(write));
    const onFailure = inputs[at]?.ReturnValuesOnConditionCheckFailure ?? 'NONE';
    if (write.kind === 'exists')
      return within(at, () => asExists(() => statementWrite(view, write, { mode: 'transaction', onFailure })));
    return asReason(() => statementWrite(view, write, { mode: 'transaction', onFailure }));
  });
  refuseMissing(planned);
  checkBytes(writes.map((write) => (write.kind === 'insert' ? sizedItem(write.item).size : 0)));
  views.splice(0, views.length, ...tables.filter(isThere));
  return planned;
}

/** @throws ValidationException */
function checkBytes(sizes: readonly number[]): void {
  if (sizes.reduce((sum, size) => sum + size, 0) > transactionBytes) throw transactionTooLarge();
}

/** A check that names no item is refused; one whose key has another type cancels, like any write. */
function asExists(plan: () => PlannedAction): PlannedAction {
  const planned = asReason(plan);
  if (planned instanceof AwsError && planned.message.startsWith('EXISTS()')) throw planned;
  return planned;
}

function checkPlace(write: PreparedWrite): void {
  if (write.kind === 'exists' && write.index !== undefined) throw indexInTransaction();
  if ((write.kind === 'update' || write.kind === 'delete') && write.returning !== undefined)
    throw returningInTransaction();
}

interface PlannedRead {
  readonly view: TableView;
  readonly key: ItemKey;
  readonly columns: readonly Column[] | undefined;
}

/**
 * Reads an item for each statement, all as they were at one moment.
 * @throws ValidationException; TransactionCanceledException
 */
export async function transactReads(
  context: DynamoDbContext,
  selects: readonly PreparedSelect[],
  request: RequestContext,
  capacities: ConsumedCapacities,
): Promise<readonly { readonly Item?: Item }[]> {
  const tables = await tablesOf(context, selects, request);
  const planned = selects.map((select, at): PlannedRead | AwsError => {
    const view = tables[at];
    if (view === undefined || view instanceof AwsError) return view ?? fail();
    return within(at, () => plannedRead(view, select));
  });
  refuseMissing(planned);
  const refusals = planned.map((read) =>
    read instanceof AwsError ? read : context.throughput.refusalOfRead(read.view),
  );
  if (refusals.some((refusal) => refusal !== undefined)) throw transactionCanceled(refusals.map(reasonOf));
  const reads = planned.filter(isThere);
  const places = new Set(reads.map(({ view, key }) => `${view.collection} ${key.place}`));
  if (places.size < reads.length) throw sameItemTwice();
  const found = await context.items.read(reads);
  checkBytes(found.map((stored) => stored?.size ?? 0));
  return reads.map(({ view, columns }, at) => {
    const stored = found[at];
    const units = readUnits(stored?.size ?? 0, true) * transactionFactor;
    context.throughput.read(view, units);
    capacities.add(selects[at]?.table ?? view.table.name, view, units);
    if (stored === undefined) return {};
    return { Item: columns === undefined ? stored.item : shape(stored.item, columns) };
  });
}

/** An error when the key does not fit the table, which cancels the transaction. */
function plannedRead(view: TableView, select: PreparedSelect): PlannedRead | AwsError {
  if (select.index !== undefined) throw indexInTransaction();
  const plan = planRead(select, partiqlTable(view), { consistent: true, mode: 'transaction' });
  if (plan.key === undefined) throw selectWithoutKey('ExecuteTransaction');
  try {
    return { view, key: keyOfKey(view, plan.key), columns: plan.columns };
  } catch (error) {
    if (!(error instanceof AwsError) || isRefusedAtOnce(error)) throw error;
    return error;
  }
}

const isThere = <T>(outcome: T | AwsError): outcome is T => !(outcome instanceof AwsError);

function fail(): never {
  throw new Error('every statement has a table');
}
