import assert from 'node:assert/strict';
import type { AttributeValue, CreateTableInput, DynamoDB } from '@aws-sdk/client-dynamodb';
import { definitions, keySchema } from '../harness/dynamodb.js';

export type Item = Record<string, AttributeValue>;

interface IndexModel {
  readonly name: string;
  readonly hash: readonly string[];
  readonly range: readonly string[];
  /** Names of attributes, or all of them. */
  readonly projected: readonly string[] | 'ALL';
}

/** Sparse ones, one of several attributes, one that turns the table round; and two that are local. */
export const globals: readonly IndexModel[] = [
  { name: 'sparse', hash: ['s'], range: [], projected: [] },
  { name: 'several', hash: ['a', 'b'], range: ['c', 'd'], projected: ['x'] },
  { name: 'turned', hash: ['sk'], range: ['pk'], projected: 'ALL' },
];
export const locals: readonly IndexModel[] = [
  { name: 'byC', hash: ['pk'], range: ['c'], projected: [] },
  { name: 'byS', hash: ['pk'], range: ['s'], projected: ['x', 'y'] },
];

const tableKeys = ['pk', 'sk'];

/** What CreateTable takes beside the keys `pk` and `sk:N`. */
export const indexed: Pick<
  CreateTableInput,
  'AttributeDefinitions' | 'GlobalSecondaryIndexes' | 'LocalSecondaryIndexes'
> = {
  AttributeDefinitions: definitions('s', 'a', 'b:N', 'c:N', 'd:B'),
  GlobalSecondaryIndexes: globals.map(definitionOf),
  LocalSecondaryIndexes: locals.map(definitionOf),
};

function definitionOf({ name, hash, range, projected }: IndexModel) {
  return {
    IndexName: name,
    KeySchema: keySchema(hash, range),
    Projection:
      projected === 'ALL'
        ? { ProjectionType: 'ALL' as const }
        : projected.length === 0
          ? { ProjectionType: 'KEYS_ONLY' as const }
          : { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...projected] },
  };
}

/** Every item of the table, or of an index. */
export async function scanAll(dynamo: DynamoDB, TableName: string, IndexName?: string): Promise<Item[]> {
  const items: Item[] = [];
  let last: Item | undefined;
  do {
    const page = await dynamo.scan({
      TableName,
      ...(IndexName === undefined ? { ConsistentRead: true } : { IndexName }),
      ...(last === undefined ? {} : { ExclusiveStartKey: last }),
    });
    items.push(...(page.Items ?? []));
    last = page.LastEvaluatedKey;
  } while (last !== undefined);
  return items;
}

/** Each index holds what the table's items imply, no more and no less. Gives the table's items. */
export async function assertInStep(dynamo: DynamoDB, TableName: string): Promise<Item[]> {
  const items = await scanAll(dynamo, TableName);
  assert.equal(new Set(items.map(keyText)).size, items.length, 'each key once');
  for (const index of [...globals, ...locals]) {
    const found = await scanAll(dynamo, TableName, index.name);
    assert.deepEqual(
      texts(found),
      texts(items.flatMap((item) => [entryOf(index, item)].filter((entry) => entry !== undefined))),
      index.name,
    );
  }
  return items;
}

/** What the index holds of an item; undefined when the item lacks one of its keys. */
function entryOf({ hash, range, projected }: IndexModel, item: Item): Item | undefined {
  const keys = [...hash, ...range];
  if (keys.some((name) => item[name] === undefined)) return undefined;
  if (projected === 'ALL') return item;
  const names = new Set([...tableKeys, ...keys, ...projected]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}

export const keyText = (item: Item): string => `${item['pk']?.S} ${item['sk']?.N}`;

/** Items in an order of their own, each with its attributes in order. */
export const texts = (items: readonly Item[]): string[] =>
  items
    .map((item) =>
      JSON.stringify(
        Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)),
        (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value),
      ),
    )
    .toSorted();
