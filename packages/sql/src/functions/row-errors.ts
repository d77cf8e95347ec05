import { RowError } from '../errors.js';

/** What only functions run into, with the SQLSTATE of each. Values that do not fit, and bad patterns, are worded in values/. */
export const negativeLength = (): RowError => new RowError('Substring error: negative length: Code=22011');
export const trimCharacter = (): RowError => new RowError('Trim error: not one character: Code=22027');
export const logarithmArgument = (): RowError => new RowError('Invalid argument for natural logarithm: Code=2201E');
export const powerArgument = (): RowError => new RowError('Invalid argument for power function: Code=2201F');
export const invalidFormat = (format: string): RowError =>
  new RowError(`Invalid datetime format: illegal pattern '${format.slice(0, 200)}': Code=22007`);
export const invalidReplacement = (replacement: string): RowError =>
  new RowError(`Invalid replacement '${replacement.slice(0, 200)}': Code=2201B`);
export const outOfRange = (what: string): RowError => new RowError(`Invalid ${what}: Code=22003`);
export const missingValue = (column: string): RowError =>
  new RowError(`NULL value for column '${column}' that takes none: Code=22004`);
