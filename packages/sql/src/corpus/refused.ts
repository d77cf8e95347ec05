import type { Case } from './case.js';

/** A query that is refused, inserted into columns. */
export const refused = (into: string, sql: string, message: string): Case => ({
  name: sql.replaceAll('^', '').replaceAll(/\s+/gu, ' '),
  into,
  sql,
  refused: message,
});

export const source = 't VARCHAR(4), p INTEGER, d DOUBLE, e TIMESTAMP, b BOOLEAN';
export const intoInteger = 'x INTEGER';
