import type { Item } from '../values/attribute.js';
import { itemsToRows, writeCsv } from '../values/csv.js';
import { dynamoJsonText } from '../values/dynamo-json.js';
import { plainJsonText } from '../values/plain-json.js';
import { columnsOf } from './columns.js';
import type { KeyAttribute } from './schema.js';

export const exportFormats = ['dynamo', 'plain', 'csv'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportOptions {
  readonly format: ExportFormat;
  /** Of CSV: whether it begins with the byte order mark. */
  readonly hasMark: boolean;
  readonly keys: readonly KeyAttribute[];
}

/** A file's text: an array of items, or rows below a row of names. */
export function exportItems(items: readonly Item[], { format, hasMark, keys }: ExportOptions): string {
  if (format === 'csv') return writeCsv(itemsToRows(items, columnsOf(items, keys)), hasMark);
  const write = format === 'dynamo' ? dynamoJsonText : plainJsonText;
  return items.length === 0 ? '[]\n' : `[\n${items.map((item) => write(item, 0)).join(',\n')}\n]\n`;
}

export const exportTypes: Readonly<Record<ExportFormat, { readonly end: string; readonly type: string }>> = {
  dynamo: { end: 'json', type: 'application/json' },
  plain: { end: 'json', type: 'application/json' },
  csv: { end: 'csv', type: 'text/csv;charset=utf-8' },
};
