import { invalid } from '../../errors.js';
import type { AttributeType, AttributeValue } from '../attribute-value.js';
import type { Assigned, Operand, Path, UpdateAction } from '../expressions/ast.js';
import { clashOf } from '../expressions/paths.js';
import { problems } from '../expressions/problems.js';
import {
  setFunctionArguments,
  setFunctionMembers,
  setFunctionTarget,
  unrecognizedFunction,
  unsupportedOperation,
} from './errors.js';
import { isValue, valueOf } from './literals.js';
import { checkCount, checkTypes } from './operands.js';
import { pathOf, samePath } from './paths.js';
import { constructName, type Change, type Expression } from './syntax.js';

/**
 * What SET and REMOVE do to an item.
 * @throws ValidationException for what AWS refuses before it looks the table up
 */
export function actionsOf(changes: readonly Change[], parameters: readonly AttributeValue[]): readonly UpdateAction[] {
  const actions = changes.map((change) => actionOf(change, parameters));
  const clash = clashOf(actions.map(({ path }) => path));
  if (clash !== undefined) throw invalid(clash);
  return actions;
}

function actionOf(change: Change, parameters: readonly AttributeValue[]): UpdateAction {
  if (change.kind === 'insert') throw unsupportedOperation('Insert');
  const path = pathOf(change.target);
  if (change.kind === 'remove') return { kind: 'remove', path };
  const { value } = change;
  if (value.kind === 'call' && (value.name === 'set_add' || value.name === 'set_delete'))
    return { kind: value.name === 'set_add' ? 'add' : 'delete', path, value: membersOf(value, path, parameters) };
  return { kind: 'set', path, value: assignedOf(value, parameters) };
}

/** What set_add() adds and set_delete() takes away; the function works on the attribute that it is assigned to, and no other. */
function membersOf(
  { name, operands, at }: Extract<Expression, { kind: 'call' }>,
  path: Path,
  parameters: readonly AttributeValue[],
): AttributeValue {
  const [target, members] = operands;
  if (target === undefined || members === undefined || operands.length > 2) throw setFunctionArguments(name, at);
  const isPath = target.kind === 'name' || target.kind === 'path';
  if (!isPath || !samePath(pathOf(target), path)) throw setFunctionTarget(name, at);
  if (!isValue(members)) throw setFunctionMembers(name, target.at);
  const value = valueOf(members, parameters);
  if (!('SS' in value) && !('NS' in value) && !('BS' in value)) throw setFunctionMembers(name, target.at);
  return value;
}

function assignedOf(expression: Expression, parameters: readonly AttributeValue[]): Assigned {
  switch (expression.kind) {
    case 'binary': {
      const { operator } = expression;
      if (operator !== '+' && operator !== '-') throw unsupportedOperation(constructName(expression));
      const left = assignedOf(expression.left, parameters);
      const right = assignedOf(expression.right, parameters);
      check(operator, [left, right], 'N');
      return { kind: operator === '+' ? 'plus' : 'minus', left, right };
    }
    case 'call': {
      const { name, operands, at } = expression;
      if (name !== 'list_append') throw unrecognizedFunction(name, at);
      const [left, right] = operands.map((operand) => assignedOf(operand, parameters));
      checkCount(name, operands, 2);
      if (left === undefined || right === undefined) throw new TypeError('the operands have been counted');
      check(name, [left, right], 'L');
      return { kind: 'list-append', left, right };
    }
    case 'name':
    case 'path':
      return { kind: 'path', path: pathOf(expression) };
    default:
      return { kind: 'value', value: valueOf(expression, parameters) };
  }
}

/** Whether what is known of the operands before the item is has the type that the operation is for. */
function check(operation: string, operands: readonly Assigned[], type: AttributeType): void {
  for (const operand of operands) {
    if (operand.kind === 'value') checkTypes(operation, [operand satisfies Operand], (its) => its === type);
    const made =
      operand.kind === 'list-append' ? 'L' : operand.kind === 'plus' || operand.kind === 'minus' ? 'N' : type;
    if (made !== type) throw invalid(problems.operandType(operation, made));
  }
}
