import { typeOf, type AttributeType, type AttributeValue } from '../attribute-value.js';
import type { Comparator, Condition, Operand } from '../expressions/ast.js';
import { compareScalars } from '../value-compare.js';
import { argumentsOfDifferentTypes, boundsInWrongOrder, operatorNotForType, wrongNumberOfArguments } from './errors.js';

export type ComparisonOperator =
  | 'EQ'
  | 'NE'
  | 'IN'
  | 'LE'
  | 'LT'
  | 'GE'
  | 'GT'
  | 'BETWEEN'
  | 'NOT_NULL'
  | 'NULL'
  | 'CONTAINS'
  | 'NOT_CONTAINS'
  | 'BEGINS_WITH';

/** A condition as Expected, the filters and KeyConditions put it, its values checked. */
export interface Comparison {
  readonly attribute: string;
  readonly operator: ComparisonOperator;
  readonly values: readonly AttributeValue[];
}

/** How many values an operator takes, and of which types; any when none are named. */
interface Rule {
  readonly least: number;
  readonly most: number;
  readonly types?: readonly AttributeType[];
}

const one = (types?: readonly AttributeType[]): Rule => ({ least: 1, most: 1, ...(types && { types }) });
const scalars: readonly AttributeType[] = ['S', 'N', 'B'];

const rules: Readonly<Record<ComparisonOperator, Rule>> = {
  EQ: one(),
  NE: one(),
  LE: one(scalars),
  LT: one(scalars),
  GE: one(scalars),
  GT: one(scalars),
  IN: { least: 1, most: Infinity, types: scalars },
  BETWEEN: { least: 2, most: 2, types: scalars },
  NOT_NULL: { least: 0, most: 0 },
  NULL: { least: 0, most: 0 },
  CONTAINS: one(scalars),
  NOT_CONTAINS: one(scalars),
  BEGINS_WITH: one(['S', 'B']),
};

/** @throws ValidationException for values that the operator does not take, in AWS's order: their number, their types, their bounds */
export function checkComparison({ operator, values }: Comparison): void {
  const { least, most, types } = rules[operator];
  if (values.length < least || values.length > most) throw wrongNumberOfArguments(operator);
  const [first, second] = values;
  if (first === undefined) return;
  const type = typeOf(first);
  if (values.some((value) => typeOf(value) !== type)) throw argumentsOfDifferentTypes();
  if (types && !types.includes(type)) throw operatorNotForType(operator, type);
  if (operator === 'BETWEEN' && second !== undefined && (compareScalars(first, second) ?? 0) > 0)
    throw boundsInWrongOrder();
}

export const comparators: Partial<Record<ComparisonOperator, Comparator>> = {
  EQ: '=',
  NE: '<>',
  LE: '<=',
  LT: '<',
  GE: '>=',
  GT: '>',
};

/** The condition that a checked comparison puts to an item. */
export function conditionOf({ attribute, operator, values }: Comparison): Condition {
  const path = [attribute];
  const operand: Operand = { kind: 'path', path };
  const exists: Condition = { kind: 'exists', path };
  if (operator === 'NOT_NULL') return exists;
  if (operator === 'NULL') return { kind: 'not-exists', path };

  const operands = values.map((value): Operand => ({ kind: 'value', value }));
  const [first, second] = operands;
  if (first === undefined) throw wrongNumberOfArguments(operator);
  const comparator = comparators[operator];
  if (comparator !== undefined) return { kind: 'compare', comparator, left: operand, right: first };
  if (operator === 'IN') return { kind: 'in', operand, options: operands };
  if (operator === 'BEGINS_WITH') return { kind: 'begins-with', operand, prefix: first };
  if (operator === 'BETWEEN') {
    if (second === undefined) throw wrongNumberOfArguments(operator);
    return { kind: 'between', operand, low: first, high: second };
  }
  const contains: Condition = { kind: 'contains', operand, member: first };
  if (operator === 'CONTAINS') return contains;
  // Of an attribute that is not there neither CONTAINS nor NOT_CONTAINS holds, though NE does.
  return { kind: 'and', left: exists, right: { kind: 'not', condition: contains } };
}

/** All of the conditions, or one of them; undefined for none. As flat as can be: requests may have very many. */
export function joined(conditions: readonly Condition[], operator: 'AND' | 'OR'): Condition | undefined {
  if (conditions.length < 2) return conditions[0];
  const half = conditions.length >> 1;
  const left = joined(conditions.slice(0, half), operator);
  const right = joined(conditions.slice(half), operator);
  if (left === undefined || right === undefined) throw new TypeError('half of several is none');
  return { kind: operator === 'OR' ? 'or' : 'and', left, right };
}
