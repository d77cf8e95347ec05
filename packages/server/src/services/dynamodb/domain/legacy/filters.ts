import type { AttributeValue } from '../attribute-value.js';
import type { Condition } from '../expressions/ast.js';
import type { Layer } from '../layer.js';
import type { RawValue } from '../raw-value.js';
import { checkValue } from '../value-check.js';
import { checkComparison, conditionOf, joined, type Comparison, type ComparisonOperator } from './comparison.js';

/** A member of QueryFilter, ScanFilter or KeyConditions. */
export interface LegacyCondition {
  readonly ComparisonOperator: ComparisonOperator;
  readonly AttributeValueList?: RawValues | undefined;
}

export type RawValues = readonly (RawValue | null)[];

/** QueryFilter and ScanFilter: a condition on each of some attributes, of which all must hold, or one. Undefined when it names none. */
export function parseFilter(
  filter: Readonly<Record<string, LegacyCondition>>,
  operator: 'AND' | 'OR' | undefined,
  layer: Layer,
): Condition | undefined {
  const conditions = parseComparisons(filter, layer).map(conditionOf);
  return joined(conditions, operator ?? 'AND');
}

/** @throws ValidationException for the first attribute, in the request's order, whose values or operator are wrong */
export function parseComparisons(conditions: Readonly<Record<string, LegacyCondition>>, layer: Layer): Comparison[] {
  return Object.entries(conditions).map(([attribute, { ComparisonOperator: operator, AttributeValueList: list }]) => {
    const comparison = { attribute, operator, values: checkedList(list, layer) };
    checkComparison(comparison);
    return comparison;
  });
}

/** Values, checked. */
export const checkedList = (list: RawValues | undefined, layer: Layer): AttributeValue[] =>
  (list ?? []).map((value) => checkValue(value, layer));
