import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { after, it } from 'node:test';
import { newTable } from '../harness/dynamodb.js';
import { startLambda } from '../harness/lambda.js';
import { eventually } from '../harness.js';
import { MappingKit } from './mapping-kit.js';

/** A function that writes more than its table takes. Capacity comes back by the clock, which stands still otherwise. */
const kit = await MappingKit.of(await startLambda({ limits: true, transitions: 'instant' }));
const { control, dynamo } = kit.paddock;
await control.freeze();
after(() => kit.close());

/** In the manner of a stream processor of SDK v2's days: 25 items at a time, and what was not processed again a little later. */
const body = `
  const AWS = require('aws-sdk');
  const client = new AWS.DynamoDB.DocumentClient({ maxRetries: 1000, retryDelayOptions: { customBackoff: () => 5 } });
  const table = process.env.TABLE_NAME;
  let backOffs = 0;
  const write = async (requests, attempt = 0) => {
    const { UnprocessedItems } = await client.batchWrite({ RequestItems: { [table]: requests } }).promise();
    const left = UnprocessedItems[table];
    if (left === undefined) return;
    backOffs += 1;
    await sleep(20 * 2 ** Math.min(attempt, 3));
    await write(left, attempt + 1);
  };
  const requests = texts.map((Name) => ({ PutRequest: { Item: { Name, pad: 'x'.repeat(800) } } }));
  const pages = [];
  while (requests.length > 0) pages.push(write(requests.splice(0, 25)));
  await Promise.all(pages);
  await say(backOffs);
`;

it('items that a full table left unprocessed are written in the end, all of them', async () => {
  const table = await newTable(dynamo, 'summaries', ['Name'], {
    ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 },
  });
  await exhaust(table);
  const [source, recorder] = await Promise.all([
    kit.source('stream'),
    kit.recorder(body, { Environment: { Variables: { TABLE_NAME: table } } }),
  ]);
  const texts = Array.from({ length: 60 }, (_, index) => `unicorn-${index}`);
  await source.put(texts);
  await kit.map(source, recorder);
  await recorder.until(60);
  // Until the table has refused something, time would only fill it.
  await eventually('a table that refuses', async () => (await refusals(table)) > 0, 30_000);
  let isDone = false;
  const passing = (async (): Promise<void> => {
    for (; !isDone; await delay(40)) await control.advance(1000);
  })();
  try {
    await kit.until('the function is done', () => recorder.calls[0]?.said !== undefined, 30_000);
  } finally {
    isDone = true;
    await passing;
  }
  assert.equal(recorder.calls.length, 1);
  assert.ok(Number(recorder.calls[0]?.said) > 1, 'it backed off');
  // Reads have their own five units.
  const items = await eventually('the items', async () => {
    await control.advance(10_000);
    const { Items } = await dynamo.scan({
      TableName: table,
      ProjectionExpression: '#n',
      ExpressionAttributeNames: { '#n': 'Name' },
    });
    return Items;
  });
  const names = new Set(items.map(({ Name }) => Name?.S));
  assert.deepEqual(
    texts.filter((text) => !names.has(text)),
    [],
  );
});

/** How often the table had no room, told by its metric. */
async function refusals(TableName: string): Promise<number> {
  const { cloudWatch } = kit.paddock;
  const now = await control.advance(0);
  const { Datapoints = [] } = await cloudWatch.getMetricStatistics({
    Namespace: 'AWS/DynamoDB',
    MetricName: 'ThrottledRequests',
    Dimensions: [
      { Name: 'TableName', Value: TableName },
      { Name: 'Operation', Value: 'BatchWriteItem' },
    ],
    StartTime: new Date(now - 3_600_000),
    EndTime: new Date(now + 3_600_000),
    Period: 7200,
    Statistics: ['Sum'],
  });
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
}

/** Takes what the table has saved up, to the last unit. */
async function exhaust(TableName: string): Promise<void> {
  for (const kilobytes of [390, 100, 10, 1])
    for (let isFree = true; isFree;)
      isFree = await dynamo
        .putItem({ TableName, Item: { Name: { S: 'large' }, pad: { S: 'x'.repeat(kilobytes * 1024 - 100) } } })
        .then(
          () => true,
          (error: unknown) => {
            if ((error as Error).name !== 'ProvisionedThroughputExceededException') throw error;
            return false;
          },
        );
}
