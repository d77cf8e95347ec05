/** Where something stands in a program's text: lines and columns from 1, both ends included. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The span from the beginning of one to the end of another. */
export const spanning = (from: Span, to: Span): Span => ({
  line: from.line,
  column: from.column,
  endLine: to.endLine,
  endColumn: to.endColumn,
});

/** A program that is refused: by its grammar, its names or its types. The message is whole as AWS words it, the place included. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly at: Span;

  constructor(message: string, at: Span) {
    super(message);
    this.at = at;
  }
}

/** `From line 1, column 8 to line 1, column 12: Column 'X' not found in any table` */
export function sqlErrorAt(at: Span, problem: string): SqlError {
  const { line, column, endLine, endColumn } = at;
  if (line === endLine && column === endColumn)
    return new SqlError(`At line ${line}, column ${column}: ${problem}`, at);
  return new SqlError(`From line ${line}, column ${column} to line ${endLine}, column ${endColumn}: ${problem}`, at);
}

/** What goes wrong with one row: it goes to the error stream, and the program goes on. */
export class RowError extends Error {
  override readonly name = 'RowError';
}
