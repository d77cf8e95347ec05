import { globalProjectsNot } from '../../errors.js';
import { setAttribute, type AttributeValue, type Item, type ItemDraft } from '../attribute-value.js';
import type { Condition } from '../expressions/ast.js';
import { pathsOf } from '../expressions/walk.js';
import { sameValue } from '../value-compare.js';
import { branchesOf, type Branch } from './branches.js';
import { columnsOf, type Column } from './columns.js';
import { consistentOnGlobal, filterNotProjected, indexUnknown, severalAttributesInKey } from './errors.js';
import { hashSetOrder } from './java-order.js';
import { keyText } from './key-range.js';
import { checkOrder, inOrder, type Ordering } from './order.js';
import { checkKeyTypes, partitionsOf, type Partition } from './partitions.js';
import type { PlanMode } from './plan-write.js';
import type { PreparedSelect } from './prepare.js';
import type { KeySchema, PartiqlIndex, PartiqlTable } from './table.js';

/** A SELECT as the engine of items does it. */
export interface ReadPlan {
  readonly index?: PartiqlIndex;
  /** What to read, one after the other; absent: everything. */
  readonly partitions?: readonly Partition[];
  readonly filter?: Condition;
  /** Absent: all attributes that the table, or the index, has of an item. */
  readonly columns?: readonly Column[];
  /** Whether a column is only in the table, where the index is local. */
  readonly fetches: boolean;
  /** Whether sort keys rise. */
  readonly forward: boolean;
  /** The key of the one item that the statement names, when that is all it asks: what batches and transactions can read. */
  readonly key?: Item;
}

export interface ReadOptions {
  readonly consistent: boolean;
  readonly mode: PlanMode;
}

/**
 * Plans a SELECT from a table that is there.
 * @throws ValidationException for what AWS refuses once it knows the table
 */
export function planRead(select: PreparedSelect, table: PartiqlTable, { consistent, mode }: ReadOptions): ReadPlan {
  const index = select.index === undefined ? undefined : indexNamed(table, select.index);
  if (index?.kind === 'gsi' && consistent) throw consistentOnGlobal();
  const schema = schemaOf(table, index);
  const columns = select.columns && columnsOf(select.columns);
  const unprojected = columns === undefined || index === undefined ? [] : notProjected(rootsOf(columns), index);
  if (index?.kind === 'gsi' && unprojected.length > 0) throw globalProjectsNot(index.name, unprojected);
  const shared = {
    fetches: unprojected.length > 0,
    ...(index === undefined ? {} : { index }),
    ...(columns === undefined ? {} : { columns }),
  };
  const { where } = select;
  const branches = where && branchesOf(where, schema);
  if (where === undefined || branches === undefined) {
    checkOrder(select, schema, undefined);
    return { ...shared, forward: true, ...(where === undefined ? {} : { filter: where }) };
  }
  const key = index === undefined ? keyOf(branches, schema) : undefined;
  // In a transaction a key of another type cancels it later, with the words that the engine has for that.
  if (mode === 'transaction' && key !== undefined) return { ...shared, key, partitions: [], forward: true };
  checkKeyTypes(branches, schema);
  const { partitions, filter } = partitionsOf(where, branches);
  if (index !== undefined) checkFilter(branches, index);
  const ordering: Ordering = checkOrder(select, schema, branches);
  return {
    ...shared,
    partitions: inOrder(partitions, ordering),
    forward: ordering.forward,
    ...(filter === undefined ? {} : { filter }),
    ...(key === undefined ? {} : { key }),
  };
}

function indexNamed(table: PartiqlTable, name: string): PartiqlIndex {
  const index = table.indexes.find((candidate) => candidate.name === name);
  if (index === undefined) throw indexUnknown();
  return index;
}

function schemaOf(table: PartiqlTable, index: PartiqlIndex | undefined): KeySchema {
  if (index === undefined)
    return { hash: table.hashKey, ...(table.rangeKey === undefined ? {} : { range: table.rangeKey }) };
  const [hash, ...moreHash] = index.hash;
  const [range, ...moreRange] = index.range;
  if (hash === undefined || moreHash.length > 0 || moreRange.length > 0) throw severalAttributesInKey();
  return { hash, ...(range === undefined ? {} : { range }) };
}

const rootsOf = (columns: readonly Column[]): readonly string[] => columns.map(({ path }) => String(path[0]));

const notProjected = (names: Iterable<string>, { projected }: PartiqlIndex): readonly string[] =>
  projected === 'all' ? [] : [...new Set(names)].filter((name) => !projected.has(name));

/** AWS refuses a filter on what the index has not, unless some alternative does without; it then tells of one of them. */
function checkFilter(branches: readonly Branch[], index: PartiqlIndex): void {
  const lacking = branches.map((branch) => {
    const names = branch.others.flatMap(pathsOf).map(([name]) => String(name));
    return { names: notProjected(names, index), partition: branch.hash[0] };
  });
  if (lacking.some(({ names }) => names.length === 0)) return;
  const [last] = lacking.sort((one, other) => (textOf(one.partition) < textOf(other.partition) ? 1 : -1));
  if (last !== undefined) throw filterNotProjected(index.name, hashSetOrder(last.names));
}

const textOf = (value: AttributeValue | undefined): string => (value === undefined ? '' : keyText(value));

/** The key of one item, if that is what the conditions amount to. */
function keyOf(branches: readonly Branch[], { hash, range }: KeySchema): Item | undefined {
  const [branch, ...more] = branches;
  if (branch === undefined || more.length > 0 || branch.others.length > 0) return undefined;
  const sorts = branch.sorts.map((sort) => (sort.op === '=' ? sort.value : undefined));
  const key: ItemDraft = {};
  const isOne = setOnly(key, hash.name, branch.hash) && (range === undefined || setOnly(key, range.name, sorts));
  return isOne ? key : undefined;
}

function setOnly(key: ItemDraft, name: string, values: readonly (AttributeValue | undefined)[]): boolean {
  const [first] = values;
  if (first === undefined || values.some((value) => value === undefined || !sameValue(value, first))) return false;
  setAttribute(key, name, first);
  return true;
}
