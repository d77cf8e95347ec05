import type { AttributeValue } from '../attribute-value.js';
import type { Comparator, Condition, KeyCondition, Operand, Path } from './ast.js';
import { parseCondition } from './parse-condition.js';
import type { Placeholders } from './placeholders.js';
import { invalidExpression } from './problems.js';

/**
 * Parses a key condition into its clauses, in the order they are written; the placeholders that it mentions are used from then on.
 * Which keys there are is not known here: resolveKeyConditions() has the rest.
 * @throws ValidationException as parseCondition() does, and for whatever a condition may be and a key condition may not
 */
export function parseKeyCondition(text: string, placeholders: Placeholders): readonly KeyCondition[] {
  return keyConditionsOf(parseCondition(text, 'KeyConditionExpression', placeholders));
}

/**
 * The clauses of a condition that was parsed as a key condition.
 * @throws ValidationException for whatever a condition may be and a key condition may not
 */
export function keyConditionsOf(condition: Condition): readonly KeyCondition[] {
  const clauses: KeyCondition[] = [];
  collect(condition, clauses);
  return clauses;
}

function collect(condition: Condition, clauses: KeyCondition[]): void {
  if (condition.kind === 'and') {
    collect(condition.left, clauses);
    collect(condition.right, clauses);
    return;
  }
  const clause = clauseOf(condition);
  if (clauses.some(({ attribute }) => attribute === clause.attribute))
    throw refused('KeyConditionExpressions must only contain one condition per key');
  clauses.push(clause);
}

function clauseOf(condition: Condition): KeyCondition {
  switch (condition.kind) {
    case 'compare': {
      if (condition.comparator === '<>') throw operatorRefused('<>');
      return comparison(condition.comparator, condition.left, condition.right);
    }
    case 'between': {
      const { operand, low, high } = condition;
      if (operand.kind !== 'path') throw firstOperandRefused('BETWEEN');
      const attribute = keyOf(operand.path);
      return { attribute, op: 'between', low: constant(low), high: constant(high) };
    }
    case 'begins-with': {
      const { operand, prefix } = condition;
      if (operand.kind !== 'path') throw firstOperandRefused('begins_with');
      return { attribute: keyOf(operand.path), op: 'begins-with', prefix: constant(prefix) };
    }
    default:
      throw operatorRefused(OPERATORS[condition.kind]);
  }
}

const OPERATORS = {
  and: 'AND',
  or: 'OR',
  not: 'NOT',
  in: 'IN',
  exists: 'attribute_exists',
  'not-exists': 'attribute_not_exists',
  type: 'attribute_type',
  contains: 'contains',
} as const;

/** The same comparison with the sides changed. */
const MIRRORED: Record<Comparator, Comparator> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function comparison(op: Comparator, left: Operand, right: Operand): KeyCondition {
  if (left.kind === 'path') return { attribute: keyOf(left.path), op, value: constant(right) };
  const value = constant(left);
  if (right.kind === 'path') return { attribute: keyOf(right.path), op: MIRRORED[op], value };
  constant(right);
  throw conditionRefused('No key attribute specified');
}

function keyOf(path: Path): string {
  const [name] = path;
  if (path.length !== 1 || typeof name !== 'string')
    throw refused('KeyConditionExpressions cannot have conditions on nested attributes');
  return name;
}

function constant(operand: Operand): AttributeValue {
  if (operand.kind === 'value') return operand.value;
  if (operand.kind === 'size') throw refused('KeyConditionExpressions cannot contain nested operations');
  throw conditionRefused('Multiple attribute names used in one condition');
}

const refused = (problem: string): Error => invalidExpression('KeyConditionExpression', problem);

const operatorRefused = (operator: string): Error =>
  refused(`Invalid operator used in KeyConditionExpression: ${operator}`);

const conditionRefused = (problem: string): Error => refused(`Invalid condition in KeyConditionExpression: ${problem}`);

const firstOperandRefused = (operator: string): Error =>
  conditionRefused(`${operator} operator must have the key attribute as its first operand`);
