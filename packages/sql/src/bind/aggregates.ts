import type { AggregateOptions } from '../aggregates/aggregate.js';
import { TIMESTAMP } from '../types/sql-type.js';
import { sqlErrorAt } from '../errors.js';
import type { Call, WindowSpecification } from '../syntax/ast.js';
import { bindExpression } from './binding.js';
import { type ExpressionContext, objectName } from './context.js';
import { converted, operandOf } from './fold.js';
import type { AggregateCall } from './plan.js';
import { cannotApply, noMatch } from './problems.js';
import { word } from './resolve.js';
import { typedText } from './typed-text.js';
import type { Typed } from './typed.js';
import { bindWindow } from './windows.js';

/** An aggregate over the rows of a group. */
export function bindAggregate(call: Call, context: ExpressionContext): Typed {
  if (context.withinAggregate === true) throw sqlErrorAt(call.at, 'Aggregate expressions cannot be nested');
  if (context.aggregates === undefined)
    throw sqlErrorAt(call.at, `Aggregate expression is illegal in ${context.clause} clause`);
  return context.aggregates.add(aggregateCall(call, context, false));
}

/** An aggregate over the rows of a window: `SUM(x) OVER w`. */
export function bindOver(call: Call, specification: WindowSpecification, context: ExpressionContext): Typed {
  if (context.withinAggregate === true) throw sqlErrorAt(call.at, 'Aggregate expressions cannot be nested');
  if (context.overs === undefined)
    throw sqlErrorAt(call.at, `Windowed aggregate expression is illegal in ${context.clause} clause`);
  if (!context.statement.functions.aggregate.has(objectName(call.name))) {
    const known = context.statement.functions.scalar.has(objectName(call.name));
    if (known) throw sqlErrorAt(call.at, 'OVER must be applied to aggregate function');
  }
  const window = bindWindow(specification, within(context));
  return context.overs.add(window, aggregateCall(call, context, true));
}

/** Operands of aggregates may hold neither aggregates nor windows. */
function within(context: ExpressionContext): ExpressionContext {
  const { statement, scope, clause, windows } = context;
  return { statement, scope, clause, windows, withinAggregate: true };
}

const rowtime: Typed = { kind: 'rowtime', type: TIMESTAMP };

function aggregateCall(call: Call, context: ExpressionContext, overWindow: boolean): AggregateCall {
  const name = objectName(call.name);
  const written = call.operands.map((operand) => bindExpression(operand, within(context)));
  const types = written.map(({ type }) => type);
  const functions = context.statement.functions.aggregate.get(name);
  if (functions === undefined) throw noMatch(call.at, name, types);
  const words = [call.unit, call.flag].filter((text) => text !== undefined);
  const { distinct, star, ignoreNulls } = call;
  const options: AggregateOptions = { distinct, star, ignoreNulls };
  for (const each of functions) {
    if (star && each.takesStar !== true) continue;
    const operands = each.takesRowtime === true && context.scope.timed ? [...written, rowtime] : written;
    const aggregate = each.resolve([...operands, ...words.map(word)].map(operandOf), options);
    if (aggregate === undefined) continue;
    if (each.onlyOverWindow === true && !overWindow)
      throw sqlErrorAt(call.at, 'OVER clause is necessary for window functions');
    const cast = aggregate.operandTypes.flatMap((type, index) => {
      const operand = operands[index];
      return operand === undefined ? [] : [converted(operand, type)];
    });
    // What is settled by the call's constants tells calls apart, too.
    const told = [...(cast.length > 0 || star ? cast : operands), ...operands.slice(cast.length)].map(typedText);
    const inner = star ? '*' : [...told, ...words].join(', ');
    const text = `${name}(${distinct ? 'DISTINCT ' : ''}${inner})${ignoreNulls ? ' IGNORE NULLS' : ''}`;
    return { name, aggregate, operands: cast, text };
  }
  if (
    distinct &&
    functions.some((each) => each.resolve(written.map(operandOf), { ...options, distinct: false }) !== undefined)
  )
    throw sqlErrorAt(call.at, `DISTINCT/ALL not allowed with ${name} function`);
  throw cannotApply(
    call.at,
    name,
    types,
    functions.flatMap(({ signatures }) => signatures),
  );
}
