import { spanning, type Span } from '../errors.js';
import type { Expression, Frame, FrameBound, Identifier, OrderItem, Stagger, WindowSpecification } from './ast.js';
import type { Cursor } from './cursor.js';
import { powers } from './powers.js';
import { acceptIdentifier, identifierLabels, isIdentifier, toIdentifier } from './names.js';

/** What follows OVER: `w`, `(w ORDER BY x)`, `(PARTITION BY a RANGE INTERVAL '1' MINUTE PRECEDING)`. */
export function windowReference(cursor: Cursor): WindowSpecification {
  if (cursor.at('(')) return windowSpecification(cursor);
  const base = windowName(cursor);
  return { base, partitionBy: [], orderBy: [], at: base.at };
}

/** AWS's reference names a window HOUR, unquoted: the units of time are names here. */
const unitsOfTime = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];

export function windowName(cursor: Cursor): Identifier {
  cursor.noteLabel(...identifierLabels);
  const token = cursor.peek();
  if (isIdentifier(token) || (token.kind === 'word' && unitsOfTime.includes(token.text)))
    return toIdentifier(cursor.next());
  return cursor.fail();
}

export function windowSpecification(cursor: Cursor): WindowSpecification {
  const start = cursor.expect('(');
  const base = acceptIdentifier(cursor);
  const partitionBy = cursor.acceptAll('PARTITION', 'BY') === undefined ? [] : expressions(cursor);
  const orderBy = acceptOrderBy(cursor);
  const frame = acceptFrame(cursor);
  const end = cursor.expect(')');
  return {
    ...(base === undefined ? {} : { base }),
    partitionBy,
    orderBy,
    ...(frame === undefined ? {} : { frame }),
    at: spanning(start.at, end.at),
  };
}

/** `(PARTITION BY a, b RANGE INTERVAL '1' MINUTE)`, what follows WINDOWED BY STAGGER. */
export function staggerSpecification(cursor: Cursor): Stagger {
  const start = cursor.expect('(');
  const partitionBy = cursor.acceptAll('PARTITION', 'BY') === undefined ? [] : expressions(cursor);
  cursor.expect('RANGE');
  const range = cursor.rules.expression(cursor);
  const end = cursor.expect(')');
  return { partitionBy, range, at: spanning(start.at, end.at) };
}

/** `ORDER BY t WITHIN INTERVAL '10' SECOND, x DESC NULLS LAST`; nothing if there is none. */
export function acceptOrderBy(cursor: Cursor): OrderItem[] {
  return cursor.acceptAll('ORDER', 'BY') === undefined ? [] : cursor.list(orderItem);
}

function orderItem(cursor: Cursor): OrderItem {
  const expression = cursor.rules.expression(cursor);
  const direction = cursor.accept('ASC', 'DESC');
  let nulls: 'FIRST' | 'LAST' | undefined;
  if (cursor.accept('NULLS') !== undefined) nulls = cursor.expect('FIRST', 'LAST').text === 'FIRST' ? 'FIRST' : 'LAST';
  const within = cursor.accept('WITHIN') === undefined ? undefined : cursor.rules.expression(cursor);
  return {
    expression,
    descending: direction?.text === 'DESC',
    ...(nulls === undefined ? {} : { nulls }),
    ...(within === undefined ? {} : { within }),
  };
}

function acceptFrame(cursor: Cursor): Frame | undefined {
  const word = cursor.accept('ROWS', 'RANGE');
  if (word === undefined) return undefined;
  const unit = word.text === 'ROWS' ? 'ROWS' : 'RANGE';
  const currentRow: FrameBound = { kind: 'current-row' };
  if (cursor.accept('BETWEEN') !== undefined) {
    const from = frameBound(cursor);
    cursor.expect('AND');
    const to = frameBound(cursor);
    return { unit, from: from.bound, to: to.bound, at: spanning(word.at, to.at) };
  }
  const { bound, at } = frameBound(cursor);
  const following = bound.kind === 'following' || bound.kind === 'unbounded-following';
  // The other end is the current row: `RANGE INTERVAL '1' HOUR FOLLOWING` begins with it.
  return {
    unit,
    from: following ? currentRow : bound,
    to: following ? bound : currentRow,
    at: spanning(word.at, at),
  };
}

function frameBound(cursor: Cursor): { bound: FrameBound; at: Span } {
  if (cursor.at('CURRENT')) {
    cursor.next();
    return { bound: { kind: 'current-row' }, at: cursor.expect('ROW').at };
  }
  if (cursor.accept('UNBOUNDED') !== undefined) {
    const { text, at } = cursor.expect('PRECEDING', 'FOLLOWING');
    return { bound: { kind: text === 'PRECEDING' ? 'unbounded-preceding' : 'unbounded-following' }, at };
  }
  // The AND between two bounds is none of an expression's.
  const offset = cursor.rules.expression(cursor, powers.additive);
  const { text, at } = cursor.expect('PRECEDING', 'FOLLOWING');
  return { bound: { kind: text === 'PRECEDING' ? 'preceding' : 'following', offset }, at };
}

const expressions = (cursor: Cursor): Expression[] => cursor.list((c) => c.rules.expression(c));
