import type { Branch } from './branches.js';
import {
  orderNotByKey,
  orderOfScan,
  orderOfSeveralPartitions,
  orderWithoutWhere,
  unexpectedPathComponent,
} from './errors.js';
import { keyText, rangeOf } from './key-range.js';
import type { Partition } from './partitions.js';
import { namesOf } from './sources.js';
import type { PreparedSelect } from './prepare.js';
import type { KeySchema } from './table.js';

/** In which order items are answered. */
export interface Ordering {
  /** Whether the statement asks for one. */
  readonly asked: boolean;
  /** Whether sort keys rise. */
  readonly forward: boolean;
  /** How partitions follow one another; absent: as the statement names them. */
  readonly partitions?: 'rising' | 'falling';
}

/**
 * What ORDER BY asks for.
 * @param branches absent when the statement names no partitions
 * @throws ValidationException when reading by keys does not give that order
 */
export function checkOrder(
  { order, where }: PreparedSelect,
  { hash, range }: KeySchema,
  branches: readonly Branch[] | undefined,
): Ordering {
  if (order.length === 0) return { asked: false, forward: true };
  if (where === undefined) throw orderWithoutWhere();
  const terms = order.map(({ of, descending }) => {
    const name = namesOf(of).join('.');
    if (name === '') throw unexpectedPathComponent(of.at);
    if (name !== hash.name && name !== range?.name) throw orderNotByKey(name);
    return { name, descending };
  });
  if (branches === undefined) throw orderOfScan();
  const byHash = terms.find(({ name }) => name === hash.name);
  const partitions = new Set(branches.map((branch) => branch.hash.map(keyText).join()));
  if (byHash === undefined && partitions.size > 1) throw orderOfSeveralPartitions();
  const byRange = terms.find(({ name }) => name === range?.name);
  return {
    asked: true,
    // Without a word about the sort key it falls, whatever is said of the partition key.
    forward: byRange?.descending === false,
    ...(byHash === undefined ? {} : { partitions: byHash.descending ? 'falling' : 'rising' }),
  };
}

/** The reads in the order in which their items are to be answered. */
export function inOrder(partitions: readonly Partition[], ordering: Ordering): readonly Partition[] {
  if (!ordering.asked) return partitions;
  const placed = partitions.map((partition) => ({
    partition,
    hash: keyText(partition.hash),
    from: partition.sort === undefined ? '' : rangeOf(partition.sort).from,
  }));
  placed.sort(
    (one, other) =>
      compare(one.hash, other.hash, ordering.partitions !== 'falling') ||
      compare(one.from, other.from, ordering.forward),
  );
  return placed.map(({ partition }) => partition);
}

const compare = (one: string, other: string, rising: boolean): number =>
  one === other ? 0 : one < other === rising ? -1 : 1;
