import type { RowFunction } from '../bind/row-function.js';
import { dateTimeFunctions } from './date-time/index.js';
import type { ScalarFunction } from './function.js';
import { logFunctions } from './logs/index.js';
import { numericFunctions } from './numeric/index.js';
import { stringFunctions } from './strings/index.js';

/**
 * The scalar functions of the reference, without those that the language itself has (COALESCE, NULLIF, MONOTONIC, CURRENT_TIMESTAMP and its like, CAST).
 * Words between operands come as the last operands, constants.
 */
export const scalarFunctions: readonly ScalarFunction[] = [
  ...dateTimeFunctions,
  ...numericFunctions,
  ...stringFunctions,
];

/** The log parsers, whose results are rows. */
export const rowFunctions: readonly RowFunction[] = logFunctions;
