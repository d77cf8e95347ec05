export { InputFormatError, parseColumnType, type InputColumn, type InputFormat } from './input-format.js';
export { recordReader, type ReadRow, type RecordReader } from './reader.js';
export { recordWriter, type OutputFormat } from './writer.js';
export { typeText, type Column, type SqlType, type Value } from '../types/sql-type.js';
