import { boolean, required, structure } from '@paddock/wire';
import { namedTable, withTable } from '../addressing.js';
import { operation } from '../context.js';
import { readErrors } from '../declared-errors.js';
import { partitionHash, sortRange } from '../domain/key-encoding.js';
import { resolveKeyConditions } from '../domain/expressions/resolve-key-conditions.js';
import { accessNeed, namesOf } from '../item-access.js';
import { answerPage, readableIndex } from '../ranged.js';
import { checkFilter, checkFilterProjected, checkProjected } from '../ranged-checks.js';
import { parseQuery } from '../requests/query.js';
import * as shapes from '../shapes.js';
import { queryStart } from '../start-key.js';
import { ConsumedCapacity } from '../structures.js';
import { validateQuery } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html */
export const query = operation({
  name: 'Query',
  input: structure('QueryInput', {
    TableName: required(shapes.TableArn),
    IndexName: shapes.IndexName,
    Select: shapes.Select,
    AttributesToGet: shapes.AttributeNameList,
    Limit: shapes.PositiveIntegerObject,
    ConsistentRead: shapes.ConsistentRead,
    KeyConditions: shapes.KeyConditions,
    QueryFilter: shapes.FilterConditionMap,
    ConditionalOperator: shapes.ConditionalOperator,
    ScanIndexForward: boolean,
    ExclusiveStartKey: shapes.Key,
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
    ProjectionExpression: shapes.ProjectionExpression,
    FilterExpression: shapes.ConditionExpression,
    KeyConditionExpression: shapes.KeyExpression,
    ExpressionAttributeNames: shapes.ExpressionAttributeNameMap,
    ExpressionAttributeValues: shapes.ExpressionAttributeValueMap,
  }),
  output: structure('QueryOutput', {
    Items: shapes.ItemList,
    Count: shapes.Integer,
    ScannedCount: shapes.Integer,
    LastEvaluatedKey: shapes.Key,
    ConsumedCapacity,
  }),
  errors: readErrors,
  validate: validateQuery,
  needs: (context, input, request) =>
    accessNeed(
      context,
      'Query',
      {
        table: input.TableName,
        index: input.IndexName,
        returnConsumedCapacity: input.ReturnConsumedCapacity,
        access: (schema) => {
          const { keyConditions, filter, projection, select } = parseQuery(input);
          const leading = keyConditions.filter(({ attribute }) => attribute === schema.hash);
          return {
            leading: leading.flatMap((condition) => ('value' in condition ? condition.value : [])),
            attributes: [
              ...keyConditions.map(({ attribute }) => attribute),
              ...namesOf({ condition: filter, paths: projection }),
            ],
            select,
          };
        },
      },
      request,
    ),
  async run(context, input, request) {
    const asked = parseQuery(input);
    return withTable(context, namedTable(input.TableName, request), async (view) => {
      const index = readableIndex(view, asked.index, asked.consistent);
      const schema = index ?? { hash: [view.hash], range: view.range ? [view.range] : [] };
      const condition = resolveKeyConditions(asked.keyConditions, schema);
      checkFilter(view, schema, asked);
      checkProjected(index, asked);
      checkFilterProjected(index, asked);
      const range = sortRange(partitionHash(condition.hash), condition, index !== undefined);
      const start =
        asked.startKey && queryStart(view, index, asked.startKey, { schema, condition, range, forward: asked.forward });
      return answerPage(context, {
        view,
        index,
        tableName: input.TableName,
        request: asked,
        range: {
          ...range,
          ...(asked.forward ? {} : { reverse: true }),
          ...(start === undefined ? {} : start),
        },
        wanted: input.ReturnConsumedCapacity,
        operation: 'Query',
      });
    });
  },
});
