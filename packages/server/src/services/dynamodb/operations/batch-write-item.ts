import { required, structure } from '@paddock/wire';
import { namedTable, usableTable, whileTablesChange } from '../addressing.js';
import { collectionMetrics, type ItemCollectionMetrics } from '../collection-metrics.js';
import { ConsumedCapacities } from '../consumed.js';
import { operation } from '../context.js';
import { tableArn } from '../domain/table.js';
import { duplicateKeys } from '../errors.js';
import { accessNeeds, keyed, namesOf } from '../item-access.js';
import { deleteWrite, putWrite } from '../item-writes.js';
import type { ItemWrite } from '../items.js';
import { keyOfBatchPut } from '../keys.js';
import { parseBatchWrite } from '../requests/batch-write.js';
import { tooManyItems } from '../requests/errors.js';
import * as shapes from '../shapes.js';
import { BatchWriteItemRequestMap, ConsumedCapacityMultiple, ItemCollectionMetricsPerTable } from '../structures.js';
import { throttled as throttledBy } from '../throttled.js';
import { validateBatchWriteItem } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
export const batchWriteItem = operation({
  name: 'BatchWriteItem',
  input: structure('BatchWriteItemInput', {
    RequestItems: required(BatchWriteItemRequestMap),
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
    ReturnItemCollectionMetrics: shapes.ReturnItemCollectionMetrics,
  }),
  output: structure('BatchWriteItemOutput', {
    UnprocessedItems: BatchWriteItemRequestMap,
    ItemCollectionMetrics: ItemCollectionMetricsPerTable,
    ConsumedCapacity: ConsumedCapacityMultiple,
  }),
  errors: [
    'ProvisionedThroughputExceededException',
    'ResourceNotFoundException',
    'ItemCollectionSizeLimitExceededException',
    'RequestLimitExceeded',
    'InternalServerError',
    'ReplicatedWriteConflictException',
    'ThrottlingException',
  ],
  validate: validateBatchWriteItem,
  needs(context, input, request) {
    const tables = Object.keys(input.RequestItems);
    // Nobody is asked about more tables than a request may have.
    if (tables.length > MOST_TABLES) throw tooManyItems('BatchWriteItem');
    return accessNeeds(
      context,
      tables.map((table) => ({
        action: 'BatchWriteItem',
        to: {
          table,
          returnConsumedCapacity: input.ReturnConsumedCapacity,
          access: (schema) => {
            const writes = parseBatchWrite(input).find((one) => one.table === table)?.writes ?? [];
            const items = writes.map((write) => (write.kind === 'put' ? write.item : write.key));
            return {
              leading: items.flatMap((item) => keyed(item, schema)),
              attributes: items.flatMap((item) => namesOf({ item })),
            };
          },
        },
      })),
      request,
    );
  },
  async run(context, input, request) {
    const asked = parseBatchWrite(input);
    const plan = async () => {
      const tables = await Promise.all(
        asked.map(async ({ table, writes }) => ({
          table,
          writes,
          view: await usableTable(context, namedTable(table, request)),
        })),
      );
      // A table can be named twice: by its name and by its ARN.
      const places = new Set<string>();
      return tables.flatMap(({ table, writes, view }) => {
        return writes.map((write, index) => {
          const planned =
            write.kind === 'put' ? putWrite(view, write, keyOfBatchPut(view, write.item)) : deleteWrite(view, write);
          if (places.size === places.add(`${view.collection} ${planned.key.place}`).size) throw duplicateKeys();
          return { table, index, attributes: write.kind === 'put' ? write.item : write.key, planned };
        });
      });
    };
    const { all, outcomes } = await whileTablesChange(context, async () => {
      const planned = await plan();
      const tables = new Set(planned.map((one) => one.planned.view.table));
      const fault = context.partialFault('BatchWriteItem', [...tables].map(tableArn));
      const writes = planned.map((one, i) => (fault?.(i) ? withoutCapacity(one.planned) : one.planned));
      return { all: planned, outcomes: await context.items.write(writes) };
    });
    const capacities = new ConsumedCapacities(input.ReturnConsumedCapacity);
    const metrics: Record<string, ItemCollectionMetrics[]> = Object.create(null) as Record<
      string,
      ItemCollectionMetrics[]
    >;
    const unprocessed: Record<string, unknown[]> = Object.create(null) as Record<string, unknown[]>;
    let throttled: unknown;
    let processed = 0;
    for (const [i, { table, index, attributes, planned }] of all.entries()) {
      const outcome = outcomes[i];
      if (outcome === undefined) continue;
      if (outcome.error !== undefined) {
        if (!context.throughput.isThrottle(outcome.error)) throw outcome.error;
        throttled = outcome.error;
        (unprocessed[table] ??= []).push(input.RequestItems[table]?.[index]);
        continue;
      }
      processed += 1;
      capacities.add(table, planned.view, outcome.units, outcome.indexUnits);
      const metric = collectionMetrics(planned.view, attributes, input.ReturnItemCollectionMetrics);
      if (metric) (metrics[table] ??= []).push(metric);
    }
    if (processed === 0 && throttled !== undefined) throw throttled;
    return {
      UnprocessedItems: unprocessed as never,
      ItemCollectionMetrics: Object.keys(metrics).length === 0 ? undefined : metrics,
      ConsumedCapacity: capacities.list(),
    };
  },
});

/** The write, as a fault rule has it: left unprocessed. */
const withoutCapacity = (write: ItemWrite): ItemWrite => ({
  ...write,
  decide() {
    throw throttledBy(write.view, undefined, 'Write', 'Provisioned');
  },
});

const MOST_TABLES = 25;
