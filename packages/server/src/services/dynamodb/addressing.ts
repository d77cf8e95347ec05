import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { DynamoDbContext } from './context.js';
import { tableArn, type TableName } from './domain/table.js';
import { notFound, wrongArnPart } from './errors.js';
import { TableChangedError } from './items.js';
import type { TableView } from './table-view.js';

const ARN = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):([^/]+)\/(.*)$/s;

/**
 * The table that `TableName` says, a name or an ARN.
 * @throws ValidationException for an ARN of another region
 */
export function namedTable(tableName: string, request: Pick<RequestContext, 'principal' | 'region'>): TableName {
  const { account } = request.principal;
  const { region } = request;
  if (!tableName.startsWith('arn:')) return { account, region, name: tableName };
  const [, partition, service, arnRegion, arnAccount, kind, name] = ARN.exec(tableName) ?? [];
  if (partition !== 'aws') throw wrongArnPart('AWS partition');
  if (service !== 'dynamodb') throw wrongArnPart('service');
  if (arnRegion !== region) throw wrongArnPart('AWS region');
  if (kind !== 'table' || name === undefined || arnAccount === undefined) throw wrongArnPart('resource type');
  return { account: arnAccount, region, name };
}

/** The need of an operation on one table. */
export const onTable =
  (action: string) =>
  (_context: DynamoDbContext, input: { readonly TableName: string }, request: RequestContext): AuthorizationNeed => ({
    action: `dynamodb:${action}`,
    resources: [tableArn(namedTable(input.TableName, request))],
  });

/** @throws ResourceNotFoundException, in the words of operations on items, also while the table is created or deleted */
export async function usableTable(context: DynamoDbContext, named: TableName): Promise<TableView> {
  const view = context.store.peekTable(named) ?? (await context.store.table(named));
  if (view === undefined || view.table.status === 'CREATING' || view.table.status === 'DELETING') throw notFound();
  return view;
}

/** Runs with the table as it is, and again when its definition changed meanwhile. */
export async function withTable<T>(
  context: DynamoDbContext,
  named: TableName,
  run: (view: TableView) => Promise<T>,
): Promise<T> {
  return whileTablesChange(context, async () => run(await usableTable(context, named)));
}

/** Nobody changes tables so fast. */
const mostAttempts = 100;

/** Runs something that looks tables up and writes to them, and again when the definition of one of them changed in between. */
export async function whileTablesChange<T>({ store }: DynamoDbContext, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof TableChangedError) || attempt === mostAttempts) throw error;
      // The change may not have been told here yet.
      for (const table of error.tables) store.forgetTable(table);
    }
  }
}
