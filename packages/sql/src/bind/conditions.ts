import { sqlErrorAt } from '../errors.js';
import type { Expression } from '../syntax/ast.js';
import { leastRestrictive } from '../types/derive.js';
import { typedLiteral } from '../types/literals.js';
import { BOOLEAN, type Value } from '../types/sql-type.js';
import { bindExpression } from './binding.js';
import type { ExpressionContext } from './context.js';
import { constant, converted } from './fold.js';
import { cannotApply } from './problems.js';
import { compared, joined, operator } from './resolve.js';
import type { Typed } from './typed.js';

type OperatorExpression = Extract<Expression, { kind: 'operator' }>;
type InList = Extract<Expression, { kind: 'in-list' }>;

/** Operators: those that decide (AND, OR, rows compared) here, all others as functions of their name. */
export function bindOperator(expression: OperatorExpression, context: ExpressionContext): Typed {
  const { operator: name, operands, at } = expression;
  const [first, second] = operands;
  if (name === 'AND' || name === 'OR') return bindLogical(expression, name, context);
  if (first === undefined) throw sqlErrorAt(at, 'Wrong number of arguments to expression');
  if (second === undefined && name === '-' && first.kind === 'literal') {
    const { literal } = first;
    if (literal.type === 'exact' || literal.type === 'approximate') {
      const { value, type } = typedLiteral(literal, at, true);
      return constant(value, type);
    }
  }
  if (first.kind === 'row' && second?.kind === 'row') return bindRows(name, first, second, at, context);
  return operator(
    name,
    operands.map((operand) => bindExpression(operand, context)),
    at,
    context,
  );
}

/** Chains of one operator are gone through without recursion: programs have long ones. */
function bindLogical(expression: OperatorExpression, name: 'AND' | 'OR', context: ExpressionContext): Typed {
  const parts: Expression[] = [];
  const open: Expression[] = [expression];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === 'operator' && next.operator === name) open.push(...next.operands.toReversed());
    else parts.push(next);
  }
  const operands = parts.map((part) => {
    const operand = bindExpression(part, context);
    return operand.type.kind === 'NULL' ? constant(null, BOOLEAN) : operand;
  });
  if (operands.some(({ type }) => type.kind !== 'BOOLEAN'))
    throw cannotApply(
      expression.at,
      name,
      operands.slice(0, 2).map(({ type }) => type),
      [`<BOOLEAN> ${name} <BOOLEAN>`],
    );
  return joined(name === 'AND' ? 'and' : 'or', operands);
}

type RowExpression = Extract<Expression, { kind: 'row' }>;

/** `(a, b) = (c, d)`: member by member, as the first that differs decides. */
function bindRows(
  name: string,
  left: RowExpression,
  right: RowExpression,
  at: Expression['at'],
  context: ExpressionContext,
): Typed {
  if (left.items.length !== right.items.length) throw sqlErrorAt(at, 'Wrong number of arguments to expression');
  const pairs = left.items.map((item, index): [Typed, Typed] => {
    const other = right.items[index];
    if (other === undefined) throw sqlErrorAt(at, 'Wrong number of arguments to expression');
    return [bindExpression(item, context), bindExpression(other, context)];
  });
  const each = (sign: string): Typed[] => pairs.map(([a, b]) => compared(sign, a, b, at, context));
  switch (name) {
    case '=':
      return joined('and', each('='));
    case '<>':
      return joined('or', each('<>'));
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const strict = each(name.charAt(0));
      const equal = each('=');
      return pairs
        .map((_, index) => index)
        .reduceRight<Typed>(
          (rest, index) => {
            const [differs, same] = [strict[index], equal[index]];
            if (differs === undefined || same === undefined) return rest;
            return joined('or', [differs, joined('and', [same, rest])]);
          },
          constant(name.length === 2, BOOLEAN),
        );
    }
    default:
      throw sqlErrorAt(at, 'ROW expression encountered in illegal context');
  }
}

/** A list of constants is one set; anything else is compared one by one. */
export function bindInList(expression: InList, context: ExpressionContext): Typed {
  const { operand: tested, list, not, at } = expression;
  if (tested.kind === 'row') {
    const matches = list.map((item) => {
      if (item.kind !== 'row') throw sqlErrorAt(at, 'Values passed to IN operator must have compatible types');
      return bindRows('=', tested, item, item.at, context);
    });
    const found = joined('or', matches);
    return not ? operator('NOT', [found], at, context) : found;
  }
  const operand = bindExpression(tested, context);
  const items = list.map((item) => bindExpression(item, context));
  const type = leastRestrictive([operand.type, ...items.map((item) => item.type)]);
  if (type === undefined) throw sqlErrorAt(at, 'Values passed to IN operator must have compatible types');
  if (type.kind === 'NULL') return constant(null, BOOLEAN);
  const values: Value[] = [];
  for (const item of items) {
    const value = converted(item, type);
    if (value.kind !== 'constant')
      return joined(
        not ? 'and' : 'or',
        items.map((each) => compared(not ? '<>' : '=', operand, each, at, context)),
      );
    values.push(value.value);
  }
  return { kind: 'in', operand: converted(operand, type), values, not, type: BOOLEAN };
}
