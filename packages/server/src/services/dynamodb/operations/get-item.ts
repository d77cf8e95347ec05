import { Preencoded, required, structure } from '@paddock/wire';
import { namedTable, withTable } from '../addressing.js';
import { readUnits } from '../capacity.js';
import { ConsumedCapacities } from '../consumed.js';
import { operation } from '../context.js';
import { readErrors } from '../declared-errors.js';
import { project } from '../domain/expressions/project.js';
import { keyOfKey } from '../keys.js';
import { accessNeed, keyed, namesOf } from '../item-access.js';
import { checkPaths } from '../item-writes.js';
import { parseGet } from '../requests/get.js';
import * as shapes from '../shapes.js';
import { ConsumedCapacity } from '../structures.js';
import { validateGetItem } from '../validation.js';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html */
export const getItem = operation({
  name: 'GetItem',
  input: structure('GetItemInput', {
    TableName: required(shapes.TableArn),
    Key: required(shapes.Key),
    AttributesToGet: shapes.AttributeNameList,
    ConsistentRead: shapes.ConsistentRead,
    ReturnConsumedCapacity: shapes.ReturnConsumedCapacity,
    ProjectionExpression: shapes.ProjectionExpression,
    ExpressionAttributeNames: shapes.ExpressionAttributeNameMap,
  }),
  output: structure('GetItemOutput', {
    Item: shapes.AttributeMap,
    ConsumedCapacity,
  }),
  errors: readErrors,
  validate: validateGetItem,
  needs: (context, input, request) =>
    accessNeed(
      context,
      'GetItem',
      {
        table: input.TableName,
        returnConsumedCapacity: input.ReturnConsumedCapacity,
        access: (schema) => {
          const { key, projection } = parseGet(input);
          const select = projection === undefined ? 'ALL_ATTRIBUTES' : 'SPECIFIC_ATTRIBUTES';
          return { leading: keyed(key, schema), attributes: namesOf({ item: key, paths: projection }), select };
        },
      },
      request,
    ),
  async run(context, input, request) {
    const get = parseGet(input);
    return withTable(context, namedTable(input.TableName, request), async (view) => {
      const key = keyOfKey(view, get.key);
      checkPaths(view, undefined, get.projection);
      context.throughput.admitRead(view);
      const [stored] = await context.items.read([{ view, key }]);
      const units = readUnits(stored?.size ?? 0, get.consistent);
      context.throughput.read(view, units);
      const capacities = new ConsumedCapacities(input.ReturnConsumedCapacity);
      capacities.add(input.TableName, view, units);
      const consumed = capacities.one();
      if (stored === undefined) return { ConsumedCapacity: consumed };
      if (get.projection !== undefined) {
        return { Item: project(stored.item, get.projection), ConsumedCapacity: consumed };
      }
      if (consumed !== undefined) return { Item: stored.item, ConsumedCapacity: consumed };
      // What most requests ask for is answered as it is stored.
      return new Preencoded([HEAD, stored.json, TAIL]);
    });
  },
});

const [HEAD, TAIL] = [Buffer.from('{"Item":'), Buffer.from('}')];
