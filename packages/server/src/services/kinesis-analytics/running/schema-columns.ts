import { parseColumnType, type InputColumn, type InputFormat } from '@paddock/sql/records';
import type { RecordColumn, SourceSchema } from '../domain/application.js';

/** Columns as records are read into them; their types were checked when they were given. */
export const columnsOf = ({ columns }: SourceSchema): InputColumn[] => columns.map(columnOf);

function columnOf({ name, sqlType, mapping }: RecordColumn): InputColumn {
  const type = parseColumnType(sqlType) ?? { kind: 'VARCHAR', length: 65_535 };
  return mapping === undefined ? { name, type } : { name, type, mapping };
}

export function formatOf({ format }: SourceSchema): InputFormat {
  if (format.type === 'JSON') return { kind: 'JSON', rowPath: format.json?.rowPath ?? '$' };
  const { rowDelimiter = '\n', columnDelimiter = ',' } = format.csv ?? {};
  return { kind: 'CSV', rowDelimiter, columnDelimiter };
}
