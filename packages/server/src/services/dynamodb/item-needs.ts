import type { AuthorizationNeed, NeedKeys, RequestContext } from '../../request-context.js';
import { namedTable } from './addressing.js';
import type { DynamoDbContext } from './context.js';
import { indexArn, tableArn } from './domain/table.js';

interface ItemInput {
  readonly TableName: string;
  readonly IndexName?: string | undefined;
}

/** The need of an operation on the items of one table, or of one of its indexes. */
export const itemNeeds =
  (action: string, keys?: (context: DynamoDbContext, input: ItemInput, request: RequestContext) => NeedKeys) =>
  (context: DynamoDbContext, input: ItemInput, request: RequestContext): AuthorizationNeed => {
    const table = namedTable(input.TableName, request);
    const resource = input.IndexName === undefined ? tableArn(table) : indexArn(table, input.IndexName);
    return {
      action: `dynamodb:${action}`,
      resources: [resource],
      ...(keys && { keys: keys(context, input, request) }),
    };
  };
