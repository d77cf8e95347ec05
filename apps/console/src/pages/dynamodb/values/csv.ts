import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { fromBase64, numberFault, toBase64, typed, type AttributeType, type Item } from './attribute.js';
import { itemFromDynamo, toDynamoJson } from './dynamo-json.js';
import { parseJson, TextFault } from './json-tree.js';

/** Rows of RFC 4180, with CRLF. @param withMark begins with U+FEFF, by which Excel knows that it is UTF-8 */
export function writeCsv(rows: readonly (readonly string[])[], withMark = false): string {
  const text = rows.map((row) => row.map(quoted).join(',')).join('\r\n');
  return `${withMark ? '\uFEFF' : ''}${text}\r\n`;
}

const quoted = (cell: string): string => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** @throws TextFault for a quote that does not end, or something behind one */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    let cell: string;
    if (text[at] === '"') {
      const begin = at++;
      cell = '';
      for (;;) {
        const end = text.indexOf('"', at);
        if (end < 0) throw new TextFault(begin, 'csv.open');
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at++;
      }
      if (at < text.length && !/[,\r\n]/.test(text[at] ?? '')) throw new TextFault(at, 'csv.after');
    } else {
      const rest = /[^,\r\n]*/y;
      rest.lastIndex = at;
      cell = rest.exec(text)?.[0] ?? '';
      at += cell.length;
    }
    row.push(cell);
    if (text[at] === ',') {
      at++;
      if (at === text.length) row.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at++;
    at++;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

/** Strings and numbers as they are, binary values in base64, the rest in DynamoDB's JSON; an absent attribute is an empty cell. */
export const itemsToRows = (items: readonly Item[], names: readonly string[]): string[][] => [
  [...names],
  ...items.map((item) => names.map((name) => cellOf(Object.hasOwn(item, name) ? item[name] : undefined))),
];

function cellOf(value: AttributeValue | undefined): string {
  if (value === undefined) return '';
  const one = typed(value);
  if (one.type === 'S' || one.type === 'N') return one.value;
  if (one.type === 'B') return toBase64(one.value);
  if (one.type === 'BOOL') return String(one.value);
  return JSON.stringify(toDynamoJson(value));
}

/** How a column of a file is read: one of the types, or `json`: DynamoDB's JSON. */
export type CellType = Extract<AttributeType, 'S' | 'N' | 'B' | 'BOOL'> | 'json';

/** What all of a column's cells are; a string when in doubt, so 007 stays what it is. */
export function guessType(cells: readonly string[]): CellType {
  const full = cells.filter((cell) => cell !== '');
  if (full.length === 0) return 'S';
  if (full.every((cell) => /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(cell) && numberFault(cell) === undefined))
    return 'N';
  if (full.every((cell) => cell === 'true' || cell === 'false')) return 'BOOL';
  if (full.every((cell) => readCell(cell, 'json') !== undefined)) return 'json';
  return 'S';
}

/** Undefined for what is not of that type. */
export function readCell(cell: string, type: CellType): AttributeValue | undefined {
  if (type === 'S') return { S: cell };
  if (type === 'N') return numberFault(cell) === undefined ? { N: cell.trim() } : undefined;
  if (type === 'BOOL') return /^(true|false)$/i.test(cell) ? { BOOL: cell.toLowerCase() === 'true' } : undefined;
  if (type === 'B') {
    const bytes = fromBase64(cell);
    return bytes && { B: bytes };
  }
  try {
    return itemFromDynamo({ kind: 'object', at: 0, entries: [{ at: 0, name: 'cell', value: parseJson(cell) }] })[
      'cell'
    ];
  } catch {
    return undefined;
  }
}
