import { spanning } from '../errors.js';
import type { Identifier, Name } from './ast.js';
import type { Cursor } from './cursor.js';
import type { Token } from './lexer.js';
import { systemColumns } from './reserved-words.js';

export const identifierLabels = ['<QUOTED_IDENTIFIER>', '<IDENTIFIER>'] as const;

/** Whether a token names something: words that are not reserved, and what is quoted. */
export const isIdentifier = (token: Token): boolean =>
  token.kind === 'quoted' || (token.kind === 'word' && !token.reserved);

export const toIdentifier = ({ kind, text, at }: Token): Identifier => ({ text, quoted: kind === 'quoted', at });

export function acceptIdentifier(cursor: Cursor): Identifier | undefined {
  cursor.noteLabel(...identifierLabels);
  return isIdentifier(cursor.peek()) ? toIdentifier(cursor.next()) : undefined;
}

export const identifier = (cursor: Cursor): Identifier => acceptIdentifier(cursor) ?? cursor.fail();

const isColumn = (token: Token): boolean =>
  isIdentifier(token) || (token.kind === 'word' && systemColumns.has(token.text));

/** An identifier or ROWTIME and its like, which are columns though they are reserved. */
export function columnIdentifier(cursor: Cursor): Identifier {
  cursor.note(systemColumns);
  cursor.noteLabel(...identifierLabels);
  return isColumn(cursor.peek()) ? toIdentifier(cursor.next()) : cursor.fail();
}

/** The name of a column of CREATE STREAM. AWS's samples have one named shard_id, though it is reserved; ROWTIME every stream has already. */
export function declaredColumn(cursor: Cursor): Identifier {
  cursor.noteLabel(...identifierLabels);
  const token = cursor.peek();
  return isColumn(token) && (token.kind === 'quoted' || token.text !== 'ROWTIME')
    ? toIdentifier(cursor.next())
    : cursor.fail();
}

/** `[AS] alias`, which may be `AS ROWTIME`. Without AS, no word that goes on with the statement is an alias. */
export function acceptAlias(cursor: Cursor): Identifier | undefined {
  if (cursor.accept('AS') !== undefined) return columnIdentifier(cursor);
  if (cursor.is('WINDOWED') && cursor.is('BY', 1)) return undefined;
  return acceptIdentifier(cursor);
}

/** `a`, `a.b`, `"S".ROWTIME`; it stops before `.*`. */
export function nameFrom(cursor: Cursor, first: Identifier): Name {
  const parts: [Identifier, ...Identifier[]] = [first];
  while (cursor.at('.') && !cursor.is('*', 1)) {
    cursor.next();
    parts.push(columnIdentifier(cursor));
  }
  return { parts, at: spanning(first.at, parts[parts.length - 1]?.at ?? first.at) };
}

/** The name of a stream, a pump, a view or a function. */
export const objectName = (cursor: Cursor): Name => nameFrom(cursor, identifier(cursor));

/** `(a, b, c)` @param one reads one of them */
export function identifierList(cursor: Cursor, one: (cursor: Cursor) => Identifier = identifier): Identifier[] {
  cursor.expect('(');
  const identifiers = cursor.list(one);
  cursor.expect(')');
  return identifiers;
}
