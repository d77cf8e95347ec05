import { splitCsv } from '../records/csv-reader.js';
import type { InputFormat } from '../records/input-format.js';
import { columnNames } from './column-names.js';
import { ColumnType } from './column-type.js';
import { type DiscoveredColumn, mostSampledRows } from './discovered-schema.js';

type Fields = readonly (string | null)[];

/** The columns of a CSV source, with the delimiter by which most of its rows have equally many fields, and more than one. */
export function discoverCsv(
  texts: readonly string[],
): { readonly format: InputFormat; readonly columns: readonly DiscoveredColumn[] } | undefined {
  const rowDelimiter = texts.some((text) => text.includes('\r\n')) ? '\r\n' : '\n';
  let best: { readonly format: InputFormat; readonly rows: readonly Fields[]; readonly share: number } | undefined;
  for (const columnDelimiter of [',', '\t', '|', ';']) {
    const format = { kind: 'CSV', rowDelimiter, columnDelimiter } as const;
    const rows = fieldsOf(texts, format);
    const width = mostCommon(rows.map((fields) => fields.length));
    const alike = rows.filter((fields) => fields.length === width);
    const share = alike.length / rows.length;
    if (width > 1 && width <= mostColumns && share >= 0.8 && share > (best?.share ?? 0))
      best = { format, rows: alike, share };
  }
  if (best === undefined) return undefined;
  const [first = [], ...others] = best.rows;
  const header = isHeader(first, others);
  const rows = header ? others : best.rows;
  const types = first.map((_, place) => typeOf(rows, place));
  const names = columnNames(first.map((field) => (header ? (field ?? '') : '')));
  return {
    format: best.format,
    columns: names.map((name, place) => ({ name, sqlType: types[place]?.sqlType ?? 'VARCHAR(4)' })),
  };
}

/** As many as a schema may have. */
const mostColumns = 1_000;

function fieldsOf(texts: readonly string[], format: Extract<InputFormat, { kind: 'CSV' }>): Fields[] {
  const rows: Fields[] = [];
  for (const text of texts)
    for (const { fields } of splitCsv(text, format, mostColumns + 1)) {
      if (rows.length === mostSampledRows) return rows;
      if (fields !== undefined) rows.push(fields);
    }
  return rows;
}

function mostCommon(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  let common = 0;
  for (const width of widths) {
    const count = (counts.get(width) ?? 0) + 1;
    counts.set(width, count);
    if (count > (counts.get(common) ?? 0)) common = width;
  }
  return common;
}

/** A first row of names: nothing but text, where others have a number, a time or a truth value. */
function isHeader(first: Fields, others: readonly Fields[]): boolean {
  const names = first.filter((field) => field !== null && !typeOf([[field]], 0).isTyped);
  if (names.length < first.length || new Set(names).size < first.length) return false;
  return first.some((_, place) => typeOf(others, place).isTyped);
}

function typeOf(rows: readonly Fields[], place: number): ColumnType {
  const type = new ColumnType();
  for (const fields of rows) {
    const field = fields[place] ?? null;
    if (field !== null) type.addText(field);
  }
  return type;
}
