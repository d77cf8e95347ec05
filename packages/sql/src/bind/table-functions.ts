import { sqlErrorAt } from '../errors.js';
import type { Call } from '../syntax/ast.js';
import { bindExpression, bindQuery } from './binding.js';
import { typedText } from './typed-text.js';
import { type ExpressionContext, objectName } from './context.js';
import { operandOf } from './fold.js';
import { noMatch } from './problems.js';
import { type Relation, emptyScope, fieldOf, itemsOf } from './relation.js';

/** `TABLE(F(CURSOR(SELECT STREAM …), 100))` */
export function bindTableFunction(call: Call, { statement, windows }: ExpressionContext): Relation {
  const name = objectName(call.name);
  const [cursor, ...rest] = call.operands;
  const inside = { statement, windows, scope: emptyScope, clause: 'FROM' };
  const functions = statement.functions.table.get(name);
  if (functions === undefined || cursor?.kind !== 'cursor') {
    const types = (cursor?.kind === 'cursor' ? rest : call.operands).map(
      (operand) => bindExpression(operand, inside).type,
    );
    throw noMatch(call.at, name, types);
  }
  const input = bindQuery(cursor.query, statement);
  if (!input.streaming) throw sqlErrorAt(cursor.at, 'The cursor must be of a stream');
  const operands = rest.map((operand) => bindExpression(operand, inside));
  const given = operands.map((operand) => {
    const { type, constant } = operandOf(operand);
    return { type, constant };
  });
  const text = `${name}(${operands.map(typedText).join(', ')})`;
  let problem = '';
  for (const candidate of functions) {
    const resolved = candidate.resolve({ cursorColumns: input.plan.columns, arguments: given });
    if ('problem' in resolved) {
      problem = resolved.problem;
      continue;
    }
    const { columns } = resolved;
    return {
      plan: { kind: 'table-function', columns, input: input.plan, function: resolved, text },
      streaming: true,
      fields: columns.map((column) => fieldOf(column)),
      items: itemsOf(columns),
    };
  }
  throw sqlErrorAt(call.at, problem);
}
