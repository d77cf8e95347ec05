import { sqlErrorAt } from '../errors.js';
import type { Expression } from '../syntax/ast.js';
import { leastRestrictive } from '../types/derive.js';
import { BOOLEAN, NULL, type SqlType } from '../types/sql-type.js';
import { bindExpression } from './binding.js';
import type { ExpressionContext } from './context.js';
import { castTo, constant, converted } from './fold.js';
import { compared } from './resolve.js';
import type { Typed } from './typed.js';
import { branch } from './typed-tree.js';

/** CASE: with an operand it is a chain of comparisons. */
export function bindCase(expression: Extract<Expression, { kind: 'case' }>, context: ExpressionContext): Typed {
  const { operand, whens, otherwise, at } = expression;
  const bound = whens.map(({ when, then }) => {
    const conditions = when.map((one) =>
      operand === undefined
        ? bindCaseCondition(one, context)
        : compared('=', bindExpression(operand, context), bindExpression(one, context), one.at, context),
    );
    return branch(anyOf(conditions), bindExpression(then, context));
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
  const last = kept[always]?.then ?? otherwise;
  if (before.length === 0) return castTo(last, type);
  return {
    kind: 'case',
    whens: before.map(({ when, then }) => branch(when, converted(then, type))),
    otherwise: converted(last, type),
    type,
  };
}
