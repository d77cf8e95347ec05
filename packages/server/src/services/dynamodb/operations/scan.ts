import { required, structure } from '@paddock/wire';
import { namedTable, withTable } from '../addressing.js';
import { operation } from '../context.js';
import { readErrors } from '../declared-errors.js';
import { segmentRange } from '../domain/key-encoding.js';
import { accessNeed, namesOf } from '../item-access.js';
import { answerPage, readableIndex } from '../ranged.js';
import { checkFilterPaths, checkProjected } from '../ranged-checks.js';
import { parseScan } from '../requests/scan.js';
import * as shapes from '../shapes.js';
import { scanStart } from '../start-key.js';
import { ConsumedCapacity } from '../structures.js';
import { validateScan } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
export const scan = operation({
  name: 'Scan',
  input: structure('ScanInput', {
    TableName: required(shapes.TableArn),
    IndexName: shapes.IndexName,
    AttributesToGet: shapes.AttributeNameList,
    Limit: shapes.PositiveIntegerObject,
    Select: shapes.Select,
    ScanFilter: shapes.FilterConditionMap,
    ConditionalOperator: shapes.ConditionalOperator,
    ExclusiveStartKey: shapes.Key,
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
    TotalSegments: shapes.ScanTotalSegments,
    Segment: shapes.ScanSegment,
    ProjectionExpression: shapes.ProjectionExpression,
    FilterExpression: shapes.ConditionExpression,
    ExpressionAttributeNames: shapes.ExpressionAttributeNameMap,
    ExpressionAttributeValues: shapes.ExpressionAttributeValueMap,
    ConsistentRead: shapes.ConsistentRead,
  }),
  output: structure('ScanOutput', {
    Items: shapes.ItemList,
    Count: shapes.Integer,
    ScannedCount: shapes.Integer,
    LastEvaluatedKey: shapes.Key,
    ConsumedCapacity,
  }),
  errors: readErrors,
  validate: validateScan,
  needs: (context, input, request) =>
    accessNeed(
      context,
      'Scan',
      {
        table: input.TableName,
        index: input.IndexName,
        returnConsumedCapacity: input.ReturnConsumedCapacity,
        access: () => {
          const { filter, projection, select } = parseScan(input);
          return { attributes: namesOf({ condition: filter, paths: projection }), select };
        },
      },
      request,
    ),
  async run(context, input, request) {
    const asked = parseScan(input);
    return withTable(context, namedTable(input.TableName, request), async (view) => {
      const index = readableIndex(view, asked.index, asked.consistent);
      checkFilterPaths(view, asked);
      checkProjected(index, asked);
      const segment = asked.segment && segmentRange(asked.segment.index, asked.segment.of);
      const after = asked.startKey && scanStart(view, index, asked.startKey, asked.segment);
      return answerPage(context, {
        view,
        index,
        tableName: input.TableName,
        request: asked,
        range: {
          ...(segment?.below === undefined ? {} : { below: segment.below }),
          ...(after === undefined ? (segment?.from === undefined ? {} : { from: segment.from }) : { after }),
        },
        wanted: input.ReturnConsumedCapacity,
        operation: 'Scan',
      });
    });
  },
});
