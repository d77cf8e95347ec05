import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { account, allow, eventually } from '../harness.js';
import { startLambda, type LambdaPaddock } from '../harness/lambda.js';

const region = 'us-east-1';
const TableName = 'UnicornSensorData';
const stream = 'wildrydes-summary';

/** The ride's own processor, on a table that has one write unit and no more burst than that gives. */
describe("the ride's stream processor", () => {
  let paddock: LambdaPaddock;
  before(async () => {
    paddock = await startLambda({ limits: true });
  });
  after(() => paddock.close());

  it('sends again what the table did not take, until every summary is there', async () => {
    const { sdk, dynamo, lambda, control } = paddock;
    await dynamo.createTable({
      TableName,
      KeySchema: [
        { AttributeName: 'Name', KeyType: 'HASH' },
        { AttributeName: 'StatusTime', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'Name', AttributeType: 'S' },
        { AttributeName: 'StatusTime', AttributeType: 'S' },
      ],
      ProvisionedThroughput: { ReadCapacityUnits: 100, WriteCapacityUnits: 1 },
    });
    await sdk.createStream({ StreamName: stream, ShardCount: 1 });
    const code = new URL('../../../apps/ride/functions/stream-processor/index.mjs', import.meta.url);
    const name = await paddock.newFunction(
      { 'index.mjs': await readFile(code, 'utf8') },
      {
        Timeout: 60,
        MemorySize: 256,
        Environment: { Variables: { TABLE_NAME: TableName } },
        Role: await paddock.role(
          allow('dynamodb:BatchWriteItem', `arn:aws:dynamodb:${region}:${account}:table/${TableName}`),
          allow(['kinesis:*', 'logs:*']),
        ),
      },
    );
    await lambda.createEventSourceMapping({
      FunctionName: name,
      EventSourceArn: `arn:aws:kinesis:${region}:${account}:stream/${stream}`,
      StartingPosition: 'LATEST',
    });
    // One write unit, and the 300 seconds of it that are kept for bursts.
    const count = 340;
    const Records = Array.from({ length: count }, (_, minute) => ({
      PartitionKey: 'Rocinante',
      Data: Buffer.from(
        JSON.stringify({ Name: 'Rocinante', StatusTime: String(minute).padStart(4, '0'), Distance: 1 }),
      ),
    }));
    await sdk.putRecords({ StreamName: stream, Records });
    const wanting = async (): Promise<number> => {
      const { Count = 0 } = await dynamo.scan({ TableName, Select: 'COUNT' });
      return count - Count;
    };
    await eventually('a table that has no room left', async () => {
      const { Datapoints = [] } = await paddock.cloudWatch.getMetricStatistics({
        Namespace: 'AWS/DynamoDB',
        MetricName: 'WriteThrottleEvents',
        Dimensions: [{ Name: 'TableName', Value: TableName }],
        StartTime: new Date(Date.now() - 600_000),
        EndTime: new Date(Date.now() + 3_600_000),
        Period: 60,
        Statistics: ['Sum'],
      });
      return Datapoints.some(({ Sum = 0 }) => Sum > 0);
    });
    assert.ok((await wanting()) > 0);
    await eventually(
      'every summary',
      async () => {
        await control.advance(10_000);
        return (await wanting()) === 0;
      },
      60_000,
    );
  });
});
