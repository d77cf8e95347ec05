import { sqlErrorAt } from '../errors.js';
import type { Expression } from '../syntax/ast.js';
import { leastRestrictive } from '../types/derive.js';
import { typedLiteral } from '../types/literals.js';
import { BOOLEAN, NULL, type SqlType, typeText } from '../types/sql-type.js';
import { castFunction } from '../values/cast.js';
import { bindCall } from './calls.js';
import { bindOperator, bindInList } from './conditions.js';
import { type ExpressionContext, bounded, nested } from './context.js';
import { compared } from './resolve.js';
import { bindDifference } from './difference.js';
import { constant, converted, folded } from './fold.js';
import { lookUp, nameText } from './scope.js';
import type { Typed } from './typed.js';

/**
 * An expression with its names and types settled; constants in it are computed.
 * @throws SqlError with the place of what is wrong
 */
export const bindExpression = (expression: Expression, context: ExpressionContext): Typed =>
  nested(context.statement, expression.at, () => bounded(bind(expression, context), expression.at));

/** A condition: of WHERE, HAVING, ON. */
export function bindCondition(expression: Expression, context: ExpressionContext): Typed {
  const condition = bindExpression(expression, context);
  if (condition.type.kind === 'NULL') return constant(null, BOOLEAN);
  if (condition.type.kind !== 'BOOLEAN')
    throw sqlErrorAt(expression.at, `${context.clause} clause must be a condition`);
  return condition;
}

function bind(expression: Expression, context: ExpressionContext): Typed {
  switch (expression.kind) {
    case 'literal': {
      const { value, type } = typedLiteral(expression.literal, expression.at);
      return constant(value, type);
    }
    case 'name': {
      const found = lookUp(expression.name, context.scope);
      if (found.kind === 'row') throw illegal('ROW', expression);
      const bareRowtime = found.bareRowtime === true;
      // A node of its own for each reference: each has its own place.
      const typed = { ...found.typed };
      context.statement.places.set(typed, { at: expression.at, text: nameText(expression.name), bareRowtime });
      return typed;
    }
    case 'call':
      return bindCall(expression, context);
    case 'operator':
      return bindOperator(expression, context);
    case 'case':
      return bindCase(expression, context);
    case 'cast': {
      const operand = bindExpression(expression.operand, context);
      const { type } = expression.type;
      if (castFunction(operand.type, type, 'explicit') === undefined)
        throw sqlErrorAt(
          expression.at,
          `Cast function cannot convert value of type ${typeText(operand.type)} to type ${typeText(type)}`,
        );
      return converted(operand, type);
    }
    case 'datetime-difference':
      return folded(bindDifference(expression, context));
    case 'in-list':
      return bindInList(expression, context);
    case 'row':
      throw illegal('ROW', expression);
    case 'cursor':
      throw illegal('CURSOR', expression);
    case 'in-query':
    case 'exists':
    case 'scalar-subquery':
      throw illegal('Query', expression);
  }
}

const illegal = (what: string, { at }: Expression) =>
  sqlErrorAt(at, `${what} expression encountered in illegal context`);

function bindCase(expression: Extract<Expression, { kind: 'case' }>, context: ExpressionContext): Typed {
  const { operand, whens, otherwise, at } = expression;
  const bound = whens.map(({ when, then }) => {
    const conditions = when.map((one) =>
      operand === undefined
        ? bindCaseCondition(one, context)
        : compared('=', bindExpression(operand, context), bindExpression(one, context), one.at, context),
    );
    return { when: anyOf(conditions), then: bindExpression(then, context) };
  });
  const last = otherwise === undefined ? constant(null, NULL) : bindExpression(otherwise, context);
  return caseOf(bound, last, at);
}

function bindCaseCondition(expression: Expression, context: ExpressionContext): Typed {
  const condition = bindExpression(expression, context);
  if (condition.type.kind === 'NULL') return constant(null, BOOLEAN);
  if (condition.type.kind !== 'BOOLEAN') throw sqlErrorAt(expression.at, 'Expected a boolean type');
  return condition;
}

const anyOf = (conditions: readonly Typed[]): Typed => {
  const [first] = conditions;
  if (first !== undefined && conditions.length === 1) return first;
  return { kind: 'or', operands: conditions, type: BOOLEAN };
};

/** CASE over bound parts, its results cast to their common type. */
export function caseOf(
  whens: readonly { readonly when: Typed; readonly then: Typed }[],
  otherwise: Typed,
  at: Expression['at'],
): Typed {
  const type: SqlType | undefined = leastRestrictive([...whens.map(({ then }) => then.type), otherwise.type]);
  if (type === undefined) throw sqlErrorAt(at, 'Illegal mixing of types in CASE or COALESCE statement');
  if (type.kind === 'NULL') throw sqlErrorAt(at, 'ELSE clause or at least one THEN clause must be non-NULL');
  const kept = whens.filter(({ when }) => when.kind !== 'constant' || when.value === true);
  const always = kept.findIndex(({ when }) => when.kind === 'constant');
  const before = always < 0 ? kept : kept.slice(0, always);
  const last = converted(kept[always]?.then ?? otherwise, type);
  if (before.length === 0) return last;
  return {
    kind: 'case',
    whens: before.map(({ when, then }) => ({ when, then: converted(then, type) })),
    otherwise: last,
    type,
  };
}
