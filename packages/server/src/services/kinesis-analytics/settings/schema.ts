import { parseColumnType } from '@paddock/sql/records';
import type { RecordColumn, RecordFormat, SourceSchema } from '../domain/application.js';
import { columnTwice, typeInvalid } from './errors.js';
import type { GivenColumn, GivenFormat, GivenSchema, GivenSchemaUpdate } from './given.js';
import { checkName } from './names.js';

/**
 * The schema of an input's or a reference table's records. Row paths and mappings are taken as they are, as AWS does.
 * @throws InvalidArgumentException for columns that a stream cannot have
 */
export const sourceSchema = (given: GivenSchema): SourceSchema => ({
  format: recordFormat(given.RecordFormat),
  ...(given.RecordEncoding === undefined ? {} : { encoding: given.RecordEncoding }),
  columns: recordColumns(given.RecordColumns),
});

/** @throws InvalidArgumentException as `sourceSchema` */
export const updatedSchema = (before: SourceSchema, given: GivenSchemaUpdate): SourceSchema => ({
  ...before,
  ...(given.RecordFormatUpdate === undefined ? {} : { format: recordFormat(given.RecordFormatUpdate) }),
  ...(given.RecordEncodingUpdate === undefined ? {} : { encoding: given.RecordEncodingUpdate }),
  ...(given.RecordColumnUpdates === undefined ? {} : { columns: recordColumns(given.RecordColumnUpdates) }),
});

function recordFormat({ RecordFormatType: type, MappingParameters: mapping }: GivenFormat): RecordFormat {
  const json = mapping?.JSONMappingParameters;
  const csv = mapping?.CSVMappingParameters;
  return {
    type,
    ...(json === undefined ? {} : { json: { rowPath: json.RecordRowPath } }),
    ...(csv === undefined
      ? {}
      : { csv: { rowDelimiter: csv.RecordRowDelimiter, columnDelimiter: csv.RecordColumnDelimiter } }),
  };
}

function recordColumns(given: readonly GivenColumn[]): RecordColumn[] {
  const names = new Set<string>();
  return given.map(({ Name: name, Mapping: mapping, SqlType: sqlType }) => {
    checkName('The column name', name);
    if (names.has(name)) throw columnTwice(name);
    names.add(name);
    if (parseColumnType(sqlType) === undefined) throw typeInvalid(name, sqlType);
    return { name, ...(mapping === undefined ? {} : { mapping }), sqlType };
  });
}
