import type { Line } from './text-lines.js';

/** A row's fields; undefined for one that is not CSV. */
export type Row = readonly string[] | undefined;

/** In characters, over all the lines of a row. */
const longest = 16 * 1024 * 1024;

/** Makes rows of lines: a field in double quotes may go over several, and has double quotes twice. */
export class CsvRows {
  readonly #delimiter: string;
  #open: string | undefined;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The row that a line ends; `open` when it goes on in the next line. */
  add(line: Line): Row | 'open' {
    if (line === undefined) {
      this.#open = undefined;
      return undefined;
    }
    const text = this.#open === undefined ? line : `${this.#open}\n${line}`;
    const row = parseRow(text, this.#delimiter);
    this.#open = row === 'open' && text.length <= longest ? text : undefined;
    return row === 'open' && this.#open === undefined ? undefined : row;
  }

  /** Whether a row was begun that no line ended. */
  get isOpen(): boolean {
    return this.#open !== undefined;
  }
}

function parseRow(text: string, delimiter: string): Row | 'open' {
  const fields: string[] = [];
  for (let start = 0; ;) {
    if (text[start] !== '"') {
      const end = text.indexOf(delimiter, start);
      const field = text.slice(start, end === -1 ? undefined : end);
      if (field.includes('"')) return undefined;
      fields.push(field);
      if (end === -1) return fields;
      start = end + 1;
      continue;
    }
    const end = closingQuote(text, start + 1);
    if (end === -1) return 'open';
    fields.push(text.slice(start + 1, end).replaceAll('""', '"'));
    if (end + 1 === text.length) return fields;
    if (text[end + 1] !== delimiter) return undefined;
    start = end + 2;
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return -1;
}
