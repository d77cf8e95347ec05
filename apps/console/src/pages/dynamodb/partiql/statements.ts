/** A statement of several, and where in the text it begins. */
export interface Statement {
  readonly text: string;
  /** From 0, in UTF-16 units, of its first character that is no space. */
  readonly at: number;
}

/** Statements end with `;`, which is no part of them. In quotes, and in comments (`-- …`, `/* … * /`), it ends nothing. */
export function splitStatements(text: string): Statement[] {
  const found: Statement[] = [];
  const token = /'(?:[^']|'')*'?|"(?:[^"]|"")*"?|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|;/g;
  let begin = 0;
  const add = (end: number): void => {
    const part = text.slice(begin, end);
    if (withoutComments(part).trim() !== '')
      found.push({ text: part.trim(), at: begin + (part.length - part.trimStart().length) });
    begin = end + 1;
  };
  for (const { 0: word, index } of text.matchAll(token)) if (word === ';') add(index);
  add(text.length);
  return found;
}

const withoutComments = (text: string): string =>
  text.replaceAll(
    /('(?:[^']|'')*'?|"(?:[^"]|"")*"?)|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g,
    (_, kept: string | undefined) => kept ?? '',
  );

/** Whether a message says where it is. */
export const saysPlace = (message: string): boolean => place.test(message);

const place = / at (\d+):(\d+):\d+/;

/** Row and column from 0 where a message says that a fault is (`… at 1:15:3`: line, column and length, from 1), in the whole text. */
export function placeOfFault(
  message: string,
  statement: Statement,
  text: string,
): { readonly row: number; readonly column: number } {
  const before = text.slice(0, statement.at).split('\n');
  const row = before.length - 1;
  const column = before.at(-1)?.length ?? 0;
  const [, line, at] = place.exec(message) ?? [];
  if (line === undefined || at === undefined) return { row, column };
  const down = Number(line) - 1;
  return { row: row + down, column: Number(at) - 1 + (down === 0 ? column : 0) };
}

/** Whether it changes something: reads and writes cannot stand in one batch. */
export const isWrite = (statement: string): boolean => /^\s*(insert|update|delete)\b/i.test(statement);

/** A name in double quotes, as PartiQL wants those of tables and attributes. */
export const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text in single quotes. */
export const quotedText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
