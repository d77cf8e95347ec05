import type { AttributeValue } from '../attribute-value.js';
import type { Condition } from '../expressions/ast.js';
import type { RawValue } from '../raw-value.js';
import { checkComparison, conditionOf, joined, type Comparison, type ComparisonOperator } from './comparison.js';
import {
  existsAndOperator,
  existsWithoutValue,
  listWithoutOperator,
  operatorWithoutValue,
  valueAndList,
  valueOfWhatIsAbsent,
} from './errors.js';
import { checkedList, type RawValues } from './filters.js';

/** A member of Expected: an operator with values, or the older form of a value, or of none, that must be there. */
export interface ExpectedAttribute {
  readonly ComparisonOperator?: ComparisonOperator | undefined;
  readonly AttributeValueList?: RawValues | undefined;
  readonly Value?: RawValue | undefined;
  readonly Exists?: boolean | undefined;
}

/**
 * Expected: a condition on each of some attributes, of which all must hold, or one. Undefined when it names none.
 * @throws ValidationException for the first attribute, in the request's order, of which something is wrong
 */
export function parseExpected(
  expected: Readonly<Record<string, ExpectedAttribute>>,
  operator: 'AND' | 'OR' | undefined,
): Condition | undefined {
  const conditions = Object.entries(expected).map(([attribute, said]) => {
    const comparison = comparisonOf(attribute, said);
    checkComparison(comparison);
    return conditionOf(comparison);
  });
  return joined(conditions, operator ?? 'AND');
}

function comparisonOf(attribute: string, said: ExpectedAttribute): Comparison {
  const { ComparisonOperator: operator, AttributeValueList: list, Value: value, Exists: exists } = said;
  if (list !== undefined && value !== undefined) throw valueAndList(attribute);
  if (operator === undefined) {
    if (list !== undefined) throw listWithoutOperator(attribute);
    return existence(attribute, value, exists);
  }
  if (exists !== undefined) throw existsAndOperator(attribute);
  const takesNone = operator === 'NULL' || operator === 'NOT_NULL';
  if (!takesNone && list === undefined && value === undefined) throw operatorWithoutValue(operator, attribute);
  return { attribute, operator, values: value === undefined ? checkedList(list, 'new') : checkedList([value], 'new') };
}

function existence(attribute: string, value: RawValue | undefined, exists: boolean | undefined): Comparison {
  const values: AttributeValue[] = [];
  if (exists === false) {
    if (value !== undefined) throw valueOfWhatIsAbsent(attribute);
    return { attribute, operator: 'NULL', values };
  }
  if (value === undefined) throw existsWithoutValue(exists, attribute);
  return { attribute, operator: 'EQ', values: checkedList([value], 'new') };
}
