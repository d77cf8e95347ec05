import { keptDecimal, longestVarchar, mostDecimalDigits, type SqlType } from '../types/sql-type.js';
import { parsePath, type Path } from './json-path.js';

/** How the records of a source are written, as its schema says. Always UTF-8. */
export type InputFormat =
  | {
      readonly kind: 'JSON';
      /** JSONPath of what becomes a row in a document; an array there makes a row of each element. */
      readonly rowPath: string;
    }
  | { readonly kind: 'CSV'; readonly rowDelimiter: string; readonly columnDelimiter: string };

/** A column of a source's schema. */
export interface InputColumn {
  readonly name: string;
  readonly type: SqlType;
  /** JSONPath from the row; undefined: the member with the column's name. CSV columns are told by their places and ignore it. */
  readonly mapping?: string;
}

/** A schema that no record could be read by. The message is for the one who wrote it. */
export class InputFormatError extends Error {
  override readonly name = 'InputFormatError';
}

/**
 * The path of a mapping or a row path.
 * @throws InputFormatError
 */
export function pathOf(text: string): Path {
  const path = parsePath(text);
  if (path === undefined) throw new InputFormatError(`Invalid JSONPath expression: ${text}`);
  return path;
}

/** The type that a schema names in SQL's words, like `VARCHAR(16)` or `DECIMAL(5,2)`; undefined: there is no such type of columns. */
export function parseColumnType(text: string): SqlType | undefined {
  const match = /^\s*([a-z]+(?:\s+(?:precision|varying))?)\s*(?:\(\s*(\d{1,6})\s*(?:,\s*(\d{1,6})\s*)?\))?\s*$/i.exec(
    text,
  );
  if (match === null) return undefined;
  const [, word = '', first, second] = match;
  const make = makers.get(word.toUpperCase().replace(/\s+/, ' '));
  return make?.(first === undefined ? undefined : Number(first), second === undefined ? undefined : Number(second));
}

type Maker = (first: number | undefined, second: number | undefined) => SqlType | undefined;

const simple =
  (kind: 'BOOLEAN' | 'TINYINT' | 'SMALLINT' | 'INTEGER' | 'BIGINT' | 'REAL' | 'DOUBLE' | 'DATE'): Maker =>
  (first) =>
    first === undefined ? { kind } : undefined;

/** A precision may be said, but changes nothing. */
const withPrecision =
  (kind: 'TIME' | 'TIMESTAMP' | 'DOUBLE'): Maker =>
  (_first, second) =>
    second === undefined ? { kind } : undefined;

const sized =
  (kind: 'CHAR' | 'VARCHAR' | 'BINARY' | 'VARBINARY'): Maker =>
  (length = kind === 'CHAR' || kind === 'BINARY' ? 1 : longestVarchar, second) =>
    length >= 1 && length <= longestVarchar && second === undefined ? { kind, length } : undefined;

const decimal: Maker = (precision = mostDecimalDigits, scale = 0) => {
  if (precision < 1 || precision > mostDecimalDigits + 1 || scale > precision) return undefined;
  return keptDecimal(precision, scale);
};

const makers: ReadonlyMap<string, Maker> = new Map([
  ['BOOLEAN', simple('BOOLEAN')],
  ['TINYINT', simple('TINYINT')],
  ['SMALLINT', simple('SMALLINT')],
  ['INTEGER', simple('INTEGER')],
  ['INT', simple('INTEGER')],
  ['BIGINT', simple('BIGINT')],
  ['REAL', simple('REAL')],
  ['FLOAT', withPrecision('DOUBLE')],
  ['DOUBLE', simple('DOUBLE')],
  ['DOUBLE PRECISION', simple('DOUBLE')],
  ['DATE', simple('DATE')],
  ['TIME', withPrecision('TIME')],
  ['TIMESTAMP', withPrecision('TIMESTAMP')],
  ['CHAR', sized('CHAR')],
  ['CHARACTER', sized('CHAR')],
  ['VARCHAR', sized('VARCHAR')],
  ['CHARACTER VARYING', sized('VARCHAR')],
  ['CHAR VARYING', sized('VARCHAR')],
  ['BINARY', sized('BINARY')],
  ['VARBINARY', sized('VARBINARY')],
  ['BINARY VARYING', sized('VARBINARY')],
  ['DECIMAL', decimal],
  ['DEC', decimal],
  ['NUMERIC', decimal],
]);
