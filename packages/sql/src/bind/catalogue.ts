import { type Span, sqlErrorAt } from '../errors.js';
import type { Identifier, Insert, Name, Query } from '../syntax/ast.js';
import { TIMESTAMP, type Column, varchar } from '../types/sql-type.js';
import { objectName } from './context.js';
import { type Relation, fieldOf, itemsOf } from './relation.js';

/** A stream or table of the service, which a program may read without making it. */
export interface GivenRelation {
  readonly name: string;
  readonly columns: readonly Column[];
}

export type CatalogueObject =
  | { readonly kind: 'source' | 'table' | 'created'; readonly columns: readonly Column[] }
  | {
      readonly kind: 'view';
      readonly query: Query;
      readonly columns: readonly Identifier[] | undefined;
      readonly at: Span;
    };

/** A pump as it stands in the program: bound when it is made, and once more when all statements are done. */
export interface PumpDefinition {
  readonly started: boolean;
  readonly insert: Insert;
  readonly at: Span;
}

export const errorStreamName = 'error_stream';

/** https://docs.aws.amazon.com/kinesisanalytics/latest/dev/error-handling.html */
export const errorStreamColumns: readonly Column[] = [
  { name: 'ERROR_TIME', type: TIMESTAMP },
  { name: 'ERROR_LEVEL', type: varchar(10) },
  { name: 'ERROR_NAME', type: varchar(32) },
  { name: 'MESSAGE', type: varchar(4096) },
  { name: 'DATA_ROWTIME', type: TIMESTAMP },
  { name: 'DATA_ROW', type: varchar(49_152) },
  { name: 'PUMP_NAME', type: varchar(128) },
];

/** The service's own stream, however its name is written. */
export const isErrorStream = (name: string): boolean => name.toLowerCase() === errorStreamName;

/** What a stream or table of the catalogue yields. */
export function relationOf(name: string, object: Exclude<CatalogueObject, { kind: 'view' }>): Relation {
  const { columns } = object;
  const fields = columns.map((column) => fieldOf(column));
  const items = itemsOf(columns);
  if (object.kind === 'table')
    return { plan: { kind: 'values', columns, rows: [] }, streaming: false, fields, items, table: name };
  return { plan: { kind: 'stream', columns, stream: name }, streaming: true, fields, items };
}

export function notAllowed(action: string, name: Name) {
  return sqlErrorAt(name.at, `Not allowed to perform ${action} on ${objectName(name)}`);
}
