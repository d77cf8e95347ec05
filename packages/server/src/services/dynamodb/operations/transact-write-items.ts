import { required, structure } from '@paddock/wire';
import type { AuthorizationNeed } from '../../../request-context.js';
import { namedTable, usableTable } from '../addressing.js';
import { collectionMetrics, type ItemCollectionMetrics } from '../collection-metrics.js';
import { ConsumedCapacities } from '../consumed.js';
import { operation } from '../context.js';
import { tableArn } from '../domain/table.js';
import { checkWrite, deleteWrite, putWrite, updateWrite } from '../item-writes.js';
import type { TransactWrite } from '../requests/parsed.js';
import { parseTransactWrite } from '../requests/transact.js';
import * as shapes from '../shapes.js';
import { ConsumedCapacityMultiple, ItemCollectionMetricsPerTable, TransactWriteItemList } from '../structures.js';
import type { TableView } from '../table-view.js';
import { addTransactionCapacity, asReason } from '../transaction-parts.js';
import { transact, type PlannedAction } from '../transactions.js';
import { validateTransactWriteItems } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const transactWriteItems = operation({
  name: 'TransactWriteItems',
  input: structure('TransactWriteItemsInput', {
    TransactItems: required(TransactWriteItemList),
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
    ReturnItemCollectionMetrics: shapes.ReturnItemCollectionMetrics,
    ClientRequestToken: shapes.ClientRequestToken,
  }),
  output: structure('TransactWriteItemsOutput', {
    ConsumedCapacity: ConsumedCapacityMultiple,
    ItemCollectionMetrics: ItemCollectionMetricsPerTable,
  }),
  errors: [
    'ResourceNotFoundException',
    'TransactionCanceledException',
    'TransactionInProgressException',
    'IdempotentParameterMismatchException',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'InternalServerError',
    'ThrottlingException',
  ],
  validate: validateTransactWriteItems,
  needs: (_context, input, request): AuthorizationNeed[] =>
    input.TransactItems.flatMap((action) => {
      const need = (name: string, on: { readonly TableName: string } | undefined): AuthorizationNeed[] =>
        on ? [{ action: `dynamodb:${name}`, resources: [tableArn(namedTable(on.TableName, request))] }] : [];
      return [
        ...need('ConditionCheckItem', action.ConditionCheck),
        ...need('PutItem', action.Put),
        ...need('DeleteItem', action.Delete),
        ...need('UpdateItem', action.Update),
      ];
    }),
  async run(context, input, request) {
    const actions = parseTransactWrite(input);
    const views: TableView[] = [];
    const plan = async (): Promise<PlannedAction[]> => {
      views.length = 0;
      // Every table is looked up before any key is compared.
      for (const { table } of actions) views.push(await usableTable(context, namedTable(table, request)));
      return actions.map((action, i) => asReason(() => planned(views[i], action)));
    };
    const token = input.ClientRequestToken;
    const { account } = request.principal;
    const { written, replayed } = await transact(
      context,
      plan,
      token === undefined ? undefined : { account, region: request.region, token, request: JSON.stringify(actions) },
    );
    const capacities = new ConsumedCapacities(
      input.ReturnConsumedCapacity,
      replayed ? 'ReadCapacityUnits' : 'WriteCapacityUnits',
    );
    const metrics: Record<string, ItemCollectionMetrics[]> = Object.create(null) as Record<
      string,
      ItemCollectionMetrics[]
    >;
    for (const [i, action] of actions.entries()) {
      const [view, outcome] = [views[i], written[i]];
      if (view === undefined || outcome === undefined) continue;
      addTransactionCapacity(capacities, action.table, view, outcome, replayed);
      const of = action.kind === 'put' ? action.item : action.key;
      const metric = collectionMetrics(view, of, input.ReturnItemCollectionMetrics);
      if (metric && action.kind !== 'check') (metrics[action.table] ??= []).push(metric);
    }
    return {
      ConsumedCapacity: capacities.list(),
      ItemCollectionMetrics: Object.keys(metrics).length === 0 ? undefined : metrics,
    };
  },
});

function planned(view: TableView | undefined, action: TransactWrite): PlannedAction {
  if (view === undefined) throw new Error('an action has a table');
  switch (action.kind) {
    case 'put':
      return putWrite(view, action);
    case 'delete':
      return deleteWrite(view, action);
    case 'update':
      return updateWrite(view, action);
    case 'check':
      return checkWrite(view, action);
  }
}
