import { AwsError } from '@paddock/wire';
import type { BoundOperation } from '../../operation.js';
import type { RequestContext } from '../../request-context.js';
import type { Clock } from '../../runtime/clock.js';
import { namedTable } from './addressing.js';
import type { TableName } from './domain/table.js';
import type { DynamoDbMetrics } from './metrics.js';
import { preparedStatement, type StatementInput } from './partiql/prepared.js';
import type { DynamoDbStore } from './store.js';
import { isThrottled } from './throttled.js';

/** The operation, with what CloudWatch is told of every request: its latency, or how it failed. */
export function observed(
  operation: BoundOperation,
  parts: { readonly store: DynamoDbStore; readonly metrics: DynamoDbMetrics; readonly clock: Clock },
): BoundOperation {
  const { metrics, store, clock } = parts;
  const { name } = operation;

  function succeeded(input: unknown, output: unknown, request: RequestContext): void {
    const latency = clock.monotonic() - request.started;
    for (const table of tablesOf(input, request)) {
      const view = store.peekTable(table);
      if (view !== undefined) metrics.succeeded(view.table, name, latency);
    }
    const { UnprocessedItems: items, UnprocessedKeys: keys } = (output ?? {}) as Record<string, object | undefined>;
    for (const rest of Object.keys(items ?? keys ?? {})) throttledAt(namedTable(rest, request));
  }

  function failed(input: unknown, error: unknown, request: RequestContext): void {
    const tables = tablesOf(input, request);
    if (!(error instanceof AwsError) || error.status >= 500) {
      for (const table of tables) {
        const view = store.peekTable(table);
        if (view !== undefined) metrics.systemError(view.table, name);
      }
      return;
    }
    if (isThrottled(error)) for (const table of tables) throttledAt(table);
    else if (error.code === 'ConditionalCheckFailedException')
      for (const table of tables) {
        const view = store.peekTable(table);
        if (view !== undefined) metrics.conditionFailed(view.table);
      }
    else metrics.userError({ account: request.principal.account, region: request.region });
  }

  function throttledAt(table: TableName): void {
    const view = store.peekTable(table);
    if (view !== undefined) metrics.throttledRequest(view.table, name);
  }

  return {
    ...operation,
    run(input, request) {
      let output: unknown;
      try {
        output = operation.run(input, request);
      } catch (error) {
        failed(input, error, request);
        throw error;
      }
      if (!(output instanceof Promise)) {
        succeeded(input, output, request);
        return output;
      }
      return output.then(
        (answered: unknown) => {
          succeeded(input, answered, request);
          return answered;
        },
        (error: unknown) => {
          failed(input, error, request);
          throw error;
        },
      );
    },
  };
}

/** The tables that a request is about; none when it names one in a way that is refused. */
function tablesOf(input: unknown, request: RequestContext): readonly TableName[] {
  try {
    return namesOf(input as Names).map((name) => namedTable(name, request));
  } catch {
    return [];
  }
}

interface Names {
  readonly TableName?: string;
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly TransactItems?: readonly Readonly<Record<string, { readonly TableName?: string } | undefined>>[];
  readonly Statement?: string;
  readonly Statements?: readonly StatementInput[];
  readonly TransactStatements?: readonly StatementInput[];
}

function namesOf(input: Names): readonly string[] {
  if (input.TableName !== undefined) return [input.TableName];
  if (input.RequestItems !== undefined) return Object.keys(input.RequestItems);
  if (input.Statement !== undefined) return [preparedStatement(input as StatementInput).table];
  const names = new Set<string>();
  for (const action of input.TransactItems ?? [])
    for (const part of Object.values(action)) if (part?.TableName !== undefined) names.add(part.TableName);
  for (const statement of input.Statements ?? input.TransactStatements ?? [])
    names.add(preparedStatement(statement).table);
  return [...names];
}
