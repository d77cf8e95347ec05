import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** BatchWriteItem takes so many. */
const MOST_ITEMS = 25;
/** ms; doubled with every attempt. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 5_000;
/** So much time must be left for another attempt, ms; what is not written by then is the next invocation's. */
const RESERVE = 2_000;

const table = process.env.TABLE_NAME;
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/**
 * Writes each summary of a unicorn's minute into the table; what the table has no room for yet is sent again, slower and slower. Summaries are written
 * by their name and time, so that a batch which comes twice changes nothing.
 */
export async function handler({ Records }, context) {
  const items = new Map();
  let strange = 0;
  for (const { kinesis } of Records) {
    const item = summaryOf(kinesis.data);
    // One request takes a key once; the last summary counts.
    if (item !== undefined) items.set(`${item.Name} ${item.StatusTime}`, { PutRequest: { Item: item } });
    else strange++;
  }
  if (strange > 0) console.warn(`${strange} of ${Records.length} records are no summaries and are left out`);
  const requests = [...items.values()];
  while (requests.length > 0) await write(requests.splice(0, MOST_ITEMS), context);
  return `Delivered ${Records.length - strange} records`;
}

/**
 * What the table's key cannot be made of is left out, or it would hold up whatever is behind it until it expires: the SQL makes a row without a name of
 * readings that have none.
 */
function summaryOf(data) {
  try {
    const item = JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
    return isKey(item?.Name) && isKey(item?.StatusTime) ? item : undefined;
  } catch {
    return undefined;
  }
}

/** DynamoDB takes 1,024 bytes in a range key; of a hash key's 2,048 nobody needs more. */
const isKey = (value) => typeof value === 'string' && value !== '' && Buffer.byteLength(value) <= 1024;

async function write(requests, context) {
  let rest = requests;
  for (let pause = FIRST_PAUSE; rest.length > 0; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [table]: rest } }));
    rest = UnprocessedItems?.[table] ?? [];
    if (rest.length === 0) return;
    if (context.getRemainingTimeInMillis() < pause + RESERVE)
      throw new Error(`${rest.length} summaries were not written: the table ${table} has no capacity left`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
