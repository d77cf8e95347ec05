import { spanning, sqlErrorAt, type Span } from '../errors.js';
import type { Expression, Identifier, TableExpression } from './ast.js';
import type { Cursor } from './cursor.js';
import { acceptAlias, identifierList, identifierLabels, isIdentifier, objectName } from './names.js';
import { windowReference } from './windows.js';

interface Join {
  readonly type: 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS';
  readonly natural: boolean;
}

/** One of FROM's tables, with those that are joined to it. */
export function tableExpression(cursor: Cursor): TableExpression {
  let left = tablePrimary(cursor);
  for (;;) {
    const join = acceptJoin(cursor);
    if (join === undefined) return left;
    const right = tablePrimary(cursor);
    const { condition, using } = joinCondition(cursor, join, spanning(left.at, right.at));
    left = {
      kind: 'join',
      ...join,
      left,
      right,
      ...(condition === undefined ? {} : { condition }),
      ...(using === undefined ? {} : { using }),
      at: spanning(left.at, (condition ?? right).at),
    };
  }
}

function joinCondition(
  cursor: Cursor,
  { type, natural }: Join,
  at: Span,
): { condition?: Expression; using?: readonly Identifier[] } {
  const word = cursor.accept('ON', 'USING');
  if (word === undefined) {
    if (natural || type === 'CROSS') return {};
    throw sqlErrorAt(
      at,
      'INNER, LEFT, RIGHT or FULL join requires a condition (NATURAL keyword or ON or USING clause)',
    );
  }
  if (type === 'CROSS')
    throw sqlErrorAt(word.at, 'Cannot specify condition (NATURAL keyword, or ON or USING clause) following CROSS JOIN');
  if (natural) throw sqlErrorAt(word.at, 'Cannot specify NATURAL keyword with ON or USING clause');
  return word.text === 'ON' ? { condition: cursor.rules.expression(cursor) } : { using: identifierList(cursor) };
}

function acceptJoin(cursor: Cursor): Join | undefined {
  if (cursor.acceptAll('CROSS', 'JOIN') !== undefined) return { type: 'CROSS', natural: false };
  const natural = cursor.accept('NATURAL') !== undefined;
  const word = cursor.accept('INNER', 'LEFT', 'RIGHT', 'FULL');
  if (word === undefined) {
    if (natural) cursor.expect('JOIN');
    else if (cursor.accept('JOIN') === undefined) return undefined;
    return { type: 'INNER', natural };
  }
  if (word.text !== 'INNER') cursor.accept('OUTER');
  cursor.expect('JOIN');
  const type = word.text === 'LEFT' || word.text === 'RIGHT' || word.text === 'FULL' ? word.text : 'INNER';
  return { type, natural };
}

function tablePrimary(cursor: Cursor): TableExpression {
  const start = cursor.peek();
  if (cursor.accept('(') !== undefined) {
    const query = cursor.rules.query(cursor);
    const end = cursor.expect(')');
    const { over, ...correlation } = acceptCorrelation(cursor);
    return { kind: 'subquery', query, ...correlation, ...over, at: spanning(start.at, end.at) };
  }
  if (cursor.accept('TABLE') !== undefined) {
    cursor.expect('(');
    const call = cursor.rules.expression(cursor);
    if (call.kind !== 'call') return cursor.fail();
    const end = cursor.expect(')');
    const { over: _over, ...correlation } = acceptCorrelation(cursor, false);
    return { kind: 'table-function', call, ...correlation, at: spanning(start.at, end.at) };
  }
  cursor.noteLabel(...identifierLabels);
  if (!isIdentifier(start)) return cursor.fail();
  const name = objectName(cursor);
  const { over, ...correlation } = acceptCorrelation(cursor);
  return { kind: 'table', name, ...correlation, ...over, at: name.at };
}

interface Correlation {
  readonly alias?: Identifier;
  readonly columns?: readonly Identifier[];
  readonly over: { readonly over?: ReturnType<typeof windowReference> };
}

/** `[OVER window] [[AS] alias [(columns)]]`; the window may also stand behind. */
function acceptCorrelation(cursor: Cursor, windows = true): Correlation {
  let over = windows && cursor.accept('OVER') !== undefined ? windowReference(cursor) : undefined;
  const alias = acceptAlias(cursor);
  const columns = alias !== undefined && cursor.at('(') ? identifierList(cursor) : undefined;
  if (windows && over === undefined && cursor.accept('OVER') !== undefined) over = windowReference(cursor);
  return {
    ...(alias === undefined ? {} : { alias }),
    ...(columns === undefined ? {} : { columns }),
    over: over === undefined ? {} : { over },
  };
}
