import { AwsError, required, structure } from '@paddock/wire';
import { namedTable, usableTable } from '../addressing.js';
import { readUnits } from '../capacity.js';
import { ConsumedCapacities } from '../consumed.js';
import { operation } from '../context.js';
import { project } from '../domain/expressions/project.js';
import { sameItemTwice, transactionCanceled, transactionTooLarge } from '../errors.js';
import { accessNeeds, keyed, namesOf } from '../item-access.js';
import { checkPaths } from '../item-writes.js';
import { keyOfKey } from '../keys.js';
import { transactionBytes } from '../limits.js';
import { parseTransactGet } from '../requests/transact.js';
import * as shapes from '../shapes.js';
import { ConsumedCapacityMultiple, ItemResponseList, TransactGetItemList } from '../structures.js';
import { isRefusedAtOnce } from '../transaction-parts.js';
import { reasonOf, transactionFactor } from '../transactions.js';
import { validateTransactGetItems } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export const transactGetItems = operation({
  name: 'TransactGetItems',
  input: structure('TransactGetItemsInput', {
    TransactItems: required(TransactGetItemList),
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
  }),
  output: structure('TransactGetItemsOutput', {
    ConsumedCapacity: ConsumedCapacityMultiple,
    Responses: ItemResponseList,
  }),
  errors: [
    'ResourceNotFoundException',
    'TransactionCanceledException',
    'ProvisionedThroughputExceededException',
    'RequestLimitExceeded',
    'InternalServerError',
    'ThrottlingException',
  ],
  validate: validateTransactGetItems,
  needs: (context, input, request) =>
    accessNeeds(
      context,
      input.TransactItems.map(({ Get }, i) => ({
        action: 'GetItem',
        to: {
          table: Get.TableName,
          returnConsumedCapacity: input.ReturnConsumedCapacity,
          enclosing: 'TransactGetItems',
          access: (schema) => {
            const get = parseTransactGet(input)[i];
            if (get === undefined) return {};
            return {
              leading: keyed(get.key, schema),
              attributes: namesOf({ item: get.key, paths: get.projection }),
              select: get.projection === undefined ? 'ALL_ATTRIBUTES' : 'SPECIFIC_ATTRIBUTES',
            };
          },
        },
      })),
      request,
    ),
  async run(context, input, request) {
    const asked = parseTransactGet(input);
    const gets = [];
    for (const get of asked) gets.push({ ...get, view: await usableTable(context, namedTable(get.table, request)) });
    const places = new Set<string>();
    const planned = gets.map(({ view, key, projection }) => {
      try {
        const at = { view, key: keyOfKey(view, key) };
        checkPaths(view, undefined, projection);
        const place = `${view.collection} ${at.key.place}`;
        if (places.has(place)) throw sameItemTwice();
        places.add(place);
        return at;
      } catch (error) {
        if (!(error instanceof AwsError) || isRefusedAtOnce(error)) throw error;
        return error;
      }
    });
    const refusals = planned.map((at) => (at instanceof AwsError ? at : context.throughput.refusalOfRead(at.view)));
    if (refusals.some((refusal) => refusal !== undefined)) throw transactionCanceled(refusals.map(reasonOf));
    const found = await context.items.read(planned.flatMap((at) => (at instanceof AwsError ? [] : [at])));
    const bytes = found.reduce((sum, stored) => sum + (stored?.size ?? 0), 0);
    if (bytes > transactionBytes) throw transactionTooLarge();
    const capacities = new ConsumedCapacities(input.ReturnConsumedCapacity, 'ReadCapacityUnits');
    const responses = gets.map(({ table, view, projection }, i) => {
      const stored = found[i];
      const units = readUnits(stored?.size ?? 0, true) * transactionFactor;
      context.throughput.read(view, units);
      capacities.add(table, view, units);
      if (stored === undefined) return {};
      return { Item: projection === undefined ? stored.item : project(stored.item, projection) };
    });
    return { ConsumedCapacity: capacities.list(), Responses: responses };
  },
});
