import type { DynamoDbContext } from './context.js';
import { checkCapacityQuotas } from './definitions/throughput.js';
import { greater, none } from './domain/table-work.js';
import { tableQuotas } from './domain/table-quotas.js';
import type { Table, TableName, Throughput } from './domain/table.js';
import { subscriberLimit } from './table-errors.js';

/** Throughput that a request asks for: a table's, or an index's, which has a name. */
interface Requested {
  readonly name?: string;
  readonly throughput?: Throughput;
}

/**
 * The quotas of an account in a region: tables, tables that change, and provisioned throughput.
 * @throws LimitExceededException
 */
export async function checkAccountQuotas(
  context: DynamoDbContext,
  named: TableName,
  change: { readonly isNew: boolean; readonly requested: readonly Requested[] },
): Promise<void> {
  const tables = await context.store.tables(named.account, named.region);
  if (change.isNew && tables.length >= tableQuotas.tables) {
    throw subscriberLimit(`There is a limit of ${tableQuotas.tables} tables per subscriber`);
  }
  const others = tables.filter(({ name }) => name !== named.name);
  const changing = others.filter(({ status }) => status !== 'ACTIVE').length;
  if (context.limits && changing >= tableQuotas.changing) {
    throw subscriberLimit(`Only ${tableQuotas.changing} tables can be created, updated, or deleted simultaneously`);
  }
  checkCapacity(others, named.region, change.requested);
}

function checkCapacity(others: readonly Table[], region: string, requested: readonly Requested[]): void {
  const units = requested.map(({ name, throughput = none }) => ({
    ...(name === undefined ? {} : { index: name }),
    throughput,
  }));
  const most = units.map(({ throughput }) => throughput).reduce(greater, none);
  if (most.read === 0 && most.write === 0) return;
  checkCapacityQuotas(units, reservedBy(others), region);
}

/** What tables and their indexes have provisioned. */
const reservedBy = (tables: readonly Table[]): Throughput =>
  tables
    .flatMap(({ billing, globals }) => [billing, ...globals])
    .reduce<Throughput>(
      (sum, { throughput }) => ({ read: sum.read + throughput.read, write: sum.write + throughput.write }),
      none,
    );
