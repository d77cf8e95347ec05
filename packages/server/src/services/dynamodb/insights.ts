import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import { namedTable } from './addressing.js';
import type { DynamoDbContext } from './context.js';
import { indexArn, tableArn, type Insights, type Table } from './domain/table.js';
import { invalid, tableNotFound } from './errors.js';
import { resourceNotFound } from './table-errors.js';

/** What of an operation on contributor insights names the table, or one of its global indexes. */
export interface InsightsInput {
  readonly TableName: string;
  readonly IndexName?: string | undefined;
}

/** The need of operations on contributor insights. */
export const onInsights =
  (action: string) =>
  (_context: DynamoDbContext, { TableName, IndexName }: InsightsInput, request: RequestContext): AuthorizationNeed => {
    const table = namedTable(TableName, request);
    return {
      action: `dynamodb:${action}`,
      resources: [IndexName === undefined ? tableArn(table) : indexArn(table, IndexName)],
    };
  };

/** AWS checks an index's name here in words of its own. @throws ValidationException */
export function checkIndexName(name: string | undefined): void {
  if (name !== undefined && (name.length < 3 || name.length > 255)) {
    throw invalid('IndexName must be at least 3 characters long and at most 255 characters long');
  }
}

/** @throws ResourceNotFoundException for a table that is not there yet, and an index that is not a global one */
export function checkThere(table: Table, index: string | undefined): void {
  if (table.status === 'CREATING') throw tableNotFound(table.name);
  if (index !== undefined && !table.globals.some(({ name }) => name === index)) {
    throw resourceNotFound(`Index: ${index} not found for table: ${table.name}`);
  }
}

/** The rules of CloudWatch that count keys; they are named, and count nothing here. */
export function rulesOf(table: Table, index: string | undefined, { mode, updated }: Insights): string[] {
  const global = table.globals.find(({ name }) => name === index);
  const hasRange = global ? global.range.length > 0 : table.range !== undefined;
  const kinds = ['PKC', 'PKT', ...(hasRange ? ['SKC', 'SKT'] : [])];
  return kinds
    .filter((kind) => mode !== 'THROTTLED_KEYS' || kind.endsWith('T'))
    .map((kind) => `DynamoDBContributorInsights-${kind}-${index ?? table.name}-${updated}`);
}
