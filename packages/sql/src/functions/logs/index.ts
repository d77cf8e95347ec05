import type { RowFunction } from '../../bind/row-function.js';
import { fastRegexLogParsers } from './fast-regex-log-parse.js';
import { fixedColumnLogParse } from './fixed-column.js';
import { regexLogParse } from './regex-log-parse.js';
import { sysLogParse } from './sys-log.js';
import { variableColumnLogParse } from './variable-column.js';
import { w3cLogParse } from './w3c-log.js';

/** Their patterns and columns are constants: a program's columns must be known before its rows. */
export const logFunctions: readonly RowFunction[] = [
  ...fastRegexLogParsers,
  fixedColumnLogParse,
  regexLogParse,
  sysLogParse,
  variableColumnLogParse,
  w3cLogParse,
];
