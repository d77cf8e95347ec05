import type { AttributeValue } from '../attribute-value.js';
import type { Condition, SortCondition } from '../expressions/ast.js';
import type { KeyAttribute } from '../table.js';
import type { Branch } from './branches.js';
import { joined } from './conditions.js';
import { overlappingKeys, wrongKeyType } from './errors.js';
import { EVERYTHING, intersection, isEmpty, keyText, rangeOf, type KeyRange } from './key-range.js';
import type { KeySchema } from './table.js';

/** One of the reads that a statement is made into: a partition, or some of its sort keys. */
export interface Partition {
  readonly hash: AttributeValue;
  readonly sort?: SortCondition;
}

export interface PartitionedRead {
  readonly partitions: readonly Partition[];
  /** What the keys do not say already. */
  readonly filter?: Condition;
}

/** @throws ValidationException when a value has another type than its key */
export function checkKeyTypes(branches: readonly Branch[], { hash, range }: KeySchema): void {
  for (const branch of branches) for (const value of branch.hash) checkType(value, hash);
  if (range === undefined) return;
  for (const { sorts } of branches)
    for (const sort of sorts) for (const value of valuesOf(sort)) checkType(value, range);
}

function checkType(value: AttributeValue, { name, type }: KeyAttribute): void {
  if (!(type in value)) throw wrongKeyType(name);
}

function valuesOf(sort: SortCondition): readonly AttributeValue[] {
  if (sort.op === 'between') return [sort.low, sort.high];
  return [sort.op === 'begins-with' ? sort.prefix : sort.value];
}

/**
 * The reads that find what a condition selects, each item once.
 * @param branches of the condition; their values have the keys' types
 * @throws ValidationException when two of them have keys in common
 */
export function partitionsOf(condition: Condition, branches: readonly Branch[]): PartitionedRead {
  const wanted = branches.map(rangeOfBranch).filter((branch) => branch !== undefined);
  if (branches.length > 1 && branches.some(({ negatesSort }) => negatesSort)) {
    const whole = new Map(wanted.map(({ hash }) => [keyText(hash), { hash }]));
    return { partitions: [...whole.values()], filter: condition };
  }
  checkDisjoint(wanted);
  const partitions = wanted.map(({ hash, sort }) => (sort === undefined ? { hash } : { hash, sort }));
  const [first, ...more] = wanted;
  if (wanted.every(({ exact, branch }) => exact && branch.others.length === 0)) return { partitions };
  const rest = first?.exact === true && more.length === 0 ? joined('and', first.branch.others) : condition;
  return { partitions, filter: rest };
}

interface Wanted extends Partition {
  readonly branch: Branch;
  readonly range: KeyRange;
  /** Whether the sort condition alone says what the branch says of sort keys. */
  readonly exact: boolean;
}

/** Undefined when nothing can be in it. */
function rangeOfBranch(branch: Branch): Wanted | undefined {
  const [hash, ...repeated] = branch.hash;
  if (hash === undefined) throw new TypeError('every branch names a partition');
  if (repeated.some((value) => keyText(value) !== keyText(hash))) return undefined;
  const range = branch.sorts.reduce((all, sort) => intersection(all, rangeOf(sort)), EVERYTHING);
  if (isEmpty(range)) return undefined;
  const { sorts } = branch;
  const [only, ...others] = sorts;
  const sort = sorts.find(({ op }) => op === '=') ?? only;
  return {
    branch,
    hash,
    range,
    exact: others.length === 0 || sort?.op === '=',
    ...(sort === undefined ? {} : { sort: others.length === 0 || sort.op === '=' ? sort : narrowest(sorts, sort) }),
  };
}

/** What stands nearest to all of the conditions: the filter does the rest. */
function narrowest(sorts: readonly SortCondition[], first: SortCondition): SortCondition {
  const lows = sorts.filter(({ op }) => op === '>' || op === '>=');
  const highs = sorts.filter(({ op }) => op === '<' || op === '<=');
  const [low, high] = [lows[0], highs[0]];
  const isInterval = lows.length + highs.length === sorts.length && low !== undefined && high !== undefined;
  if (!isInterval || !('value' in low) || !('value' in high)) return sorts.find(isBounded) ?? first;
  return { op: 'between', low: low.value, high: high.value };
}

const isBounded = ({ op }: SortCondition): boolean => op === 'between' || op === 'begins-with';

function checkDisjoint(wanted: readonly Wanted[]): void {
  const byPartition = new Map<string, KeyRange[]>();
  for (const { hash, range } of wanted) {
    const partition = keyText(hash);
    const others = byPartition.get(partition) ?? [];
    if (others.some((other) => !isEmpty(intersection(range, other)))) throw overlappingKeys();
    byPartition.set(partition, [...others, range]);
  }
}
