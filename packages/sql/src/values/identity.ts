import type { Value } from '../types/sql-type.js';

/** Takes a value that is not NULL. @throws RowError for what the target type does not hold */
export type Cast = (value: never) => Value;

/** The cast of what need not be cast: a compiler may leave it out. */
export const identity: Cast = (value) => value;
