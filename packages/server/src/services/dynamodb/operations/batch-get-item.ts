import { required, structure } from '@paddock/wire';
import { namedTable, usableTable } from '../addressing.js';
import { readUnits } from '../capacity.js';
import { ConsumedCapacities } from '../consumed.js';
import { operation } from '../context.js';
import { readErrors } from '../declared-errors.js';
import type { Item } from '../domain/attribute-value.js';
import { project } from '../domain/expressions/project.js';
import { tableArn } from '../domain/table.js';
import { accessNeeds, keyed, namesOf } from '../item-access.js';
import { checkPaths } from '../item-writes.js';
import { keyOfKey } from '../keys.js';
import { batchGetBytes } from '../limits.js';
import { parseBatchGet } from '../requests/batch-get.js';
import { tooManyItems } from '../requests/errors.js';
import * as shapes from '../shapes.js';
import { BatchGetRequestMap, BatchGetResponseMap, ConsumedCapacityMultiple } from '../structures.js';
import type { TableView } from '../table-view.js';
import { throttled as throttledBy } from '../throttled.js';
import { validateBatchGetItem } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export const batchGetItem = operation({
  name: 'BatchGetItem',
  input: structure('BatchGetItemInput', {
    RequestItems: required(BatchGetRequestMap),
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
  }),
  output: structure('BatchGetItemOutput', {
    Responses: BatchGetResponseMap,
    UnprocessedKeys: BatchGetRequestMap,
    ConsumedCapacity: ConsumedCapacityMultiple,
  }),
  errors: readErrors,
  validate: validateBatchGetItem,
  needs(context, input, request) {
    const tables = Object.keys(input.RequestItems);
    // Nobody is asked about more tables than a request may have.
    if (tables.length > MOST_TABLES) throw tooManyItems('BatchGetItem');
    return accessNeeds(
      context,
      tables.map((table) => ({
        action: 'BatchGetItem',
        to: {
          table,
          returnConsumedCapacity: input.ReturnConsumedCapacity,
          access: (schema) => {
            const asked = parseBatchGet(input).find((one) => one.table === table);
            return {
              leading: asked?.keys.flatMap((key) => keyed(key, schema)),
              attributes: (asked?.keys ?? []).flatMap((key) => namesOf({ item: key, paths: asked?.projection })),
              select: asked?.projection === undefined ? 'ALL_ATTRIBUTES' : 'SPECIFIC_ATTRIBUTES',
            };
          },
        },
      })),
      request,
    );
  },
  async run(context, input, request) {
    const asked = parseBatchGet(input);
    const tables = await Promise.all(
      asked.map(async (table) => {
        const view = await usableTable(context, namedTable(table.table, request));
        const places = table.keys.map((key) => ({ view, key: keyOfKey(view, key) }));
        checkPaths(view, undefined, table.projection);
        return { ...table, view, places };
      }),
    );
    const capacities = new ConsumedCapacities(input.ReturnConsumedCapacity);
    const responses: Record<string, Item[]> = Object.create(null) as Record<string, Item[]>;
    const unprocessed: Record<string, Item[]> = Object.create(null) as Record<string, Item[]>;
    const fault = context.partialFault('BatchGetItem', [...new Set(tables.map(({ view }) => tableArn(view.table)))]);
    let looked = 0;
    const faulted = (view: TableView) =>
      fault?.(looked++) ? throttledBy(view, undefined, 'Read', 'Provisioned') : undefined;
    let bytes = 0;
    let throttled: unknown;
    let processed = 0;
    for (const { table, view, places, keys, projection, consistent } of tables) {
      const items: Item[] = (responses[table] = []);
      const found = await context.items.read(places);
      let units = 0;
      for (const [i, key] of keys.entries()) {
        const stored = found[i];
        const refusal = bytes > batchGetBytes ? 'full' : (faulted(view) ?? context.throughput.refusalOfRead(view));
        if (refusal !== undefined) {
          if (refusal !== 'full') throttled = refusal;
          (unprocessed[table] ??= []).push(key);
          continue;
        }
        processed += 1;
        const cost = readUnits(stored?.size ?? 0, consistent);
        context.throughput.read(view, cost);
        units += cost;
        if (stored === undefined) continue;
        bytes += stored.size;
        items.push(projection === undefined ? stored.item : project(stored.item, projection));
      }
      if (units > 0) capacities.add(table, view, units);
    }
    if (processed === 0 && throttled !== undefined) throw throttled;
    return {
      Responses: responses,
      UnprocessedKeys: Object.fromEntries(
        Object.entries(unprocessed).map(([table, keys]) => [table, { ...input.RequestItems[table], Keys: keys }]),
      ),
      ConsumedCapacity: capacities.list(),
    };
  },
});

const MOST_TABLES = 100;
