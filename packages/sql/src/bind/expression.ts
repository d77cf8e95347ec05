import { sqlErrorAt } from '../errors.js';
import type { Expression } from '../syntax/ast.js';
import { typedLiteral } from '../types/literals.js';
import { typeText } from '../types/sql-type.js';
import { castFunction } from '../values/cast.js';
import { bindExpression } from './binding.js';
import { bindCall } from './calls.js';
import { bindCase } from './case.js';
import { bindInList, bindOperator } from './conditions.js';
import type { ExpressionContext } from './context.js';
import { bindDifference } from './difference.js';
import { castTo, constant, folded } from './fold.js';
import { lookUp, nameText } from './scope.js';
import type { Typed } from './typed.js';

/** What an expression is, by its kind. */
export function expressionOf(expression: Expression, context: ExpressionContext): Typed {
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
      return castTo(operand, type);
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
