import { RowError } from '../errors.js';
import { typedLiteral } from '../types/literals.js';
import type { TypedValue } from '../types/literals.js';
import { char, decimal, typeText, varbinary, varchar } from '../types/sql-type.js';
import type { IntervalField, IntervalQualifier, SimpleKind, SqlType, Value } from '../types/sql-type.js';
import { castFunction } from './cast.js';
import { hexText } from './strings.js';

// For tables of tests: values and types as SQL writes them.

export const nowhere = { line: 1, column: 1, endLine: 1, endColumn: 9 };

/** `VARCHAR(3)`, `DECIMAL(5, 2)`, `INTERVAL DAY(3) TO SECOND(1)`, `INTEGER` */
export function typeOf(text: string): SqlType {
  if (text.startsWith('INTERVAL ')) return { kind: 'INTERVAL', qualifier: qualifierOf(text.slice(9)) };
  const [, name = '', first, second] = /^(\w+)(?:\((\d+)(?:, ?(\d+))?\))?$/.exec(text) ?? [];
  const length = Number(first);
  switch (name) {
    case 'DECIMAL':
      return decimal(length, Number(second ?? 0));
    case 'CHAR':
      return char(length);
    case 'VARCHAR':
      return varchar(length);
    case 'BINARY':
      return { kind: 'BINARY', length };
    case 'VARBINARY':
      return varbinary(length);
    default:
      return { kind: name as SimpleKind };
  }
}

/** `MINUTE(3)`, `DAY TO SECOND(1)`, `SECOND(1,1)` */
export function qualifierOf(text: string): IntervalQualifier {
  const [head = '', tail] = text.split(' TO ');
  const [, from = '', precision, second] = /^(\w+)(?:\((\d+)(?:, ?(\d+))?\))?$/.exec(head) ?? [];
  const [, to = from, fraction = second] = /^(\w+)(?:\((\d+)\))?$/.exec(tail ?? from) ?? [];
  return {
    from: from as IntervalField,
    to: to as IntervalField,
    ...(precision === undefined ? {} : { precision: Number(precision) }),
    ...(fraction === undefined ? {} : { fraction: Number(fraction) }),
  };
}

/** A literal as SQL writes it, cast where `::` and a type follow: `-1.50`, `'abc'::VARCHAR(5)`, `DATE '2020-01-01'`, `NULL::INTEGER`. */
export function valueOf(text: string): TypedValue {
  const at = text.lastIndexOf('::');
  if (at < 0) return literalOf(text);
  const { type, value } = literalOf(text.slice(0, at));
  const target = typeOf(text.slice(at + 2));
  return { type: target, value: value === null ? null : cast(type, target, value) };
}

/** What CAST makes of a value. @throws when there is no such cast */
export function cast(from: SqlType, to: SqlType, value: Value): Value {
  const convert = castFunction(from, to, 'explicit');
  if (convert === undefined) throw new TypeError(`no cast from ${typeText(from)} to ${typeText(to)}`);
  return convert(value as never);
}

function literalOf(text: string): TypedValue {
  const quoted = /^(?:(DATE|TIME|TIMESTAMP|X) ?)?'(.*)'$/.exec(text);
  if (quoted !== null) {
    const [, prefix, content = ''] = quoted;
    if (prefix === 'X') return typedLiteral({ type: 'binary', hex: content }, nowhere);
    const type = (prefix ?? 'string').toLowerCase() as 'date' | 'time' | 'timestamp' | 'string';
    return typedLiteral({ type, text: content }, nowhere);
  }
  const span = /^INTERVAL (-?)'(.*)' (.*)$/.exec(text);
  if (span !== null) {
    const qualifier = qualifierOf(span[3] ?? '');
    return typedLiteral({ type: 'interval', text: span[2] ?? '', negative: span[1] === '-', qualifier }, nowhere);
  }
  if (text === 'NULL') return typedLiteral({ type: 'null' }, nowhere);
  if (text === 'TRUE' || text === 'FALSE') return typedLiteral({ type: 'boolean', value: text === 'TRUE' }, nowhere);
  const negated = text.startsWith('-');
  const type = /e/i.test(text) ? 'approximate' : 'exact';
  return typedLiteral({ type, text: negated ? text.slice(1) : text }, nowhere, negated);
}

/** `INTEGER 3`, `VARCHAR(5) 'abc'`, `NULL` */
export function shown({ type, value }: TypedValue): string {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array) return `${typeText(type)} ${hexText(value)}`;
  if (typeof value === 'string') return `${typeText(type)} '${value}'`;
  return `${typeText(type)} ${String(cast(type, varchar(100), value))}`;
}

/** What a computation shows, or the SQLSTATE of the row's error. */
export function outcome(compute: () => TypedValue): string {
  try {
    return shown(compute());
  } catch (error) {
    if (error instanceof RowError) return /Code=(\w+)$/.exec(error.message)?.[1] ?? error.message;
    throw error;
  }
}
