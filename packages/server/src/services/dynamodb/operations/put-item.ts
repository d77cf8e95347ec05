import { required, structure } from '@paddock/wire';
import { namedTable, withTable } from '../addressing.js';
import { collectionMetrics } from '../collection-metrics.js';
import { ConsumedCapacities } from '../consumed.js';
import { operation } from '../context.js';
import { writeErrors } from '../declared-errors.js';
import { accessNeed, keyed, namesOf } from '../item-access.js';
import { putWrite } from '../item-writes.js';
import { parsePut } from '../requests/put.js';
import * as shapes from '../shapes.js';
import { ConsumedCapacity, ItemCollectionMetrics } from '../structures.js';
import { validatePutItem } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html */
export const putItem = operation({
  name: 'PutItem',
  input: structure('PutItemInput', {
    TableName: required(shapes.TableArn),
    Item: required(shapes.PutItemInputAttributeMap),
    Expected: shapes.ExpectedAttributeMap,
    ReturnValues: shapes.ReturnValue,
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
    ReturnItemCollectionMetrics: shapes.ReturnItemCollectionMetrics,
    ConditionalOperator: shapes.ConditionalOperator,
    ConditionExpression: shapes.ConditionExpression,
    ExpressionAttributeNames: shapes.ExpressionAttributeNameMap,
    ExpressionAttributeValues: shapes.ExpressionAttributeValueMap,
    ReturnValuesOnConditionCheckFailure: shapes.ReturnValuesOnConditionCheckFailure,
  }),
  output: structure('PutItemOutput', {
    Attributes: shapes.AttributeMap,
    ConsumedCapacity,
    ItemCollectionMetrics,
  }),
  errors: writeErrors,
  validate: validatePutItem,
  needs: (context, input, request) =>
    accessNeed(
      context,
      'PutItem',
      {
        table: input.TableName,
        returnConsumedCapacity: input.ReturnConsumedCapacity,
        access: (schema) => {
          const { item, condition, returnValues, onFailure } = parsePut(input);
          return { leading: keyed(item, schema), attributes: namesOf({ item, condition }), returnValues, onFailure };
        },
      },
      request,
    ),
  async run(context, input, request) {
    const put = parsePut(input);
    return withTable(context, namedTable(input.TableName, request), async (view) => {
      const [written] = await context.items.write([putWrite(view, put)]);
      if (written?.error) throw written.error;
      const capacities = new ConsumedCapacities(input.ReturnConsumedCapacity);
      if (written) capacities.add(input.TableName, view, written.units, written.indexUnits);
      return {
        Attributes: put.returnValues === 'ALL_OLD' ? written?.old?.item : undefined,
        ConsumedCapacity: capacities.one(),
        ItemCollectionMetrics: collectionMetrics(view, put.item, input.ReturnItemCollectionMetrics),
      };
    });
  },
});
