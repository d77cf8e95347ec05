import { required, structure } from '@paddock/wire';
import { namedTable, withTable } from '../addressing.js';
import { collectionMetrics } from '../collection-metrics.js';
import { ConsumedCapacities } from '../consumed.js';
import { operation } from '../context.js';
import { writeErrors } from '../declared-errors.js';
import { accessNeed, keyed, namesOf } from '../item-access.js';
import { deleteWrite } from '../item-writes.js';
import { parseDelete } from '../requests/put.js';
import * as shapes from '../shapes.js';
import { ConsumedCapacity, ItemCollectionMetrics } from '../structures.js';
import { validateDeleteItem } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html */
export const deleteItem = operation({
  name: 'DeleteItem',
  input: structure('DeleteItemInput', {
    TableName: required(shapes.TableArn),
    Key: required(shapes.Key),
    Expected: shapes.ExpectedAttributeMap,
    ConditionalOperator: shapes.ConditionalOperator,
    ReturnValues: shapes.ReturnValue,
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
    ReturnItemCollectionMetrics: shapes.ReturnItemCollectionMetrics,
    ConditionExpression: shapes.ConditionExpression,
    ExpressionAttributeNames: shapes.ExpressionAttributeNameMap,
    ExpressionAttributeValues: shapes.ExpressionAttributeValueMap,
    ReturnValuesOnConditionCheckFailure: shapes.ReturnValuesOnConditionCheckFailure,
  }),
  output: structure('DeleteItemOutput', {
    Attributes: shapes.AttributeMap,
    ConsumedCapacity,
    ItemCollectionMetrics,
  }),
  errors: writeErrors,
  validate: validateDeleteItem,
  needs: (context, input, request) =>
    accessNeed(
      context,
      'DeleteItem',
      {
        table: input.TableName,
        returnConsumedCapacity: input.ReturnConsumedCapacity,
        access: (schema) => {
          const { key, condition, returnValues, onFailure } = parseDelete(input);
          return {
            leading: keyed(key, schema),
            attributes: namesOf({ item: key, condition }),
            returnValues,
            onFailure,
          };
        },
      },
      request,
    ),
  async run(context, input, request) {
    const remove = parseDelete(input);
    return withTable(context, namedTable(input.TableName, request), async (view) => {
      const [written] = await context.items.write([deleteWrite(view, remove)]);
      if (written?.error) throw written.error;
      const capacities = new ConsumedCapacities(input.ReturnConsumedCapacity);
      if (written) capacities.add(input.TableName, view, written.units, written.indexUnits);
      return {
        Attributes: remove.returnValues === 'ALL_OLD' ? written?.old?.item : undefined,
        ConsumedCapacity: capacities.one(),
        ItemCollectionMetrics: collectionMetrics(view, remove.key, input.ReturnItemCollectionMetrics),
      };
    });
  },
});
