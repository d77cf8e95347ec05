import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { eventually, newStream } from '../harness.js';
import { startLambda, type LambdaPaddock } from '../harness/lambda.js';

/** What services tell CloudWatch by themselves: listed and readable as soon as something happened. */
describe('metrics of services', { timeout: 60_000 }, () => {
  let paddock: LambdaPaddock;
  const minute = 60_000;
  const span = () => ({ StartTime: new Date(Date.now() - 10 * minute), EndTime: new Date(Date.now() + minute) });
  const names = async (Namespace: string, Name: string, Value: string): Promise<string[]> => {
    const { Metrics = [] } = await paddock.cloudWatch.listMetrics({ Namespace, Dimensions: [{ Name, Value }] });
    return [...new Set(Metrics.map(({ MetricName = '' }) => MetricName))].sort();
  };
  const sum = async (Namespace: string, MetricName: string, dimensions: Record<string, string>, Stat = 'Sum') => {
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const query: MetricDataQuery = {
      Id: 'm',
      MetricStat: { Metric: { Namespace, MetricName, Dimensions }, Period: 60, Stat },
    };
    const { MetricDataResults = [] } = await paddock.cloudWatch.getMetricData({
      MetricDataQueries: [query],
      ...span(),
    });
    const values = MetricDataResults[0]?.Values ?? [];
    return Stat === 'Sum' ? values.reduce((total, value) => total + value, 0) : Math.max(...values);
  };
  const has = (found: readonly string[], wanted: readonly string[]): void => {
    for (const name of wanted) assert.ok(found.includes(name), `${name} among ${found.join(', ')}`);
  };

  before(async () => {
    paddock = await startLambda();
  });
  after(() => paddock.close());

  it("Lambda's", async () => {
    const name = await paddock.newFunction(
      'exports.handler = async (event) => { if (event.fail) throw new Error("x"); };',
    );
    for (const event of [{}, {}, { fail: true }]) await paddock.invoke(name, event);
    await paddock.lambda.invoke({ FunctionName: name, InvocationType: 'Event' });
    const of = { FunctionName: name };
    await eventually('four', async () => (await sum('AWS/Lambda', 'Invocations', of)) === 4);
    assert.equal(await sum('AWS/Lambda', 'Errors', of), 1);
    assert.equal(await sum('AWS/Lambda', 'Throttles', of), 0);
    assert.equal(await sum('AWS/Lambda', 'Invocations', { ...of, Resource: name }), 4);
    assert.ok((await sum('AWS/Lambda', 'Invocations', {})) >= 4);
    assert.ok((await sum('AWS/Lambda', 'Duration', of)) > 0);
    assert.equal(await sum('AWS/Lambda', 'Duration', of, 'SampleCount'), 4);
    assert.ok((await sum('AWS/Lambda', 'ConcurrentExecutions', of, 'Maximum')) >= 1);
    assert.equal(await sum('AWS/Lambda', 'AsyncEventsReceived', of), 1);
    has(await names('AWS/Lambda', 'FunctionName', name), [
      'Invocations',
      'Errors',
      'Throttles',
      'Duration',
      'ConcurrentExecutions',
      'AsyncEventsReceived',
      'AsyncEventAge',
    ]);
  });

  it("Kinesis'", async () => {
    const StreamName = await newStream(paddock.sdk);
    const Records = [1, 2, 3].map((n) => ({ Data: Buffer.from(`record ${n}`), PartitionKey: 'k' }));
    await paddock.sdk.putRecords({ StreamName, Records });
    await paddock.sdk.putRecord({ StreamName, Data: Buffer.from('x'), PartitionKey: 'k' });
    assert.equal(await sum('AWS/Kinesis', 'IncomingRecords', { StreamName }), 4);
    assert.ok((await sum('AWS/Kinesis', 'IncomingBytes', { StreamName })) >= 3 * 8 + 1);
    has(await names('AWS/Kinesis', 'StreamName', StreamName), [
      'IncomingBytes',
      'IncomingRecords',
      'PutRecord.Bytes',
      'PutRecord.Latency',
      'PutRecord.Success',
      'PutRecords.Records',
    ]);
  });

  it("DynamoDB's", async () => {
    const TableName = 'Metrics';
    await paddock.dynamo.createTable({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'Id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'Id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    });
    for (const id of ['a', 'b']) await paddock.dynamo.putItem({ TableName, Item: { Id: { S: id } } });
    const failing = paddock.dynamo.putItem({
      TableName,
      Item: { Id: { S: 'a' } },
      ConditionExpression: 'attribute_not_exists(Id)',
    });
    await assert.rejects(failing, { name: 'ConditionalCheckFailedException' });
    await paddock.dynamo.query({
      TableName,
      KeyConditionExpression: 'Id = :a',
      ExpressionAttributeValues: { ':a': { S: 'a' } },
    });
    assert.ok((await sum('AWS/DynamoDB', 'ConsumedWriteCapacityUnits', { TableName })) >= 2);
    assert.equal(await sum('AWS/DynamoDB', 'ConditionalCheckFailedRequests', { TableName }), 1);
    assert.equal(await sum('AWS/DynamoDB', 'ReturnedItemCount', { TableName, Operation: 'Query' }), 1);
    has(await names('AWS/DynamoDB', 'TableName', TableName), [
      'ConsumedReadCapacityUnits',
      'ConsumedWriteCapacityUnits',
      'SuccessfulRequestLatency',
      'ReturnedItemCount',
    ]);
  });

  it("Logs'", async () => {
    const logGroupName = 'metrics-of-logs';
    await paddock.logs.createLogGroup({ logGroupName });
    await paddock.logs.createLogStream({ logGroupName, logStreamName: 's' });
    const timestamp = Date.now();
    await paddock.logs.putLogEvents({
      logGroupName,
      logStreamName: 's',
      logEvents: [
        { timestamp, message: 'one' },
        { timestamp, message: 'two' },
      ],
    });
    assert.equal(await sum('AWS/Logs', 'IncomingLogEvents', { LogGroupName: logGroupName }), 2);
    assert.ok((await sum('AWS/Logs', 'IncomingBytes', { LogGroupName: logGroupName })) >= 6);
    assert.deepEqual(await names('AWS/Logs', 'LogGroupName', logGroupName), ['IncomingBytes', 'IncomingLogEvents']);
  });

  it('are found by SEARCH, and joined by metric math', async () => {
    const name = await paddock.newFunction('exports.handler = async () => 1;');
    await paddock.invoke(name);
    const Metric = {
      Namespace: 'AWS/Lambda',
      MetricName: 'Invocations',
      Dimensions: [{ Name: 'FunctionName', Value: name }],
    };
    const MetricDataQueries: MetricDataQuery[] = [
      { Id: 'all', Expression: `SUM(SEARCH('{AWS/Lambda,FunctionName} MetricName="Invocations"', 'Sum', 60))` },
      { Id: 'one', MetricStat: { Metric, Period: 60, Stat: 'Sum' } },
      { Id: 'rate', Expression: 'IF(one > 0, one / PERIOD(one) * 60, 0)' },
    ];
    const { MetricDataResults = [] } = await paddock.cloudWatch.getMetricData({ MetricDataQueries, ...span() });
    const total = (id: string): number =>
      (MetricDataResults.find(({ Id }) => Id === id)?.Values ?? []).reduce((all, value) => all + value, 0);
    assert.ok(total('all') >= 5);
    assert.equal(total('one'), 1);
    assert.equal(total('rate'), 1);
  });
});
