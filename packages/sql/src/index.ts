export { RowError, SqlError, type Span } from './errors.js';
export { typeText, type Column, type SqlType, type Value } from './types/sql-type.js';
