import { isTagged, names, tagList } from '../names.js';
import { allPages } from '../pages.js';
import { unless, waitOut } from '../patience.js';
import { Left, absent, arnOf, present } from '../resource.js';
import type { TableDescription } from '@aws-sdk/client-dynamodb';
import type { Context, Resource, Tell } from '../resource.js';

const TableName = names.table;
const KEYS = 'Name (S, partition key) and StatusTime (S, sort key)';

/** The table of every unicorn's minutes. */
export const tablePart: Resource = {
  part: { id: 'table', title: `DynamoDB table ${TableName}` },
  needs: [],
  inspect: async (context) => {
    const { dynamo } = context.clients;
    const table = await describe(context);
    const settle = (tell: Tell): Promise<void> => becomes(context, tell, ['ACTIVE', 'UPDATING']);
    if (table === undefined || table.TableStatus === 'DELETING') {
      return absent(async (tell) => {
        if (table !== undefined) await becomes(context, tell, [undefined]);
        await unless(['ResourceInUseException'], () =>
          dynamo.createTable({
            TableName,
            AttributeDefinitions: [
              { AttributeName: 'Name', AttributeType: 'S' },
              { AttributeName: 'StatusTime', AttributeType: 'S' },
            ],
            KeySchema: [
              { AttributeName: 'Name', KeyType: 'HASH' },
              { AttributeName: 'StatusTime', KeyType: 'RANGE' },
            ],
            BillingMode: 'PAY_PER_REQUEST',
            Tags: tagList(),
          }),
        );
        await settle(tell);
      });
    }
    const ResourceArn = arnOf(context, 'dynamodb', `table/${TableName}`);
    const pages = await allPages(
      (NextToken) => dynamo.listTagsOfResource({ ResourceArn, NextToken }),
      ({ NextToken }) => NextToken,
    );
    const keys = keysOf(table);
    return present({
      ours: isTagged(pages.flatMap(({ Tags = [] }) => Tags)),
      differences: [],
      impossible: keys === KEYS ? undefined : `its keys are ${keys}, not ${KEYS}, and a table's keys cannot be changed`,
      update: settle,
      settle,
      remove: async (tell) => {
        await becomes(context, tell, ['ACTIVE', undefined]);
        // Somebody wants to keep it.
        if ((await describe(context))?.DeletionProtectionEnabled === true) {
          throw new Left('its deletion protection is on');
        }
        await unless(['ResourceNotFoundException', 'ResourceInUseException'], () => dynamo.deleteTable({ TableName }));
        await becomes(context, tell, [undefined]);
      },
    });
  },
};

function keysOf({ KeySchema = [], AttributeDefinitions = [] }: TableDescription): string {
  const keys = KeySchema.map(({ AttributeName, KeyType }) => {
    const type = AttributeDefinitions.find((definition) => definition.AttributeName === AttributeName)?.AttributeType;
    return `${AttributeName} (${type}, ${KeyType === 'HASH' ? 'partition' : 'sort'} key)`;
  });
  return keys.join(' and ');
}

const describe = async ({ clients }: Context): Promise<TableDescription | undefined> =>
  (await unless(['ResourceNotFoundException'], () => clients.dynamo.describeTable({ TableName })))?.Table;

const becomes = (context: Context, tell: Tell, wanted: readonly (string | undefined)[]): Promise<void> =>
  waitOut(context, tell, async () => {
    const status = (await describe(context))?.TableStatus;
    return wanted.includes(status) ? undefined : (status ?? 'absent');
  });
