import { RowError } from '../errors.js';

/** What can go wrong with a value, worded after the calculator that computes the service's rows, with its SQLSTATE. */
export const overflow = (): RowError => new RowError('Overflow during calculation or cast: Code=22003');
export const divisionByZero = (): RowError => new RowError('Division by zero: Code=22012');
export const invalidCharacter = (text: string): RowError =>
  new RowError(`Invalid character for cast: '${abbreviated(text)}': Code=22018`);
export const invalidDatetime = (text: string): RowError =>
  new RowError(`Invalid datetime format: '${abbreviated(text)}': Code=22007`);
export const stringTruncation = (text: string): RowError =>
  new RowError(`String right truncation: '${abbreviated(text)}': Code=22001`);
export const invalidEscape = (escape: string): RowError =>
  new RowError(`Invalid escape character '${abbreviated(escape)}': Code=22019`);
export const invalidEscapeSequence = (pattern: string): RowError =>
  new RowError(`Invalid escape sequence '${abbreviated(pattern)}': Code=22025`);
export const invalidPattern = (pattern: string): RowError =>
  new RowError(`Invalid regular expression '${abbreviated(pattern)}': Code=2201B`);

/** Messages end in a column of 4,096 characters: a value is named, not repeated. */
const abbreviated = (text: string): string => (text.length <= 200 ? text : `${text.slice(0, 200)}...`);
