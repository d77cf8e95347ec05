import { exchange } from '../load/client.mjs';
import { percentiles } from './stack.mjs';

// The workshop's way: a record goes into the stream, a function writes it into the table with the SDK's document client.
const WRITER = `
const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { BatchWriteCommand, DynamoDBDocumentClient } = require('@aws-sdk/lib-dynamodb');
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
exports.handler = async ({ Records }) => {
  const items = Records.map(({ kinesis }) => JSON.parse(Buffer.from(kinesis.data, 'base64')));
  while (items.length > 0) {
    const requests = items.splice(0, 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [process.env.TABLE_NAME]: requests } }));
  }
};`;

// From sending PutRecord until GetItem, asked without a pause, has the item.
export async function putToTable({ client, dynamo, newFunction, newStream, newMapping, fresh }, { samples }) {
  const TableName = fresh('table');
  await dynamo.createTable({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'Name', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'Name', AttributeType: 'S' }],
  });
  const { StreamName, arn } = await newStream();
  const FunctionName = await newFunction(WRITER, { Environment: { Variables: { TABLE_NAME: TableName } } });
  await newMapping(FunctionName, arn, { BatchSize: 100 });
  const lanes = await client.openLanes(2);
  const latencies = [];
  for (let turn = -20; turn < samples; turn++) {
    const Name = `unicorn-${turn}`;
    const Data = Buffer.from(JSON.stringify({ Name, Distance: turn })).toString('base64');
    const put = client.build('kinesis', 'PutRecord', { StreamName, Data, PartitionKey: Name });
    const get = client.build('dynamodb', 'GetItem', { TableName, Key: { Name: { S: Name } }, ConsistentRead: true });
    const begun = performance.now();
    const sent = exchange(lanes[0], put);
    for (;;) {
      const { status, body } = await exchange(lanes[1], get);
      if (status !== 200) throw new Error(`GetItem answered ${status}`);
      if (body.length > 2) break;
      if (performance.now() - begun > 30_000) throw new Error('an item did not come');
    }
    if (turn >= 0) latencies.push(performance.now() - begun);
    if ((await sent).status !== 200) throw new Error('PutRecord failed');
  }
  lanes.close();
  return { putToTable: percentiles(latencies) };
}
