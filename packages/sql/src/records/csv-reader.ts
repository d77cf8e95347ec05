import type { Value } from '../types/sql-type.js';
import { conversionTo } from './conversion.js';
import { type InputColumn, type InputFormat, InputFormatError } from './input-format.js';
import { coercionError, ReadRows } from './read-rows.js';
import type { ReadRow } from './reader.js';

type Csv = Extract<InputFormat, { kind: 'CSV' }>;

/** @throws InputFormatError */
export function csvReader(
  format: Csv,
  columns: readonly InputColumn[],
  mostRows: number,
): (text: string) => readonly ReadRow[] {
  const { rowDelimiter, columnDelimiter } = format;
  if (rowDelimiter === '' || columnDelimiter === '' || rowDelimiter === columnDelimiter)
    throw new InputFormatError('A CSV format needs a row delimiter and another column delimiter');
  const planned = columns.map((column) => ({ column, conversion: conversionTo(column.type) }));
  return (text) => {
    const rows = new ReadRows(mostRows);
    for (const line of splitCsv(text, format, columns.length)) {
      if (rows.full) break;
      if (line.fields === undefined) {
        rows.addError({ code: 'Parse error', message: 'A quoted field of the row has no end', text: line.text });
        continue;
      }
      const values: Value[] = [];
      for (const [place, { column, conversion }] of planned.entries()) {
        // A row may have fewer fields than columns. A field with nothing in it, not even quotes, is NULL.
        const field = line.fields[place] ?? null;
        const value = field === null ? null : conversion.fromText(field);
        if (value === undefined) {
          rows.addError(coercionError(column.name, field ?? '', line.text));
          break;
        }
        values.push(value);
      }
      if (values.length === planned.length) rows.add(values);
    }
    return rows.rows;
  };
}

export interface CsvLine {
  readonly text: string;
  /** null: empty, without quotes. undefined: a quoted field has no end. */
  readonly fields: readonly (string | null)[] | undefined;
}

/** The rows of a CSV text that have anything in them, with up to so many fields. */
export function* splitCsv(text: string, format: Csv, mostFields = Number.POSITIVE_INFINITY): Generator<CsvLine> {
  const { rowDelimiter, columnDelimiter } = format;
  const marks = new Marks(text, rowDelimiter, columnDelimiter);
  let at = 0;
  while (at < text.length) {
    const end = marks.row.from(at);
    if (marks.quote.from(at) < end) {
      const row = quotedRow(text, at, marks, format, mostFields);
      if (row === undefined) marks.restart();
      const stop = row?.end ?? end;
      yield { text: text.slice(at, stop), fields: row?.fields };
      at = stop + rowDelimiter.length;
    } else {
      // Lines of a text from Windows, in a stream whose delimiter is said to be \n.
      const stop = rowDelimiter === '\n' && end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
      if (stop > at) {
        const line = text.slice(at, stop);
        yield { text: line, fields: plainFields(line, columnDelimiter, mostFields) };
      }
      at = end + rowDelimiter.length;
    }
  }
}

/** Where the next delimiters and quotes of a text stand. Each is looked for once, however often it is asked for. */
class Marks {
  readonly row: Mark;
  readonly column: Mark;
  readonly quote: Mark;

  constructor(text: string, rowDelimiter: string, columnDelimiter: string) {
    this.row = new Mark(text, rowDelimiter);
    this.column = new Mark(text, columnDelimiter);
    this.quote = new Mark(text, '"');
  }

  /** Before one is asked for a place in front of the last. */
  restart(): void {
    this.row.restart();
    this.column.restart();
    this.quote.restart();
  }
}

class Mark {
  readonly #text: string;
  readonly #mark: string;
  #found = -1;

  constructor(text: string, mark: string) {
    this.#text = text;
    this.#mark = mark;
  }

  /** The first at a place or behind it; the text's length: none. The places asked for never decrease. */
  from(at: number): number {
    if (this.#found < at) {
      const found = this.#text.indexOf(this.#mark, at);
      this.#found = found === -1 ? this.#text.length : found;
    }
    return this.#found;
  }

  restart(): void {
    this.#found = -1;
  }
}

function plainFields(line: string, delimiter: string, most: number): (string | null)[] {
  const fields: (string | null)[] = [];
  let from = 0;
  while (fields.length < most) {
    const end = line.indexOf(delimiter, from);
    if (end === -1) {
      fields.push(from === line.length ? null : line.slice(from));
      break;
    }
    fields.push(end === from ? null : line.slice(from, end));
    from = end + delimiter.length;
  }
  return fields;
}

/** A row with quotes in it: a field that begins with one ends with one, two of them stand for one, and delimiters between them are text. */
function quotedRow(
  text: string,
  from: number,
  marks: Marks,
  { rowDelimiter, columnDelimiter }: Csv,
  most: number,
): { readonly fields: (string | null)[]; readonly end: number } | undefined {
  const fields: (string | null)[] = [];
  let at = from;
  for (;;) {
    let field: string | null = null;
    if (text.charCodeAt(at) === 34) {
      field = '';
      do {
        at++;
        const end = marks.quote.from(at);
        if (end === text.length) return undefined;
        field += text.slice(at, end);
        at = end + 1;
        if (text.charCodeAt(at) === 34) field += '"';
      } while (text.charCodeAt(at) === 34);
    }
    // What stands before the next delimiter: the whole field, or what follows its closing quote.
    const more = marks.column.from(at) < marks.row.from(at);
    const end = more ? marks.column.from(at) : marks.row.from(at);
    const stop = !more && rowDelimiter === '\n' && end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
    if (stop > at) field = (field ?? '') + text.slice(at, stop);
    if (fields.length < most) fields.push(field);
    if (!more) return { fields, end };
    at = end + columnDelimiter.length;
  }
}
