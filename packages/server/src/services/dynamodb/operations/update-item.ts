import { required, structure } from '@paddock/wire';
import { namedTable, withTable } from '../addressing.js';
import { collectionMetrics } from '../collection-metrics.js';
import { ConsumedCapacities } from '../consumed.js';
import { operation } from '../context.js';
import { writeErrors } from '../declared-errors.js';
import type { Item } from '../domain/attribute-value.js';
import { touched } from '../domain/expressions/update.js';
import { accessNeed, keyed, namesOf } from '../item-access.js';
import { updateWrite } from '../item-writes.js';
import type { ItemWritten } from '../items.js';
import type { UpdateRequest } from '../requests/parsed.js';
import { parseUpdate } from '../requests/update.js';
import * as shapes from '../shapes.js';
import { ConsumedCapacity, ItemCollectionMetrics } from '../structures.js';
import { validateUpdateItem } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html */
export const updateItem = operation({
  name: 'UpdateItem',
  input: structure('UpdateItemInput', {
    TableName: required(shapes.TableArn),
    Key: required(shapes.Key),
    AttributeUpdates: shapes.AttributeUpdates,
    Expected: shapes.ExpectedAttributeMap,
    ConditionalOperator: shapes.ConditionalOperator,
    ReturnValues: shapes.ReturnValue,
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
    ReturnItemCollectionMetrics: shapes.ReturnItemCollectionMetrics,
    UpdateExpression: shapes.UpdateExpression,
    ConditionExpression: shapes.ConditionExpression,
    ExpressionAttributeNames: shapes.ExpressionAttributeNameMap,
    ExpressionAttributeValues: shapes.ExpressionAttributeValueMap,
    ReturnValuesOnConditionCheckFailure: shapes.ReturnValuesOnConditionCheckFailure,
  }),
  output: structure('UpdateItemOutput', {
    Attributes: shapes.AttributeMap,
    ConsumedCapacity,
    ItemCollectionMetrics,
  }),
  errors: writeErrors,
  validate: validateUpdateItem,
  needs: (context, input, request) =>
    accessNeed(
      context,
      'UpdateItem',
      {
        table: input.TableName,
        returnConsumedCapacity: input.ReturnConsumedCapacity,
        access: (schema) => {
          const { key, condition, returnValues, onFailure, update } = parseUpdate(input);
          const attributes = namesOf({ item: key, condition, actions: update.actions });
          return { leading: keyed(key, schema), attributes, returnValues, onFailure };
        },
      },
      request,
    ),
  async run(context, input, request) {
    const update = parseUpdate(input);
    return withTable(context, namedTable(input.TableName, request), async (view) => {
      const [written] = await context.items.write([updateWrite(view, update)]);
      if (written === undefined) throw new Error('a write has an outcome');
      if (written.error) throw written.error;
      const capacities = new ConsumedCapacities(input.ReturnConsumedCapacity);
      capacities.add(input.TableName, view, written.units, written.indexUnits);
      return {
        Attributes: returned(update, written),
        ConsumedCapacity: capacities.one(),
        ItemCollectionMetrics: collectionMetrics(view, update.key, input.ReturnItemCollectionMetrics),
      };
    });
  },
});

/** What ReturnValues asks for; nothing of an item that is not there, or of which nothing was touched. */
export function returned({ returnValues, update }: UpdateRequest, { old, new: now }: ItemWritten): Item | undefined {
  const some = (item: Item | undefined): Item | undefined => {
    const part = item && touched(update.actions, item);
    return part === undefined || Object.keys(part).length === 0 ? undefined : part;
  };
  switch (returnValues) {
    case 'NONE':
      return undefined;
    case 'ALL_OLD':
      return old?.item;
    case 'ALL_NEW':
      return now?.item;
    case 'UPDATED_OLD':
      return some(old?.item);
    case 'UPDATED_NEW':
      return some(now?.item);
  }
}
