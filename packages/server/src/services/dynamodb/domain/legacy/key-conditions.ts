import type { AttributeValue } from '../attribute-value.js';
import type { KeyCondition } from '../expressions/ast.js';
import { comparators, type Comparison } from './comparison.js';
import { wrongNumberOfArguments, wrongNumberOfKeyConditions } from './errors.js';
import { parseComparisons, type LegacyCondition } from './filters.js';

/** A condition of KeyConditions with an operator that no index helps: refused only once it is known that it is about a key. */
export interface UnindexableCondition {
  readonly attribute: string;
  readonly op: 'unindexable';
  readonly values: readonly AttributeValue[];
}

/** KeyConditions: at least one, on attributes of which it is not yet known whether they are keys, nor how many there may be. */
export function parseKeyConditions(
  conditions: Readonly<Record<string, LegacyCondition>>,
): readonly (KeyCondition | UnindexableCondition)[] {
  const comparisons = parseComparisons(conditions, 'new');
  if (comparisons.length === 0) throw wrongNumberOfKeyConditions();
  return comparisons.map(keyConditionOf);
}

function keyConditionOf({ attribute, operator, values }: Comparison): KeyCondition | UnindexableCondition {
  const comparator = comparators[operator];
  const isIndexable = operator === 'BETWEEN' || operator === 'BEGINS_WITH' || (comparator ?? '<>') !== '<>';
  if (!isIndexable) return { attribute, op: 'unindexable', values };
  const [first, second] = values;
  if (first === undefined) throw wrongNumberOfArguments(operator);
  if (comparator !== undefined) return { attribute, op: comparator, value: first };
  if (operator === 'BEGINS_WITH') return { attribute, op: 'begins-with', prefix: first };
  if (second === undefined) throw wrongNumberOfArguments(operator);
  return { attribute, op: 'between', low: first, high: second };
}
