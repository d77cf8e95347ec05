import { type Span, sqlErrorAt } from '../errors.js';
import type { Frame, FrameBound, Identifier, WindowSpecification } from '../syntax/ast.js';
import { isInterval, isYearMonth } from '../types/sql-type.js';
import { bindExpression } from './binding.js';
import type { ExpressionContext } from './context.js';
import { directionOf } from './monotonic.js';
import type { AnalyticWindow, JoinWindow } from './plan.js';
import type { Typed } from './typed.js';

/** The windows of WINDOW by their names. */
export function namedWindows(
  windows: readonly { readonly name: Identifier; readonly window: WindowSpecification }[],
): ReadonlyMap<string, WindowSpecification> {
  const named = new Map<string, WindowSpecification>();
  for (const { name, window } of windows) {
    if (named.has(name.text)) throw sqlErrorAt(name.at, 'Duplicate window names not allowed');
    named.set(name.text, window);
  }
  return named;
}

/** The window of an OVER. */
export function bindWindow(
  specification: WindowSpecification,
  context: ExpressionContext,
): Omit<AnalyticWindow, 'calls'> {
  const window = completed(specification, context.windows);
  const partition = window.partitionBy.map((each) => bindExpression(each, { ...context, clause: 'PARTITION BY' }));
  const order = bindOrder(window, context);
  const frame = bindFrame(window, order, context);
  return order === undefined ? { partition, frame } : { partition, frame, order };
}

/** `s OVER (RANGE INTERVAL '1' MINUTE PRECEDING)` in FROM: how long the rows of a join's side are kept. */
export function bindJoinWindow(specification: WindowSpecification, context: ExpressionContext): JoinWindow {
  const window = completed(specification, context.windows);
  if (window.partitionBy.length > 0)
    throw sqlErrorAt(specification.at, 'PARTITION BY is not allowed in the window of a join');
  if (bindOrder(window, context) !== undefined)
    throw sqlErrorAt(specification.at, 'ORDER BY of the window of a join must be by ROWTIME');
  const frame = bindFrame(window, undefined, context);
  if (frame.range === undefined && frame.rows === undefined)
    throw sqlErrorAt(specification.at, 'The window of a join must be bounded');
  return frame;
}

/** A window with what it takes from those that it names. */
function completed(
  specification: WindowSpecification,
  named: ReadonlyMap<string, WindowSpecification>,
): WindowSpecification {
  let window = specification;
  const seen = new Set<string>();
  while (window.base !== undefined) {
    const { base } = window;
    const referenced = named.get(base.text);
    if (referenced === undefined || seen.has(base.text)) throw sqlErrorAt(base.at, `Window '${base.text}' not found`);
    seen.add(base.text);
    const { at } = specification;
    if (window.partitionBy.length > 0) throw sqlErrorAt(at, 'PARTITION BY not allowed with existing window reference');
    if (window.orderBy.length > 0 && referenced.orderBy.length > 0)
      throw sqlErrorAt(at, 'ORDER BY not allowed in both base and referenced windows');
    const bare = window.orderBy.length === 0 && window.frame === undefined;
    if (referenced.frame !== undefined && !bare)
      throw sqlErrorAt(at, 'Referenced window cannot have framing declarations');
    const { frame: _frame, base: _base, ...rest } = window;
    const frame = window.frame ?? referenced.frame;
    window = {
      ...rest,
      partitionBy: referenced.partitionBy,
      orderBy: window.orderBy.length > 0 ? window.orderBy : referenced.orderBy,
      ...(frame === undefined ? {} : { frame }),
      ...(referenced.base === undefined ? {} : { base: referenced.base }),
    };
  }
  return window;
}

/** Rows come in the order of ROWTIME: another order must be monotonic. Undefined for ROWTIME itself. */
function bindOrder(window: WindowSpecification, context: ExpressionContext): Typed | undefined {
  const [first, ...more] = window.orderBy;
  if (first === undefined) return undefined;
  if (more.length > 0 && window.frame?.unit === 'RANGE')
    throw sqlErrorAt(window.at, 'RANGE clause cannot be used with compound ORDER BY clause');
  const order = bindExpression(first.expression, { ...context, clause: 'ORDER BY' });
  if (order.kind === 'rowtime' && !first.descending) return undefined;
  if (first.descending || directionOf(order, context.scope.fields) !== 'up')
    throw sqlErrorAt(first.expression.at, 'Streaming ORDER BY must start with monotonic expression');
  return order;
}

function bindFrame(
  { frame }: WindowSpecification,
  order: Typed | undefined,
  context: ExpressionContext,
): AnalyticWindow['frame'] {
  if (frame === undefined) return {};
  refuseImpossible(frame);
  const { from, unit, at } = frame;
  if (from.kind === 'unbounded-preceding') return {};
  if (!('offset' in from)) return unit === 'ROWS' ? { rows: 0 } : { range: 0 };
  const size = offsetOf(from, unit, order, at, context);
  return unit === 'ROWS' ? { rows: size } : { range: size };
}

/** Windows end at the current row; what lies behind it is not known. */
function refuseImpossible({ from, to, at }: Frame): void {
  const refuse = (problem: string): never => {
    throw sqlErrorAt(at, problem);
  };
  if (from.kind === 'unbounded-following')
    refuse('UNBOUNDED FOLLOWING cannot be specified for the lower frame boundary');
  if (to.kind === 'unbounded-preceding') refuse('UNBOUNDED PRECEDING cannot be specified for the upper frame boundary');
  if (to.kind === 'unbounded-following') refuse('UNBOUNDED FOLLOWING window not supported');
  if (from.kind === 'current-row' && to.kind === 'preceding')
    refuse('Upper frame boundary cannot be PRECEDING when lower boundary is CURRENT ROW');
  if (from.kind === 'following' && to.kind === 'current-row')
    refuse('Upper frame boundary cannot be CURRENT ROW when lower boundary is FOLLOWING');
  if (from.kind === 'following' && to.kind === 'preceding')
    refuse('Upper frame boundary cannot be PRECEDING when lower boundary is FOLLOWING');
  if (from.kind === 'following' || to.kind !== 'current-row') refuse('Window must end at CURRENT ROW');
}

/** The constant before PRECEDING: a count of rows, or ms. */
function offsetOf(
  { offset }: Extract<FrameBound, { offset: unknown }>,
  unit: Frame['unit'],
  order: Typed | undefined,
  at: Span,
  context: ExpressionContext,
): number {
  const typed = bindExpression(offset, { ...context, clause: 'WINDOW' });
  const value = typed.kind === 'constant' ? typed.value : undefined;
  if (unit === 'ROWS') {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || typed.type.kind === 'INTERVAL')
      throw sqlErrorAt(offset.at, 'ROWS value must be a non-negative integral constant');
    if (value === 0) throw sqlErrorAt(offset.at, 'ROWS value must not be 0: use CURRENT ROW');
    return value;
  }
  if (typed.kind !== 'constant') throw sqlErrorAt(offset.at, 'Window boundary must be constant');
  const ofNumber = order !== undefined && !['DATE', 'TIME', 'TIMESTAMP'].includes(order.type.kind);
  const fits = ofNumber ? typed.type.kind !== 'INTERVAL' : isInterval(typed.type) && !isYearMonth(typed.type);
  if (!fits || typeof value !== 'number') throw sqlErrorAt(at, 'Data Type mismatch between ORDER BY and RANGE clause');
  if (value < 0) throw sqlErrorAt(offset.at, 'Window has negative size');
  // The reference asks for CURRENT ROW instead of 0; applications that say INTERVAL '0' ran, and mean the same.
  return value;
}
