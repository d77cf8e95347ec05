import type { Condition } from '../domain/expressions/ast.js';
import { parseCondition } from '../domain/expressions/parse-condition.js';
import { checkConditionalOperator } from '../domain/legacy/conditional-operator.js';
import { parseExpected, type ExpectedAttribute } from '../domain/legacy/expected.js';
import { placeholdersOf, type ExpressionAttributes } from './expression-attributes.js';
import { checkParameters, type Parameters } from './parameters.js';
import type { Conditional } from './parsed.js';

/** What every conditional write may have, in a transaction too. */
export interface ConditionalInput extends ExpressionAttributes {
  readonly ConditionExpression?: string | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: Conditional['onFailure'] | undefined;
}

/** What one outside a transaction may have besides. */
export interface ExpectingInput extends ConditionalInput {
  readonly Expected?: Readonly<Record<string, ExpectedAttribute>> | undefined;
  readonly ConditionalOperator?: 'AND' | 'OR' | undefined;
}

/** What PutItem and DeleteItem check first. */
export function checkConditionParameters(input: ExpectingInput): void {
  checkParameters(input, parameters);
  checkConditionalOperator(input.ConditionalOperator, input.Expected);
}

const parameters: Parameters<'ConditionExpression' | 'Expected' | 'ConditionalOperator'> = {
  expressions: ['ConditionExpression'],
  legacy: ['Expected', 'ConditionalOperator'],
  namedForValues: [],
};

/** The condition of a write that has no other expression, however the request puts it. */
export function conditional(input: ExpectingInput): Conditional {
  const condition =
    input.Expected === undefined
      ? conditionExpression(input)
      : parseExpected(input.Expected, input.ConditionalOperator);
  return { condition, onFailure: input.ReturnValuesOnConditionCheckFailure ?? 'NONE' };
}

function conditionExpression(input: ConditionalInput): Condition | undefined {
  const { ConditionExpression: text } = input;
  if (text === undefined) return undefined;
  const placeholders = placeholdersOf(input, 'new');
  const condition = parseCondition(text, 'ConditionExpression', placeholders);
  placeholders.assertAllUsed();
  return condition;
}
