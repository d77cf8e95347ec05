import {
  DescribeTableCommand,
  paginateListTables,
  DynamoDBClient,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import { useClient } from '../../../session/use-session.js';
import { isCode } from '../../../shared/aws-problem.js';
import { collect, useAws } from '../../../shared/use-aws.js';

/** Names of all tables, 2,500 at most. */
export const listTables = (client: DynamoDBClient, signal: AbortSignal): Promise<string[]> =>
  collect(paginateListTables({ client }, {}, { abortSignal: signal }), ({ TableNames }) => TableNames);

export async function describeTable(
  client: DynamoDBClient,
  name: string,
  signal?: AbortSignal,
): Promise<TableDescription> {
  const { Table } = await client.send(
    new DescribeTableCommand({ TableName: name }),
    signal ? { abortSignal: signal } : {},
  );
  return Table ?? {};
}

/** Whether something about the table is under way. */
export const isChanging = (table: TableDescription | undefined): boolean =>
  table !== undefined &&
  ((table.TableStatus ?? 'ACTIVE') !== 'ACTIVE' ||
    (table.GlobalSecondaryIndexes ?? []).some(({ IndexStatus }) => IndexStatus !== 'ACTIVE'));

/** A table, followed closely while it changes. */
export function useTable(name: string) {
  const client = useClient(DynamoDBClient);
  return useAws(['dynamodb', 'table', name], ({ signal }) => describeTable(client, name, signal), {
    every: (table) => (isChanging(table) ? 1500 : 15_000),
    enabled: name !== '',
  });
}

export function useTableNames() {
  const client = useClient(DynamoDBClient);
  return useAws(['dynamodb', 'names'], ({ signal }) => listTables(client, signal), { every: 15_000 });
}

/** One row of the list: what DescribeTable says, or why it says nothing. */
export interface ListedTable {
  readonly name: string;
  readonly table?: TableDescription;
  readonly error?: unknown;
}

/** All tables, described eight at a time. One that may not be described is there with its name. */
export async function loadTables(client: DynamoDBClient, signal: AbortSignal): Promise<ListedTable[]> {
  const names = await listTables(client, signal);
  const found: ListedTable[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < names.length; index = next++) {
      const name = names[index] ?? '';
      try {
        found[index] = { name, table: await describeTable(client, name, signal) };
      } catch (error) {
        // Deleted since it was listed.
        if (!isCode(error, 'ResourceNotFoundException')) found[index] = { name, error };
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return found.filter((one) => one !== undefined);
}
