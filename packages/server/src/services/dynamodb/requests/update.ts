import { parseCondition } from '../domain/expressions/parse-condition.js';
import { parseUpdate as parseUpdateExpression } from '../domain/expressions/parse-update.js';
import { checkConditionalOperator } from '../domain/legacy/conditional-operator.js';
import { parseAttributeUpdates, type AttributeUpdate } from '../domain/legacy/attribute-updates.js';
import { parseExpected } from '../domain/legacy/expected.js';
import { checkItem } from '../domain/value-check.js';
import type { RawItem } from '../domain/raw-value.js';
import type { ConditionalInput, ExpectingInput } from './conditions.js';
import { enveloped } from './errors.js';
import { placeholdersOf } from './expression-attributes.js';
import { checkParameters, type Parameters } from './parameters.js';
import type { Conditional, Update, UpdateRequest } from './parsed.js';

export interface UpdateInput extends ConditionalInput {
  readonly Key: RawItem;
  readonly UpdateExpression?: string | undefined;
}

export interface UpdateItemInput extends UpdateInput, ExpectingInput {
  readonly AttributeUpdates?: Readonly<Record<string, AttributeUpdate>> | undefined;
  readonly ReturnValues?: UpdateRequest['returnValues'] | undefined;
}

/** @throws ValidationException for the first fault that AWS finds before it looks the table up */
export function parseUpdate(input: UpdateItemInput): UpdateRequest {
  try {
    checkParameters(input, parameters);
    checkConditionalOperator(input.ConditionalOperator, input.Expected);
    const key = checkItem(input.Key, 'new');
    const returnValues = input.ReturnValues ?? 'NONE';
    if (input.AttributeUpdates === undefined && input.Expected === undefined) {
      return { key, returnValues, ...expressionsOf(input) };
    }
    const updates = parseAttributeUpdates(input.AttributeUpdates ?? {});
    const condition = parseExpected(input.Expected ?? {}, input.ConditionalOperator);
    const update = { actions: updates.actions, legacy: true, onlyExisting: updates.onlyDeletes };
    return { key, returnValues, update, condition, onFailure: onFailure(input) };
  } catch (error) {
    throw enveloped(error);
  }
}

const parameters: Parameters<
  'UpdateExpression' | 'ConditionExpression' | 'AttributeUpdates' | 'Expected' | 'ConditionalOperator'
> = {
  expressions: ['UpdateExpression', 'ConditionExpression'],
  legacy: ['AttributeUpdates', 'Expected', 'ConditionalOperator'],
  namedForValues: [],
};

/** What an update's expressions say. Names and values without any expression are not looked at: UpdateItem has refused them by now, and transactions do not mind. */
export function expressionsOf(input: UpdateInput): Conditional & { readonly update: Update } {
  const { UpdateExpression: updateText, ConditionExpression: conditionText } = input;
  if (updateText === undefined && conditionText === undefined) {
    return { update: nothing, condition: undefined, onFailure: onFailure(input) };
  }
  const placeholders = placeholdersOf(input, 'new');
  const actions = updateText === undefined ? [] : parseUpdateExpression(updateText, placeholders);
  const condition =
    conditionText === undefined ? undefined : parseCondition(conditionText, 'ConditionExpression', placeholders);
  placeholders.assertAllUsed();
  return { update: { actions, legacy: false, onlyExisting: false }, condition, onFailure: onFailure(input) };
}

const nothing: Update = { actions: [], legacy: false, onlyExisting: false };

const onFailure = (input: ConditionalInput): Conditional['onFailure'] =>
  input.ReturnValuesOnConditionCheckFailure ?? 'NONE';
