import { recordWriter, typeText, type Column, type Value } from '@paddock/sql/records';
import type { LiveStream } from './running/contract.js';

/** An in-application stream with its latest rows, oldest first; their values as output records have them. @param limit of rows */
export function inAppStreamView({ name, kind, columns, count, rows }: LiveStream, limit: number) {
  const texts = columns.map(textOf);
  return {
    Name: name,
    Kind: kinds[kind],
    Columns: columns.map((column) => ({ Name: column.name, SqlType: typeText(column.type) })),
    RecordCount: count,
    Rows: rows.slice(-limit).map(({ time, values }) => ({
      RowTime: rowTime(time) ?? '',
      Values: texts.map((text, place) => text(values[place] ?? null) as string),
    })),
  };
}

const kinds = { source: 'SOURCE', created: 'CREATED', error: 'ERROR' } as const;

/** A value's text in a CSV record, without the quotes around it. */
function textOf(column: Column): (value: Value) => string | null {
  const write = recordWriter('CSV', [column]);
  return (value) => {
    if (value === null) return null;
    const field = write([value]).slice(0, -1);
    return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
  };
}

const rowTime = textOf({ name: 'ROWTIME', type: { kind: 'TIMESTAMP' } });
