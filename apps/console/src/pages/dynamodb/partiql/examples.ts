import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { keysOf, type KeyAttribute } from '../items/schema.js';
import { quotedName, quotedText } from './statements.js';

export type ExampleKind = 'scan' | 'query' | 'insert' | 'update' | 'delete';

/** Statements for a table that there is, with its own keys. */
export function examplesFor(table: TableDescription): Readonly<Record<ExampleKind, string>> {
  const name = quotedName(table.TableName ?? '');
  const keys = keysOf(table.KeySchema, table.AttributeDefinitions);
  const where = keys.map((key) => `${quotedName(key.name)} = ${literal(key)}`).join(' AND ');
  const [partition] = keys;
  const value = keys.map((key) => `${quotedText(key.name)}: ${literal(key)}`).join(', ');
  return {
    scan: `SELECT * FROM ${name}`,
    query: `SELECT * FROM ${name} WHERE ${partition ? `${quotedName(partition.name)} = ${literal(partition)}` : '…'}`,
    insert: `INSERT INTO ${name} VALUE {${value}, 'note': 'hello'}`,
    update: `UPDATE ${name} SET note = 'hello' WHERE ${where}`,
    delete: `DELETE FROM ${name} WHERE ${where}`,
  };
}

const literal = ({ type }: KeyAttribute): string => (type === 'N' ? '1' : `'value'`);
