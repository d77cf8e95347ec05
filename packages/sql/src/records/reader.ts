import { type Value } from '../types/sql-type.js';
import { csvReader } from './csv-reader.js';
import { type InputColumn, type InputFormat, InputFormatError } from './input-format.js';
import { jsonReader } from './json-reader.js';

/** Reads the records of a source into rows. It keeps nothing from one record to the next. */
export interface RecordReader {
  /** @param data UTF-8; what is none is read as U+FFFD. A record without anything but blanks has no rows. */
  read(data: Uint8Array): readonly ReadRow[];
  readText(text: string): readonly ReadRow[];
}

/** A row, a value for each of the columns; or what is wrong with it, whereupon it goes to the error stream. */
export type ReadRow =
  | { readonly values: readonly Value[]; readonly error?: undefined }
  | { readonly values?: undefined; readonly error: ReadError };

export interface ReadError {
  /** ERROR_NAME: the record is not in its source's format, or a value is not one of its column's type. */
  readonly code: 'Parse error' | 'Coercion error';
  readonly message: string;
  /** The column's name, if it is about one. */
  readonly column?: string;
  /** What was to become the row: the JSON document, the line. */
  readonly text: string;
}

export interface ReaderOptions {
  /** Rows that one record may have; of what comes after them, an error tells. Default 100,000. */
  readonly mostRows?: number;
}

/**
 * The reader of a source's records. JSON: one document, or several with blanks or nothing between them. CSV: rows, their columns told by their places.
 * @throws InputFormatError: the schema contradicts itself
 */
export function recordReader(
  format: InputFormat,
  columns: readonly InputColumn[],
  options: ReaderOptions = {},
): RecordReader {
  const { mostRows = 100_000 } = options;
  for (const { name, type } of columns)
    if (type.kind === 'INTERVAL' || type.kind === 'NULL')
      throw new InputFormatError(`Column ${name} cannot be of the type ${type.kind}`);
  const readText =
    format.kind === 'JSON' ? jsonReader(format.rowPath, columns, mostRows) : csvReader(format, columns, mostRows);
  const decoder = new TextDecoder();
  return { read: (data) => readText(decoder.decode(data)), readText };
}
