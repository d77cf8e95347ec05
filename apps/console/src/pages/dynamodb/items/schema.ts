import type { AttributeDefinition, KeySchemaElement, TableDescription } from '@aws-sdk/client-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../values/attribute.js';

export type KeyType = 'S' | 'N' | 'B';

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
  readonly role: 'HASH' | 'RANGE';
}

/** What can be queried: the table, or one of its indexes. */
export interface Source {
  /** Undefined is the table itself. */
  readonly index: string | undefined;
  readonly kind: 'table' | 'local' | 'global';
  /** Partition keys first; global indexes may have several of each. */
  readonly keys: readonly KeyAttribute[];
}

export function sourcesOf(table: TableDescription): Source[] {
  const { KeySchema, AttributeDefinitions, LocalSecondaryIndexes = [], GlobalSecondaryIndexes = [] } = table;
  return [
    { index: undefined, kind: 'table', keys: keysOf(KeySchema, AttributeDefinitions) },
    ...LocalSecondaryIndexes.map(({ IndexName, KeySchema: keys }) => ({
      index: IndexName ?? '',
      kind: 'local' as const,
      keys: keysOf(keys, AttributeDefinitions),
    })),
    ...GlobalSecondaryIndexes.map(({ IndexName, KeySchema: keys }) => ({
      index: IndexName ?? '',
      kind: 'global' as const,
      keys: keysOf(keys, AttributeDefinitions),
    })),
  ];
}

export function keysOf(
  schema: readonly KeySchemaElement[] = [],
  definitions: readonly AttributeDefinition[] = [],
): KeyAttribute[] {
  return schema
    .map(({ AttributeName = '', KeyType: role }): KeyAttribute => {
      const type = definitions.find((one) => one.AttributeName === AttributeName)?.AttributeType;
      return {
        name: AttributeName,
        type: type === 'N' || type === 'B' ? type : 'S',
        role: role === 'RANGE' ? 'RANGE' : 'HASH',
      };
    })
    .toSorted((a, b) => (a.role === b.role ? 0 : a.role === 'HASH' ? -1 : 1));
}

export type Key = Record<string, AttributeValue>;

/** The key of an item; undefined when it was not read with it. */
export function keyOf(item: Item, keys: readonly KeyAttribute[]): Key | undefined {
  const key: Key = {};
  for (const { name } of keys) {
    const value = item[name];
    if (value === undefined) return undefined;
    key[name] = value;
  }
  return key;
}
