import {
  emptyKey,
  keyConditionMissing,
  keyConditionNotIndexable,
  keyConditionTypeMismatch,
  keyConditionUnsupported,
  sortKeyGap,
  tooManyKeyConditions,
} from '../../errors.js';
import type { AttributeValue } from '../attribute-value.js';
import type { KeyAttribute } from '../table.js';
import type { KeyCondition, SortCondition } from './ast.js';

/** The key of the table or index that is queried, in the schema's order; global secondary indexes may have several attributes of each. */
export interface QueriedKey {
  readonly hash: readonly KeyAttribute[];
  readonly range: readonly KeyAttribute[];
}

/** What a query looks for: in one partition, the items whose first sort keys are equal to some values, and whose next meets a condition. */
export interface ResolvedKeyCondition {
  readonly hash: readonly AttributeValue[];
  /** Of the first sort keys: of none, some, or all of them. */
  readonly sortEquals: readonly AttributeValue[];
  /** Of the sort key after those; never an equality. */
  readonly sort?: SortCondition;
}

/** A condition that no index can answer; KeyConditions has such operators, and `<>` is one. */
interface UnindexableCondition {
  readonly attribute: string;
  readonly op: 'unindexable';
  readonly values: readonly AttributeValue[];
}

type Clause = KeyCondition | UnindexableCondition;

/**
 * Brings the clauses of a key condition, at most one for each attribute, in the order of the key.
 * @throws ValidationException when a key has no condition, or one that it cannot have
 */
export function resolveKeyConditions(clauses: readonly Clause[], key: QueriedKey): ResolvedKeyCondition {
  const keys = key.hash.length + key.range.length;
  if (keys === 1 && clauses.length > 1) throw keyConditionUnsupported();
  if (clauses.length > keys) throw tooManyKeyConditions(clauses.length, keys);
  const hash = key.hash.map((attribute) => {
    const clause = clauseOn(clauses, attribute);
    if (clause === undefined) throw keyConditionMissing(attribute.name);
    checkClause(clause, attribute);
    if (clause.op !== '=') throw keyConditionUnsupported();
    return clause.value;
  });
  return { hash, ...sortConditions(clauses, key) };
}

const clauseOn = (clauses: readonly Clause[], key: KeyAttribute): Clause | undefined =>
  clauses.find(({ attribute }) => attribute === key.name);

function sortConditions(
  clauses: readonly Clause[],
  { hash, range }: QueriedKey,
): Pick<ResolvedKeyCondition, 'sortEquals' | 'sort'> {
  const sorted = range.map((attribute) => clauseOn(clauses, attribute));
  const onSortKeys = sorted.filter((clause) => clause !== undefined);
  const missing = range[sorted.indexOf(undefined)];
  if (clauses.length > hash.length + onSortKeys.length && missing !== undefined)
    throw keyConditionMissing(missing.name);
  for (const [at, clause] of sorted.entries()) {
    const attribute = range[at];
    if (clause !== undefined && attribute !== undefined) checkClause(clause, attribute);
  }
  const last = onSortKeys.at(-1);
  if (last === undefined) return { sortEquals: [] };
  const before = sorted.slice(0, sorted.lastIndexOf(last));
  const gaps = range.filter((_, at) => at < before.length && before[at]?.op !== '=');
  if (gaps.length > 0)
    throw sortKeyGap(
      gaps.map(({ name }) => name),
      last.attribute,
    );
  const sortEquals = before.flatMap((clause) => (clause?.op === '=' ? [clause.value] : []));
  if (last.op === '=') return { sortEquals: [...sortEquals, last.value] };
  return { sortEquals, sort: conditionOf(last) };
}

function conditionOf(clause: Clause): SortCondition {
  switch (clause.op) {
    case 'between':
      return { op: clause.op, low: clause.low, high: clause.high };
    case 'begins-with':
      return { op: clause.op, prefix: clause.prefix };
    case '<>':
    case 'unindexable':
      throw keyConditionNotIndexable();
    default:
      return { op: clause.op, value: clause.value };
  }
}

/** What holds of every key's condition, in AWS's order: an operator that an index can answer, and values that the key can have. */
function checkClause(clause: Clause, { name, type }: KeyAttribute): void {
  if (clause.op === 'unindexable' || clause.op === '<>') throw keyConditionNotIndexable();
  const values = valuesOf(clause);
  if (!values.every((value) => type in value)) throw keyConditionTypeMismatch();
  for (const value of values) if (isEmpty(value)) throw emptyKey(name, value);
}

function valuesOf(clause: KeyCondition): readonly AttributeValue[] {
  if (clause.op === 'between') return [clause.low, clause.high];
  return [clause.op === 'begins-with' ? clause.prefix : clause.value];
}

const isEmpty = (value: AttributeValue): boolean => ('S' in value ? value.S : 'B' in value ? value.B : '-') === '';
