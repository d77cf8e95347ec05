import { malformed } from './errors.js';
import { readExpression, readSimplePath, WITHIN_SELECT } from './read-expression.js';
import { Reader } from './reader.js';
import type { Change, Expression, Insert, Manipulation, OrderTerm, Returning, Select, Source } from './syntax.js';

/**
 * Reads a whole text, which AWS's parser takes for one expression, a statement or not.
 * @throws ValidationException in that parser's words
 */
export function readText(text: string): Expression {
  const reader = new Reader(text, readNested);
  const expression = readExpression(reader);
  if (reader.takes(';')) {
    if (reader.head.type !== 'end') throw malformed('Unexpected token after semicolon. (Only one query is allowed.)');
  } else if (reader.head.type !== 'end') throw malformed('Unexpected token after expression');
  return expression;
}

function readNested(reader: Reader): Expression | undefined {
  const { at, text } = reader.head;
  switch (text) {
    case 'select':
      return { ...readSelect(reader), at };
    case 'insert into':
      return { ...readInsert(reader), at };
    case 'update':
      return { ...readUpdate(reader), at };
    case 'delete':
      return { ...readDelete(reader), at };
    case 'from':
      return { ...readFrom(reader), at };
    default:
      return undefined;
  }
}

function readSelect(reader: Reader): Select {
  reader.next();
  const { at } = reader.head;
  let unsupported = reader.takesKeyword('distinct') ? { clause: 'DISTINCT', at } : undefined;
  if (unsupported === undefined) reader.takesKeyword('all');
  const { at: start } = reader.head;
  if (reader.takesKeyword('value')) unsupported ??= { clause: 'VALUE', at: start };
  const { columns, aliased } = readColumns(reader);
  if (!reader.takesKeyword('from')) throw malformed('Expected FROM after SELECT list');
  const from = readSource(reader, WITHIN_SELECT);
  const where = reader.takesKeyword('where') ? readExpression(reader, WITHIN_SELECT) : undefined;
  const order = reader.takesKeyword('order') ? readOrder(reader) : [];
  for (const clause of ['group', 'having', 'limit', 'offset'] as const) {
    if (!reader.takesKeyword(clause)) continue;
    if (clause === 'group') reader.expect('by', 'BY');
    const [first] = reader.list(() => readExpression(reader, WITHIN_SELECT));
    unsupported ??= { clause: clause === 'group' ? 'GROUP BY' : clause.toUpperCase(), at: first?.at ?? start };
  }
  return {
    kind: 'select',
    from,
    order,
    aliased,
    ...(columns === undefined ? {} : { columns }),
    ...(where === undefined ? {} : { where }),
    ...(unsupported === undefined ? {} : { unsupported }),
  };
}

function readColumns(reader: Reader): { columns: readonly Expression[] | undefined; aliased: boolean } {
  let aliased = false;
  let stars = 0;
  const columns = reader.list((): Expression | undefined => {
    if (reader.takes('*')) {
      stars++;
      return undefined;
    }
    const column = readExpression(reader);
    if (readAlias(reader)) aliased = true;
    return column;
  });
  if (stars === 0) return { columns: columns.filter((column) => column !== undefined), aliased };
  if (columns.length > 1)
    throw malformed("Other expressions may not be present in the select list when '*' is used without dot notation.");
  return { columns: undefined, aliased };
}

function readOrder(reader: Reader): OrderTerm[] {
  reader.expect('by', 'BY');
  return reader.list(() => {
    const of = readExpression(reader);
    const { type, text } = reader.head;
    if (type === 'order') reader.next();
    return { of, descending: type === 'order' && text === 'desc' };
  });
}

const JOINS = new Set(['join', 'inner', 'left', 'right', 'full', 'cross', 'outer']);

function readSource(reader: Reader, precedence: number): Source {
  const of = readExpression(reader, precedence);
  let aliased = readAliases(reader);
  let joined = false;
  for (;;) {
    const isJoin = reader.head.type === 'keyword' && JOINS.has(reader.head.text);
    if (!isJoin && reader.head.type !== ',') return { of, aliased, joined };
    joined = true;
    do reader.next();
    while (reader.head.type === 'keyword' && JOINS.has(reader.head.text));
    readExpression(reader, precedence);
    if (readAliases(reader)) aliased = true;
    if (reader.takesKeyword('on')) readExpression(reader, precedence);
  }
}

function readAliases(reader: Reader): boolean {
  const as = readAlias(reader);
  const at = reader.takes('at') && readAliasName(reader);
  const by = reader.takes('by') && readAliasName(reader);
  return as || at || by;
}

/** The word AS may be left out. */
function readAlias(reader: Reader): boolean {
  if (reader.takes('as')) return readAliasName(reader);
  return reader.takes('name');
}

function readAliasName(reader: Reader): true {
  if (!reader.takes('name')) throw malformed('Expected identifier for AS-alias');
  return true;
}

function readInsert(reader: Reader): Insert {
  reader.next();
  const into = readSimplePath(reader);
  if (!reader.takesKeyword('value')) return { kind: 'insert', into, value: readExpression(reader), single: false };
  const value = readExpression(reader);
  return { kind: 'insert', into, value, single: true, ...readReturning(reader) };
}

/** SET with its assignments, or REMOVE. */
function readChange(reader: Reader): Change[] {
  if (reader.next().text === 'remove') return [{ kind: 'remove', target: readSimplePath(reader) }];
  return reader.list(() => {
    const target = readSimplePath(reader);
    if (!reader.takesKeyword('=')) throw malformed("Expected '='");
    return { kind: 'set', target, value: readExpression(reader) };
  });
}

function readChanges(reader: Reader): readonly Change[] {
  const changes: Change[] = [];
  for (;;) {
    if (reader.isKeyword('set') || reader.isKeyword('remove')) changes.push(...readChange(reader));
    else if (reader.isKeyword('insert into')) {
      readInsert(reader);
      changes.push({ kind: 'insert' });
    } else if (changes.length === 0) throw malformed('Expected data manipulation');
    else return changes;
  }
}

function readUpdate(reader: Reader): Manipulation {
  reader.next();
  const of = readSimplePath(reader);
  const from = { of, aliased: readAliases(reader), joined: false };
  const changes = readChanges(reader);
  return { kind: 'manipulation', from, changes, ...readWhere(reader), ...readReturning(reader) };
}

function readDelete(reader: Reader): Manipulation {
  reader.next();
  if (!reader.takesKeyword('from')) throw malformed('Expected FROM after DELETE');
  const of = readSimplePath(reader);
  const from = { of, aliased: readAliases(reader), joined: false };
  return { kind: 'manipulation', from, changes: [], ...readWhere(reader), ...readReturning(reader) };
}

/** An UPDATE with the table first: FROM, WHERE, then SET and REMOVE. */
function readFrom(reader: Reader): Manipulation {
  reader.next();
  const from = readSource(reader, 0);
  const where = readWhere(reader);
  const changes = readChanges(reader);
  return { kind: 'manipulation', from, changes, ...where, ...readReturning(reader) };
}

const readWhere = (reader: Reader): { where?: Expression } =>
  reader.takesKeyword('where') ? { where: readExpression(reader) } : {};

function readReturning(reader: Reader): { returning?: Returning } {
  if (!reader.takesKeyword('returning')) return {};
  const elements = reader.list(() => {
    const { text } = reader.head;
    const values = RETURNED.get(text);
    if (values === undefined) throw malformed('Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element.');
    reader.next();
    if (reader.takes('*')) return { values, whole: true, clause: `${text.toUpperCase()} *` };
    const column = readExpression(reader);
    const name = column.kind === 'name' ? column.name : '';
    return { values, whole: false, clause: `${text.toUpperCase()} ${name}`.trimEnd() };
  });
  const [first, ...more] = elements;
  if (first === undefined) return {};
  if (more.length === 0) return { returning: first };
  return { returning: { ...first, whole: false, clause: elements.map(({ clause }) => clause).join(', ') } };
}

const RETURNED: ReadonlyMap<string, Returning['values']> = new Map([
  ['all old', 'ALL_OLD'],
  ['all new', 'ALL_NEW'],
  ['modified old', 'MODIFIED_OLD'],
  ['modified new', 'MODIFIED_NEW'],
]);
