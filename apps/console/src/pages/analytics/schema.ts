import type { RecordColumn, SourceSchema } from '@aws-sdk/client-kinesis-analytics';

export interface DraftColumn {
  /** Tells rows of the form apart while they are edited. */
  readonly id: number;
  readonly name: string;
  readonly type: string;
  /** JSONPath, of JSON only. */
  readonly mapping: string;
}

/** A schema as the form has it. Delimiters are written with escapes: `\n`. */
export interface SchemaDraft {
  readonly format: 'JSON' | 'CSV';
  readonly encoding: string;
  readonly rowPath: string;
  readonly rowDelimiter: string;
  readonly columnDelimiter: string;
  readonly columns: readonly DraftColumn[];
}

let lastId = 0;
export const newColumn = (name = '', type = 'VARCHAR(16)', mapping = ''): DraftColumn => ({
  id: ++lastId,
  name,
  type,
  mapping,
});

export const emptySchema = (): SchemaDraft => ({
  format: 'JSON',
  encoding: 'UTF-8',
  rowPath: '$',
  rowDelimiter: '\\n',
  columnDelimiter: ',',
  columns: [],
});

export function draftOf(schema: SourceSchema): SchemaDraft {
  const { RecordFormat: format, RecordEncoding: encoding, RecordColumns: columns = [] } = schema;
  const json = format?.MappingParameters?.JSONMappingParameters;
  const csv = format?.MappingParameters?.CSVMappingParameters;
  return {
    format: format?.RecordFormatType === 'CSV' ? 'CSV' : 'JSON',
    encoding: encoding ?? '',
    rowPath: json?.RecordRowPath ?? '$',
    rowDelimiter: escaped(csv?.RecordRowDelimiter ?? '\n'),
    columnDelimiter: escaped(csv?.RecordColumnDelimiter ?? ','),
    columns: columns.map(({ Name = '', SqlType = '', Mapping = '' }) => newColumn(Name, SqlType, Mapping)),
  };
}

export function schemaOf(draft: SchemaDraft): SourceSchema {
  const isJson = draft.format === 'JSON';
  return {
    RecordFormat: {
      RecordFormatType: draft.format,
      MappingParameters: isJson
        ? { JSONMappingParameters: { RecordRowPath: draft.rowPath } }
        : {
            CSVMappingParameters: {
              RecordRowDelimiter: unescaped(draft.rowDelimiter),
              RecordColumnDelimiter: unescaped(draft.columnDelimiter),
            },
          },
    },
    ...(draft.encoding === '' ? {} : { RecordEncoding: draft.encoding }),
    RecordColumns: draft.columns.map(({ name, type, mapping }): RecordColumn => ({
      Name: name,
      SqlType: type.trim(),
      ...(isJson && mapping !== '' ? { Mapping: mapping } : {}),
    })),
  };
}

export type SchemaProblem =
  | 'schema.noColumns'
  | 'schema.tooMany'
  | 'schema.rowPath'
  | 'schema.delimiter'
  | 'schema.name'
  | 'schema.nameTwice'
  | 'schema.type'
  | 'schema.mapping';

export interface SchemaProblems {
  readonly columns?: SchemaProblem;
  readonly rowPath?: SchemaProblem;
  readonly rowDelimiter?: SchemaProblem;
  readonly columnDelimiter?: SchemaProblem;
  /** By the column's id. */
  readonly byColumn: ReadonlyMap<number, Partial<Record<'name' | 'type' | 'mapping', SchemaProblem>>>;
}

/** What the API would refuse, told without asking it. */
export function schemaProblems(draft: SchemaDraft): SchemaProblems {
  const byColumn = new Map<number, Partial<Record<'name' | 'type' | 'mapping', SchemaProblem>>>();
  const names = new Set<string>();
  for (const { id, name, type, mapping } of draft.columns) {
    const found: Partial<Record<'name' | 'type' | 'mapping', SchemaProblem>> = {};
    if (!/^[^-\s<>&]+$/.test(name)) found.name = 'schema.name';
    else if (names.has(name)) found.name = 'schema.nameTwice';
    names.add(name);
    if (!isColumnType(type)) found.type = 'schema.type';
    if (draft.format === 'JSON' && mapping !== '' && !mapping.startsWith('$')) found.mapping = 'schema.mapping';
    if (Object.keys(found).length > 0) byColumn.set(id, found);
  }
  const count = draft.columns.length;
  return {
    byColumn,
    ...(count === 0 ? { columns: 'schema.noColumns' as const } : {}),
    ...(count > 1000 ? { columns: 'schema.tooMany' as const } : {}),
    ...(draft.format === 'JSON' && !draft.rowPath.startsWith('$') ? { rowPath: 'schema.rowPath' as const } : {}),
    ...(draft.format === 'CSV' && draft.rowDelimiter === '' ? { rowDelimiter: 'schema.delimiter' as const } : {}),
    ...(draft.format === 'CSV' && draft.columnDelimiter === '' ? { columnDelimiter: 'schema.delimiter' as const } : {}),
  };
}

export const hasProblems = ({ byColumn, ...rest }: SchemaProblems): boolean =>
  byColumn.size > 0 || Object.keys(rest).length > 0;

/** What the field of types suggests. */
export const columnTypes: readonly string[] = [
  'BIGINT',
  'BOOLEAN',
  'DATE',
  'DECIMAL(10,2)',
  'DOUBLE',
  'INTEGER',
  'REAL',
  'SMALLINT',
  'TIME',
  'TIMESTAMP',
  'TINYINT',
  'VARBINARY(64)',
  'VARCHAR(4)',
  'VARCHAR(8)',
  'VARCHAR(16)',
  'VARCHAR(32)',
  'VARCHAR(64)',
  'VARCHAR(256)',
];

const isColumnType = (text: string): boolean =>
  /^\s*(BOOLEAN|TINYINT|SMALLINT|INT|INTEGER|BIGINT|REAL|DATE|DOUBLE|DOUBLE\s+PRECISION|(FLOAT|TIME|TIMESTAMP)(\s*\(\d+\))?|(CHAR|CHARACTER|VARCHAR|CHARACTER\s+VARYING|BINARY|VARBINARY)(\s*\(\d+\))?|(DECIMAL|DEC|NUMERIC)(\s*\(\d+(\s*,\s*\d+)?\))?)\s*$/i.test(
    text,
  );

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\\': '\\' };
export const unescaped = (text: string): string =>
  text.replace(/\\([nrt\\])/g, (_, letter: string) => escapes[letter] ?? letter);
export const escaped = (text: string): string =>
  text.replace(/[\n\r\t\\]/g, (sign) => ({ '\n': '\\n', '\r': '\\r', '\t': '\\t' })[sign] ?? '\\\\');
