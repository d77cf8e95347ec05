export type { ResolvedTableFunction, RowTransformer, TableFunction, TableFunctionCall } from './table-function.js';
export { tableFunctions } from './table-functions.js';
