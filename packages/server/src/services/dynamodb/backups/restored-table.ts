import type { Infer } from '@paddock/wire';
import { keyOf, wantsKey } from '../definitions/features.js';
import { globalIndexOf, localIndexOf } from '../definitions/indexes.js';
import { maximumOf, unitsOf } from '../definitions/throughput.js';
import type { NewGlobalIndex, NewTable } from '../domain/new-table.js';
import { none } from '../domain/table-work.js';
import type { Billing, Encryption, Projection, Table, TableName } from '../domain/table.js';
import type {
  GlobalSecondaryIndexList,
  LocalSecondaryIndexList,
  OnDemandThroughput,
  ProvisionedThroughput,
  SSESpecification,
} from '../structures.js';
import { invalidRequest } from './errors.js';

/** What a restored table is to have other than its source. */
export interface Overrides {
  readonly BillingModeOverride?: Billing['mode'] | undefined;
  readonly GlobalSecondaryIndexOverride?: Infer<typeof GlobalSecondaryIndexList> | undefined;
  readonly LocalSecondaryIndexOverride?: Infer<typeof LocalSecondaryIndexList> | undefined;
  readonly ProvisionedThroughputOverride?: Infer<typeof ProvisionedThroughput> | undefined;
  readonly OnDemandThroughputOverride?: Infer<typeof OnDemandThroughput> | undefined;
  readonly SSESpecificationOverride?: Infer<typeof SSESpecification> | undefined;
}

/**
 * A table like another one: its keys, indexes, encryption and billing. Streams, expiry, recovery, tags, protection, policy and class stay
 * behind.
 * @throws ValidationException
 */
export function restoredTable(named: TableName, source: Table, overrides: Overrides): NewTable {
  const billing = restoredBilling(source, overrides);
  const globals = restoredGlobals(source, billing, overrides);
  const locals =
    overrides.LocalSecondaryIndexOverride?.map((asked) => {
      const index = localIndexOf(asked);
      const same = source.locals.some(
        ({ range, projection }) => range === index.range && isSameProjection(projection, index.projection),
      );
      if (!same) throw noSuchIndex(index.name);
      return index;
    }) ?? source.locals.map(({ name, range, projection }) => ({ name, range, projection }));
  const encryption = restoredEncryption(named, source, overrides);
  const used = new Set([
    source.hash,
    ...(source.range === undefined ? [] : [source.range]),
    ...locals.map(({ range }) => range),
    ...globals.flatMap(({ hash, range }) => [...hash, ...range]),
  ]);
  return {
    ...named,
    attributes: source.attributes.filter(({ name }) => used.has(name)),
    hash: source.hash,
    ...(source.range === undefined ? {} : { range: source.range }),
    billing,
    globals,
    locals,
    ...(encryption && { encryption }),
  };
}

function restoredBilling(source: Table, overrides: Overrides): Billing {
  const { BillingModeOverride: override, ProvisionedThroughputOverride: units } = overrides;
  const { OnDemandThroughputOverride: maximum } = overrides;
  const mode = override ?? source.billing.mode;
  if (override === 'PAY_PER_REQUEST' && units !== undefined) {
    throw invalidRequest('Cannot override ProvisionedThroughput if BillingMode is overridden to PAY_PER_REQUEST');
  }
  if (units !== undefined && mode !== 'PROVISIONED') {
    throw invalidRequest('Cannot override ProvisionedThroughput unless BillingMode is PROVISIONED');
  }
  if (override === 'PROVISIONED' && units === undefined) {
    throw invalidRequest('Must override ProvisionedThroughput if BillingMode is overridden to PROVISIONED');
  }
  for (const name of ['MaxReadRequestUnits', 'MaxWriteRequestUnits'] as const) {
    const value = maximum?.[name];
    if (value === undefined) continue;
    if (override !== 'PAY_PER_REQUEST') {
      throw invalidRequest(
        `Cannot override ${name} for OnDemandThroughput unless BillingModeOverride is PAY_PER_REQUEST`,
      );
    }
    if (value < 1) throw invalidRequest(`Requested ${name} for OnDemandThroughput is outside of valid range`);
  }
  if (mode === 'PROVISIONED') return { mode, throughput: units ? unitsOf(units) : source.billing.throughput };
  const kept = maximum === undefined ? source.billing.maximum : maximumOf(maximum);
  return { mode, throughput: none, ...(kept && { maximum: kept }) };
}

function restoredGlobals(source: Table, billing: Billing, overrides: Overrides): NewGlobalIndex[] {
  const asked = overrides.GlobalSecondaryIndexOverride;
  if (asked === undefined) {
    return source.globals
      .filter(({ status }) => status !== 'DELETING')
      .map(({ name, hash, range, projection, throughput, maximum }) => {
        const wasOnDemand = source.billing.mode === 'PAY_PER_REQUEST';
        if (billing.mode === 'PROVISIONED' && wasOnDemand) throw noThroughput(name);
        return {
          name,
          hash,
          range,
          projection,
          ...(billing.mode === 'PROVISIONED' ? { throughput } : maximum && { maximum }),
        };
      });
  }
  return asked.map((given) => {
    const index = globalIndexOf(given);
    const same = source.globals.some(
      ({ hash, range, projection }) =>
        isSameList(hash, index.hash) &&
        isSameList(range, index.range) &&
        isSameProjection(projection, index.projection),
    );
    if (!same) throw noSuchIndex(index.name);
    if (billing.mode === 'PROVISIONED' && index.throughput === undefined) throw noThroughput(index.name);
    if (billing.mode === 'PAY_PER_REQUEST' && index.throughput !== undefined) {
      throw invalidRequest(
        `Cannot override ProvisionedThroughput if BillingMode is overridden to PAY_PER_REQUEST for index ${index.name}`,
      );
    }
    return index;
  });
}

function restoredEncryption(named: TableName, source: Table, overrides: Overrides): Encryption | undefined {
  const { SSESpecificationOverride: override } = overrides;
  if (override === undefined) return source.encryption;
  return wantsKey(override) ? keyOf(override, named) : undefined;
}

const noSuchIndex = (name: string) =>
  invalidRequest(
    `Index ${name} does not match a secondary index that existed in the source table ` +
      'and cannot be created during the restore operation',
  );

const noThroughput = (name: string) => invalidRequest(`Must specify provisioned throughput for index ${name}`);

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((name, i) => name === b[i]);

const isSameProjection = (a: Projection, b: Projection): boolean =>
  a.type === b.type && isSameList((a.attributes ?? []).toSorted(), (b.attributes ?? []).toSorted());
