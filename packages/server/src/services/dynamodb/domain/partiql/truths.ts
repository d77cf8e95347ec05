import { invalid } from '../../errors.js';
import type { Condition, Operand } from '../expressions/ast.js';
import { problems } from '../expressions/problems.js';
import type { Expression } from './syntax.js';

/** Whether an expression is true or false, so that it can be compared with either. */
export function isTruth(expression: Expression): boolean {
  switch (expression.kind) {
    case 'not':
    case 'between':
    case 'is':
      return true;
    case 'binary':
      return TRUTH_OPERATORS.has(expression.operator);
    case 'call':
      return TRUTH_FUNCTIONS.has(expression.name);
    default:
      return false;
  }
}

const TRUTH_OPERATORS = new Set(['and', 'or', 'in', '=', '<>', '<', '<=', '>', '>=']);
const TRUTH_FUNCTIONS = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
]);

/** Conditions in a condition, those in several places counted in each: how long it may take to evaluate. */
const MOST_CONDITIONS = 20_000;

/**
 * Writes comparisons with true and false as conditions alone. A condition may have to be looked at twice, so what grows too long is refused.
 */
export class Truths {
  readonly #weights = new Map<Condition, number>();

  /** @param value an operand that may be true or false */
  isValue(condition: Condition, value: Operand): Condition {
    if (value.kind === 'value') {
      if (!('BOOL' in value.value)) return NEVER;
      return value.value.BOOL ? condition : { kind: 'not', condition };
    }
    return this.#either(
      { kind: 'and', left: condition, right: equals(value, true) },
      { kind: 'and', left: { kind: 'not', condition }, right: equals(value, false) },
    );
  }

  sameTruth(left: Condition, right: Condition): Condition {
    return this.#either(
      { kind: 'and', left, right },
      { kind: 'and', left: { kind: 'not', condition: left }, right: { kind: 'not', condition: right } },
    );
  }

  #either(left: Condition, right: Condition): Condition {
    const either: Condition = { kind: 'or', left, right };
    if (this.#weight(either) > MOST_CONDITIONS) throw invalid(problems.tooManyOperators);
    return either;
  }

  #weight(condition: Condition): number {
    const known = this.#weights.get(condition);
    if (known !== undefined) return known;
    let weight = 1;
    if (condition.kind === 'not') weight += this.#weight(condition.condition);
    if (condition.kind === 'and' || condition.kind === 'or')
      weight += this.#weight(condition.left) + this.#weight(condition.right);
    this.#weights.set(condition, weight);
    return weight;
  }
}

const equals = (operand: Operand, truth: boolean): Condition => ({
  kind: 'compare',
  comparator: '=',
  left: operand,
  right: { kind: 'value', value: { BOOL: truth } },
});

const NEVER: Condition = {
  kind: 'compare',
  comparator: '<>',
  left: { kind: 'value', value: { BOOL: true } },
  right: { kind: 'value', value: { BOOL: true } },
};
