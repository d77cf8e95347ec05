import { spanning, sqlErrorAt, type Span } from '../errors.js';
import { BOOLEAN } from '../types/sql-type.js';
import type { Expression } from './ast.js';
import type { Cursor } from './cursor.js';
import type { Token } from './lexer.js';
import { intervalQualifier } from './types.js';

/** The words and signs, and the kinds of tokens, with which literals begin. */
export const literalStarts: readonly string[] = [
  'DATE',
  'FALSE',
  'INTERVAL',
  'NULL',
  'TIME',
  'TIMESTAMP',
  'TRUE',
  'UNKNOWN',
];
export const literalLabels: readonly string[] = [
  '<LBRACE_D>',
  '<LBRACE_T>',
  '<LBRACE_TS>',
  '<LBRACE_FN>',
  '<UNSIGNED_INTEGER_LITERAL>',
  '<APPROX_NUMERIC_LITERAL>',
  '<DECIMAL_NUMERIC_LITERAL>',
  '<BINARY_STRING_LITERAL>',
  '<QUOTED_STRING>',
  '<UNICODE_STRING_LITERAL>',
];

/** A literal, if one begins here. */
export function literal(cursor: Cursor): Expression | undefined {
  const token = cursor.peek();
  switch (token.kind) {
    case 'integer':
    case 'decimal':
      return plain('exact', cursor.next());
    case 'approximate':
      return plain('approximate', cursor.next());
    case 'binary':
      cursor.next();
      return { kind: 'literal', literal: { type: 'binary', hex: token.text }, at: token.at };
    case 'string':
    case 'unicode-string':
      return string(cursor);
    case 'symbol':
      return token.text === '{' ? braced(cursor) : undefined;
    case 'word':
      return named(cursor, token);
    default:
      return undefined;
  }
}

type Plain = 'exact' | 'approximate' | 'string' | 'date' | 'time' | 'timestamp';

const plain = (type: Plain, { text, at }: { text: string; at: Span }): Expression => ({
  kind: 'literal',
  literal: { type, text },
  at,
});

function named(cursor: Cursor, { text, at }: Token): Expression | undefined {
  switch (text) {
    case 'TRUE':
    case 'FALSE':
      cursor.next();
      return { kind: 'literal', literal: { type: 'boolean', value: text === 'TRUE' }, at };
    case 'NULL':
      cursor.next();
      return { kind: 'literal', literal: { type: 'null' }, at };
    case 'UNKNOWN':
      // The NULL of BOOLEAN
      cursor.next();
      return {
        kind: 'cast',
        operand: { kind: 'literal', literal: { type: 'null' }, at },
        type: { type: BOOLEAN, at },
        at,
      };
    case 'DATE':
    case 'TIME':
    case 'TIMESTAMP':
      cursor.next();
      return datetime(cursor, text, at);
    case 'INTERVAL':
      cursor.next();
      return interval(cursor, at);
    default:
      return undefined;
  }
}

function datetime(cursor: Cursor, word: 'DATE' | 'TIME' | 'TIMESTAMP', start: Span): Expression {
  const { text, at } = cursor.expectKind('string', '<QUOTED_STRING>');
  const type = word === 'DATE' ? 'date' : word === 'TIME' ? 'time' : 'timestamp';
  return plain(type, { text, at: spanning(start, at) });
}

/** `INTERVAL -'1 12' DAY TO HOUR` */
function interval(cursor: Cursor, start: Span): Expression {
  const negative = cursor.accept('+', '-')?.text === '-';
  const { text } = cursor.expectKind('string', '<QUOTED_STRING>');
  const { qualifier, at } = intervalQualifier(cursor);
  return { kind: 'literal', literal: { type: 'interval', text, negative, qualifier }, at: spanning(start, at) };
}

/** JDBC's forms: `{d '2004-05-01'}`, `{t '12:03:34'}`, `{ts '…'}`, `{fn UPPER(a)}` */
function braced(cursor: Cursor): Expression {
  const start = cursor.next().at;
  const word = cursor.expect('D', 'T', 'TS', 'FN').text;
  const names = { D: 'DATE', T: 'TIME', TS: 'TIMESTAMP' } as const;
  const value =
    word === 'D' || word === 'T' || word === 'TS'
      ? datetime(cursor, names[word], start)
      : cursor.rules.expression(cursor);
  const end = cursor.expect('}');
  return { ...value, at: spanning(start, end.at) };
}

/** `'one' ⏎ 'string'`: strings on lines of their own are one. */
function string(cursor: Cursor): Expression {
  const first = cursor.next();
  const unicode = first.kind === 'unicode-string';
  let { text, at } = first;
  while (cursor.peek().kind === 'string') {
    const next = cursor.peek();
    if (next.at.line === at.endLine) throw sqlErrorAt(spanning(at, next.at), 'String literal continued on same line');
    cursor.next();
    text += next.text;
    at = spanning(at, next.at);
  }
  if (!unicode) {
    if (cursor.is('UESCAPE'))
      throw sqlErrorAt(cursor.peek().at, 'UESCAPE cannot be specified without Unicode literal introducer');
    return plain('string', { text, at });
  }
  let escape = '\\';
  if (cursor.accept('UESCAPE') !== undefined) {
    const character = cursor.expectKind('string', '<QUOTED_STRING>');
    if (!/^[^0-9A-Fa-f+'"\s]$/.test(character.text))
      throw sqlErrorAt(character.at, 'UESCAPE must be a single character that is no hexadecimal digit');
    escape = character.text;
    at = spanning(at, character.at);
  }
  return plain('string', { text: unescaped(text, escape, at), at });
}

/** `\0009` is a tab, `\\` one backslash. */
function unescaped(text: string, escape: string, at: Span): string {
  let result = '';
  for (let offset = 0; offset < text.length; offset += 1) {
    const character = text.charAt(offset);
    if (character !== escape) result += character;
    else if (text.charAt(offset + 1) === escape) {
      result += escape;
      offset += 1;
    } else {
      const digits = text.slice(offset + 1, offset + 5);
      if (!/^[0-9A-Fa-f]{4}$/.test(digits))
        throw sqlErrorAt(at, `Unicode escape sequence starting at character ${offset} is not exactly four hex digits`);
      result += String.fromCharCode(parseInt(digits, 16));
      offset += 4;
    }
  }
  return result;
}
