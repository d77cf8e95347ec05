import { required, structure, type Infer } from '@paddock/wire';
import { namedTable, usableTable } from '../addressing.js';
import { collectionMetrics, type ItemCollectionMetrics } from '../collection-metrics.js';
import { ConsumedCapacities } from '../consumed.js';
import { operation } from '../context.js';
import { transactionErrors } from '../declared-errors.js';
import { itemSize } from '../domain/value-size.js';
import { transactionTooLarge } from '../errors.js';
import { accessNeeds, keyed, namesOf, type AccessSchema } from '../item-access.js';
import { checkWrite, deleteWrite, putWrite, updateWrite } from '../item-writes.js';
import { transactionBytes } from '../limits.js';
import type { TransactWrite } from '../requests/parsed.js';
import { parseTransactWrite } from '../requests/transact.js';
import * as shapes from '../shapes.js';
import { ConsumedCapacityMultiple, ItemCollectionMetricsPerTable, TransactWriteItemList } from '../structures.js';
import type { TableView } from '../table-view.js';
import { addTransactionCapacity, asReason } from '../transaction-parts.js';
import { sameText, transact, type PlannedAction } from '../transactions.js';
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
  errors: transactionErrors,
  validate: validateTransactWriteItems,
  needs: (context, input, request) =>
    accessNeeds(
      context,
      input.TransactItems.flatMap((action, i) => {
        const [kind, on] = kindOf(action);
        if (on === undefined) return [];
        return {
          action: kind,
          to: {
            table: on.TableName,
            returnConsumedCapacity: input.ReturnConsumedCapacity,
            enclosing: 'TransactWriteItems' as const,
            access: (schema: AccessSchema) => {
              const parsed = parseTransactWrite(input)[i];
              if (parsed === undefined) return {};
              const item = parsed.kind === 'put' ? parsed.item : parsed.key;
              const actions = parsed.kind === 'update' ? parsed.update.actions : [];
              return {
                leading: keyed(item, schema),
                attributes: namesOf({ item, condition: parsed.condition, actions }),
                returnValues: 'NONE',
                onFailure: parsed.onFailure,
              };
            },
          },
        };
      }),
      request,
    ),
  async run(context, input, request) {
    const actions = parseTransactWrite(input);
    const bytes = actions.reduce(
      (sum, action) => sum + (action.kind === 'put' ? action.itemSize : itemSize(action.key)),
      0,
    );
    const views: TableView[] = [];
    const plan = async (): Promise<PlannedAction[]> => {
      views.length = 0;
      // Every table is looked up before any key is compared.
      for (const { table } of actions) views.push(await usableTable(context, namedTable(table, request)));
      if (bytes > transactionBytes) throw transactionTooLarge();
      return actions.map((action, i) => asReason(() => planned(views[i], action)));
    };
    const token = input.ClientRequestToken;
    const { account } = request.principal;
    const { written, replayed } = await transact(
      context,
      plan,
      token === undefined ? undefined : { account, region: request.region, token, request: sameText(actions) },
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

type ActionInput = Infer<typeof TransactWriteItemList>[number];

/** The IAM action of one action, and what it names its table by. */
function kindOf(action: ActionInput): [string, { readonly TableName: string } | undefined] {
  if (action.ConditionCheck) return ['ConditionCheckItem', action.ConditionCheck];
  if (action.Put) return ['PutItem', action.Put];
  if (action.Delete) return ['DeleteItem', action.Delete];
  return ['UpdateItem', action.Update];
}

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
