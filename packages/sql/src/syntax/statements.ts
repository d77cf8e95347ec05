import { spanning, type Span } from '../errors.js';
import type { ColumnDeclaration, Identifier, Insert, Query, Statement } from './ast.js';
import type { Cursor } from './cursor.js';
import { columnIdentifier, declaredColumn, identifier, identifierList, objectName } from './names.js';
import { declaredType } from './types.js';

/** Statements, each ended by `;`, which the last may go without. */
export function program(cursor: Cursor): Statement[] {
  const statements: Statement[] = [];
  for (;;) {
    while (cursor.accept(';') !== undefined);
    cursor.noteLabel('<EOF>');
    if (cursor.peek().kind === 'end') return statements;
    statements.push(statement(cursor));
    if (cursor.accept(';') === undefined) return statements;
  }
}

function statement(cursor: Cursor): Statement {
  const start = cursor.peek().at;
  if (cursor.at('SELECT', 'VALUES', '(')) {
    const query = cursor.rules.query(cursor);
    return { kind: 'query', query, at: spanning(start, query.at) };
  }
  switch (cursor.expect('ALTER', 'CREATE', 'DROP').text) {
    case 'ALTER':
      return alterPump(cursor, start);
    case 'DROP':
      return drop(cursor, start);
    default:
      return create(cursor, start);
  }
}

function create(cursor: Cursor, start: Span): Statement {
  const orReplace = cursor.acceptAll('OR', 'REPLACE') !== undefined;
  switch (cursor.expect('FUNCTION', 'PUMP', 'STREAM', 'VIEW').text) {
    case 'STREAM':
      return createStream(cursor, orReplace, start);
    case 'PUMP':
      return createPump(cursor, orReplace, start);
    case 'VIEW':
      return createView(cursor, orReplace, start);
    default:
      return createFunction(cursor, orReplace, start);
  }
}

function createStream(cursor: Cursor, orReplace: boolean, start: Span): Statement {
  const name = objectName(cursor);
  let columns: readonly ColumnDeclaration[] | undefined;
  let end = name.at;
  if (cursor.accept('(') !== undefined) {
    columns = cursor.list(columnDeclaration);
    end = cursor.expect(')').at;
  }
  end = remarks(cursor, true) ?? end;
  // Without columns, the query says them.
  let query: Query | undefined;
  if (columns === undefined) cursor.expect('AS');
  if (columns === undefined || cursor.accept('AS') !== undefined) {
    query = cursor.rules.query(cursor);
    end = query.at;
  }
  return {
    kind: 'create-stream',
    orReplace,
    name,
    ...(columns === undefined ? {} : { columns }),
    ...(query === undefined ? {} : { query }),
    at: spanning(start, end),
  };
}

function columnDeclaration(cursor: Cursor): ColumnDeclaration {
  const name = declaredColumn(cursor);
  const type = declaredType(cursor);
  return { name, type, notNull: cursor.acceptAll('NOT', 'NULL') !== undefined };
}

/** `DESCRIPTION 'text'` and `OPTIONS (name 'text', …)`, which say nothing to the engine. Where the last ends. */
function remarks(cursor: Cursor, options = false): Span | undefined {
  let end: Span | undefined;
  for (;;) {
    if (cursor.accept('DESCRIPTION') !== undefined) end = cursor.expectKind('string', '<QUOTED_STRING>').at;
    else if (options && cursor.acceptAll('OPTIONS', '(') !== undefined) {
      cursor.list((c) => [identifier(c), c.expectKind('string', '<QUOTED_STRING>')]);
      end = cursor.expect(')').at;
    } else return end;
  }
}

function createPump(cursor: Cursor, orReplace: boolean, start: Span): Statement {
  const name = objectName(cursor);
  const state = cursor.accept('STARTED', 'STOPPED')?.text === 'STOPPED' ? 'STOPPED' : 'STARTED';
  remarks(cursor, true);
  cursor.expect('AS');
  const insert = insertion(cursor);
  return { kind: 'create-pump', orReplace, name, state, insert, at: spanning(start, insert.at) };
}

function insertion(cursor: Cursor): Insert {
  const start = cursor.expect('INSERT');
  cursor.accept('EXPEDITED');
  cursor.expect('INTO');
  const into = objectName(cursor);
  // A parenthesis begins the columns or the query.
  let columns: Identifier[] | undefined;
  if (cursor.at('(') && !cursor.is('SELECT', 1) && !cursor.is('VALUES', 1) && !cursor.is('(', 1))
    columns = identifierList(cursor, columnIdentifier);
  const query = cursor.rules.query(cursor);
  return { into, ...(columns === undefined ? {} : { columns }), query, at: spanning(start.at, query.at) };
}

function createView(cursor: Cursor, orReplace: boolean, start: Span): Statement {
  const name = objectName(cursor);
  const columns = cursor.at('(') ? identifierList(cursor) : undefined;
  remarks(cursor);
  cursor.expect('AS');
  const query = cursor.rules.query(cursor);
  return {
    kind: 'create-view',
    orReplace,
    name,
    ...(columns === undefined ? {} : { columns }),
    query,
    at: spanning(start, query.at),
  };
}

function createFunction(cursor: Cursor, orReplace: boolean, start: Span): Statement {
  const name = objectName(cursor);
  cursor.expect('(');
  const parameters = cursor.at(')') ? [] : cursor.list(columnDeclaration);
  cursor.expect(')');
  cursor.expect('RETURNS');
  const returns = declaredType(cursor);
  const nullOnNull = routineCharacteristics(cursor);
  cursor.expect('RETURN');
  const body = cursor.rules.expression(cursor);
  return {
    kind: 'create-function',
    orReplace,
    name,
    parameters,
    returns,
    nullOnNull,
    body,
    at: spanning(start, body.at),
  };
}

/** What stands between the type and the body, in any order. Whether a NULL makes the result NULL. */
function routineCharacteristics(cursor: Cursor): boolean {
  let nullOnNull = false;
  for (;;) {
    if (cursor.accept('RETURNS') !== undefined) {
      words(cursor, 'NULL', 'ON', 'NULL', 'INPUT');
      nullOnNull = true;
    } else if (cursor.accept('CALLED') !== undefined) {
      words(cursor, 'ON', 'NULL', 'INPUT');
      nullOnNull = false;
    } else if (cursor.accept('SPECIFIC') !== undefined) objectName(cursor);
    else if (cursor.accept('LANGUAGE', 'CONTAINS') !== undefined) words(cursor, 'SQL');
    else if (cursor.accept('READS', 'MODIFIES') !== undefined) words(cursor, 'SQL', 'DATA');
    else if (cursor.accept('NOT') !== undefined) words(cursor, 'DETERMINISTIC');
    else if (cursor.accept('DETERMINISTIC') === undefined && remarks(cursor) === undefined) return nullOnNull;
  }
}

function words(cursor: Cursor, ...texts: readonly string[]): void {
  for (const text of texts) cursor.expect(text);
}

function alterPump(cursor: Cursor, start: Span): Statement {
  cursor.expect('PUMP');
  const name = cursor.accept('ALL') === undefined ? objectName(cursor) : 'ALL';
  const { text, at } = cursor.expect('START', 'STOP');
  return { kind: 'alter-pump', name, state: text === 'START' ? 'STARTED' : 'STOPPED', at: spanning(start, at) };
}

function drop(cursor: Cursor, start: Span): Statement {
  const { text } = cursor.expect('FUNCTION', 'PUMP', 'STREAM', 'VIEW');
  const what = text === 'FUNCTION' || text === 'PUMP' || text === 'VIEW' ? text : 'STREAM';
  let ifExists = false;
  if (cursor.is('IF') && cursor.is('EXISTS', 1)) {
    cursor.next();
    cursor.next();
    ifExists = true;
  }
  const name = objectName(cursor);
  const behaviour = cursor.accept('CASCADE', 'RESTRICT');
  const cascade = behaviour?.text === 'CASCADE';
  return { kind: 'drop', what, name, ifExists, cascade, at: spanning(start, (behaviour ?? name).at) };
}
