import type { Infer } from '@paddock/wire';
import type { NewGlobalIndex } from '../domain/new-table.js';
import { tableQuotas } from '../domain/table-quotas.js';
import type { LocalIndex, Projection as TableProjection } from '../domain/table.js';
import { invalid, invalidParameter } from '../errors.js';
import type { GlobalSecondaryIndex, LocalSecondaryIndex, Projection } from '../structures.js';
import { checkSchema, keysOf, type Keys } from './keys.js';
import { maximumOf, unitsOf, warmOf } from './throughput.js';

export type NewGlobal = Infer<typeof GlobalSecondaryIndex>;
export type NewLocal = Infer<typeof LocalSecondaryIndex>;

/** @throws ValidationException */
export function checkLocals(locals: readonly NewLocal[], table: Keys, names: Set<string>): void {
  if (locals.length === 0) throw invalidParameter('List of LocalSecondaryIndexes is empty');
  if (table.range.length === 0) {
    throw invalidParameter(
      'Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex',
    );
  }
  for (const index of locals) checkLocal(index, table.hash[0] ?? '', names);
  if (locals.length > tableQuotas.localIndexes) {
    throw invalidParameter(`Number of LocalSecondaryIndexes exceeds per-table limit of ${tableQuotas.localIndexes}`);
  }
}

function checkLocal({ IndexName, KeySchema, Projection }: NewLocal, tableHash: string, names: Set<string>): void {
  checkSchema(KeySchema, false);
  if (KeySchema.length < 2) {
    throw invalidParameter(`Index KeySchema does not have a range key for index: ${IndexName}`);
  }
  const hash = KeySchema[0]?.AttributeName ?? '';
  if (hash !== tableHash) {
    throw invalidParameter(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${IndexName}. ` +
        `index hash key: ${hash}, table hash key: ${tableHash}`,
    );
  }
  checkProjection(Projection);
  checkNew(IndexName, names);
}

/** @throws ValidationException */
export function checkGlobals(globals: readonly NewGlobal[], names: Set<string>): void {
  if (globals.length === 0) throw invalidParameter('List of GlobalSecondaryIndexes is empty');
  for (const { IndexName, KeySchema, Projection } of globals) {
    checkSchema(KeySchema, true);
    checkProjection(Projection);
    checkNew(IndexName, names);
  }
  if (globals.length > tableQuotas.globalIndexes) {
    throw invalidParameter(`GlobalSecondaryIndex count exceeds the per-table limit of ${tableQuotas.globalIndexes}`);
  }
}

function checkNew(name: string, names: Set<string>): void {
  if (names.has(name)) throw invalidParameter(`Duplicate index name: ${name}`);
  names.add(name);
}

/** @throws ValidationException */
export function checkProjection({
  ProjectionType: type,
  NonKeyAttributes: attributes,
}: Infer<typeof Projection>): void {
  if (type === undefined) throw invalidParameter('Unknown ProjectionType: null');
  if (type !== 'INCLUDE' && attributes !== undefined) {
    throw invalidParameter(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  }
  if (type !== 'INCLUDE') return;
  if (attributes === undefined) {
    throw invalidParameter('ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
  }
  const twice = attributes.find((name, i) => attributes.indexOf(name) < i);
  if (twice !== undefined) throw invalid(`Duplicate element in NonKeyAttributes: ${twice}`);
}

/** Over all indexes, an attribute counts once for each. @throws ValidationException */
export function checkProjected(projections: readonly TableProjection[]): void {
  const count = projections.reduce((sum, { attributes = [] }) => sum + attributes.length, 0);
  const limit = tableQuotas.projectedAttributes;
  if (count > limit) throw invalidParameter(`Number of NonKeyAttributes exceeds per-table limit of ${limit}`);
}

export function globalIndexOf(index: NewGlobal): NewGlobalIndex {
  const { ProvisionedThroughput, OnDemandThroughput, WarmThroughput } = index;
  const maximum = OnDemandThroughput && maximumOf(OnDemandThroughput);
  return {
    name: index.IndexName,
    ...keysOf(index.KeySchema),
    projection: projectionOf(index.Projection),
    ...(ProvisionedThroughput && { throughput: unitsOf(ProvisionedThroughput) }),
    ...(maximum && { maximum }),
    ...(WarmThroughput && { warm: warmOf(WarmThroughput) }),
  };
}

export const localIndexOf = (index: NewLocal): Omit<LocalIndex, 'place'> => ({
  name: index.IndexName,
  range: keysOf(index.KeySchema).range[0] ?? '',
  projection: projectionOf(index.Projection),
});

const projectionOf = ({ ProjectionType, NonKeyAttributes }: Infer<typeof Projection>): TableProjection => ({
  type: ProjectionType ?? 'ALL',
  ...(NonKeyAttributes && { attributes: NonKeyAttributes }),
});
