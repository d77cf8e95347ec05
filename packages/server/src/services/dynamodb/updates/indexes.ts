import { AwsError } from '@paddock/wire';
import { checkProjected, checkProjection, globalIndexOf, type NewGlobal } from '../definitions/indexes.js';
import { checkDefined, checkSchema, namesOf, type Definitions } from '../definitions/keys.js';
import { checkMaximum, checkNewWarm, checkWarm, maximumOf, unitsOf, warmOf } from '../definitions/throughput.js';
import type { IndexUpdate } from '../definitions/update.js';
import { makeIndex } from '../domain/new-table.js';
import { beginHistory, none, withIndex } from '../domain/table-work.js';
import { tableQuotas } from '../domain/table-quotas.js';
import type { Billing, GlobalIndex, Table } from '../domain/table.js';
import { invalid, invalidParameter } from '../errors.js';
import { inUse, resourceNotFound, subscriberLimit } from '../table-errors.js';
import { checkUnblocked } from './blockers.js';
import type { Draft } from './draft.js';
import { checkChange, checkDecreases, checkQuotas, mergedMaximum } from './throughput.js';

/** Indexes that are made, changed and deleted. @throws AWS's errors */
export async function updateIndexes(draft: Draft): Promise<void> {
  const updates = draft.update.GlobalSecondaryIndexUpdates ?? [];
  const mode = draft.update.BillingMode ?? draft.table.billing.mode;
  for (const { Create } of updates) if (Create) checkName(draft.table, Create.IndexName);
  for (const update of updates) checkState(draft.table, update);
  const changing = updates.filter(({ Create, Delete }) => Create !== undefined || Delete !== undefined);
  if (changing.length > 0) {
    checkUnblocked(draft.table, 'index');
    checkOneAtATime(draft.table, changing);
  }
  for (const { Create, Update, Delete } of updates) {
    if (Create) await create(draft, Create, mode);
    else if (Update) await change(draft, Update, mode);
    else if (Delete) remove(draft, Delete.IndexName);
  }
}

function checkName({ globals, locals }: Table, name: string): void {
  if ([...globals, ...locals].some((index) => index.name === name)) {
    throw invalid('Attempting to create an index which already exists');
  }
}

/** That an index which is to be changed is there, and nothing happens to it. */
function checkState(table: Table, { Update, Delete }: IndexUpdate): void {
  const name = (Update ?? Delete)?.IndexName;
  if (name === undefined) return;
  const index = table.globals.find((global) => global.name === name);
  if (index === undefined) {
    if (Update?.WarmThroughput !== undefined) throw new AwsError('InternalFailure', undefined, { status: 500 });
    if (!table.locals.some((local) => local.name === name)) {
      throw resourceNotFound(`Index ${name} for table ${table.name}`);
    }
    throw invalid(`Cannot ${Update ? 'update' : 'delete'} an index that is not a GlobalSecondaryIndex: ${name}`);
  }
  const where = `Table: ${table.name} Index: ${name}`;
  if (index.status === 'DELETING') throw inUse(`Index is being deleted. ${where}`);
  if (index.status === 'CREATING' && index.backfilling !== true) {
    // Two spaces, as AWS has them.
    if (Update) throw inUse(`Index is being created but is not backfilling yet.  ${where}`);
    throw inUse(
      `Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index is active. ${where}`,
    );
  }
  if (index.status === 'UPDATING') throw inUse(`Index is being updated. ${where}`);
}

function checkOneAtATime(table: Table, changing: readonly IndexUpdate[]): void {
  const deleted = changing.map(({ Delete }) => Delete?.IndexName);
  const busy = table.globals.filter(({ name, status }) => {
    // One that is being filled can be deleted.
    if (deleted.includes(name)) return false;
    return status === 'CREATING' || status === 'DELETING';
  });
  if (changing.length + busy.length > 1) {
    throw subscriberLimit('Only 1 online index can be created or deleted simultaneously per table');
  }
}

async function create(draft: Draft, index: NewGlobal, mode: Billing['mode']): Promise<void> {
  const { table, update } = draft;
  const { IndexName: name, KeySchema, Projection, ProvisionedThroughput: units } = index;
  if (table.globals.length >= tableQuotas.globalIndexes) {
    throw subscriberLimit(`Number of global secondary indexes exceeds per-table limit of ${tableQuotas.globalIndexes}`);
  }
  const definitions = mergedDefinitions(table, update.AttributeDefinitions ?? []);
  checkDefined(KeySchema, definitions);
  checkSchema(KeySchema, true);
  checkProjection(Projection);
  if (mode === 'PAY_PER_REQUEST' && units !== undefined) {
    throw invalidParameter(
      `Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  if (mode === 'PROVISIONED' && units === undefined) {
    throw invalidParameter(`Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: ${name}`);
  }
  checkMaximum(mode, index.OnDemandThroughput, table.region, { index: name });
  const throughput = units ? unitsOf(units) : none;
  checkNewWarm({ mode, throughput }, index.WarmThroughput, table.region, name);
  const made = makeIndex(globalIndexOf(index), table.indexesMade + 1, { mode, throughput });
  checkProjected([...table.globals, ...table.locals, made].map(({ projection }) => projection));
  if (units) await checkQuotas(draft, table.billing.throughput, [{ index: name, throughput }]);
  const used = new Set([...namesOf(KeySchema), ...table.attributes.map((attribute) => attribute.name)]);
  draft.table = {
    ...table,
    attributes: definitions
      .filter(({ AttributeName }) => used.has(AttributeName))
      .map(({ AttributeName, AttributeType }) => ({ name: AttributeName, type: AttributeType })),
    globals: [...table.globals, { ...made, backfilling: false }],
    indexesMade: table.indexesMade + 1,
    revision: table.revision + 1,
  };
  draft.begins.push({ kind: 'index-create', index: name });
}

/** What the table defines already stays as it is. */
function mergedDefinitions({ attributes }: Table, given: Definitions): Definitions {
  const present = attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type }));
  const names = new Set(attributes.map(({ name }) => name));
  return [...present, ...given.filter(({ AttributeName }) => !names.has(AttributeName))];
}

async function change(draft: Draft, update: NonNullable<IndexUpdate['Update']>, mode: Billing['mode']): Promise<void> {
  const { IndexName: name, ProvisionedThroughput: units, OnDemandThroughput, WarmThroughput } = update;
  const index = draft.table.globals.find((global) => global.name === name);
  if (index === undefined) return;
  if (units !== undefined) await changeUnits(draft, index, unitsOf(units), mode);
  const wanted = OnDemandThroughput && maximumOf(OnDemandThroughput);
  if (wanted !== undefined) {
    checkMaximum(mode, OnDemandThroughput, draft.table.region, { index: name, clears: true });
    const { maximum: before, ...rest } = index;
    const maximum = mergedMaximum(before, wanted);
    draft.table = withIndex(draft.table, name, () => ({ ...rest, status: 'UPDATING', ...(maximum && { maximum }) }));
    draft.begins.push({ kind: 'index-update', to: { index: name } });
  }
  if (WarmThroughput !== undefined) {
    checkWarm(index.warm, WarmThroughput, draft.table.region, name);
    draft.begins.push({ kind: 'warm', index: name, to: { ...index.warm, ...warmOf(WarmThroughput) } });
  }
}

async function changeUnits(
  draft: Draft,
  index: GlobalIndex,
  throughput: { readonly read: number; readonly write: number },
  mode: Billing['mode'],
): Promise<void> {
  const { table, now } = draft;
  const { name } = index;
  if (mode === 'PAY_PER_REQUEST') {
    throw invalidParameter(
      `The only Updates for index: ${name} when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
    );
  }
  // The table's own switch takes it along.
  if (table.billing.mode !== mode) return;
  checkChange(name, index.throughput, throughput);
  checkDecreases(draft, index.history, index.throughput, throughput);
  await checkQuotas(draft, table.billing.throughput, [{ index: name, throughput }]);
  const history = beginHistory(index.history, index.throughput, throughput, now);
  draft.table = withIndex(draft.table, name, (before) => ({ ...before, status: 'UPDATING', history }));
  draft.begins.push({ kind: 'index-update', to: { index: name, throughput } });
}

function remove(draft: Draft, name: string): void {
  const { table } = draft;
  const gone = withIndex(table, name, ({ backfilling: _ended, ...index }) => ({ ...index, status: 'DELETING' }));
  draft.table = { ...gone, revision: table.revision + 1 };
  draft.begins.push({ kind: 'index-delete', index: name });
}
