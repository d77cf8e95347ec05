import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { createSdk, region, rootKeys } from '../harness.js';
import { ChildServer } from '../harness/child-server.js';

/** What was put is there after `kill -9`; what services emitted is there after a stop. */
const minute = 60_000;
let directory = '';
let server: ChildServer;
let cloudWatch: CloudWatch;
const up = async (): Promise<void> => {
  server = await ChildServer.start('--data-dir', directory, '--transitions', 'instant', '--limits', 'off');
  cloudWatch = new CloudWatch({ endpoint: server.url, region, credentials: rootKeys, maxAttempts: 1 });
};

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'paddock-cloudwatch-'));
  await up();
});
after(async () => {
  cloudWatch.destroy();
  await server.kill();
  await rm(directory, { recursive: true, force: true });
});

const sumOf = async (Namespace: string, MetricName: string, dimensions: Record<string, string> = {}) => {
  const { Datapoints = [] } = await cloudWatch.getMetricStatistics({
    Namespace,
    MetricName,
    Period: 60,
    Statistics: ['Sum'],
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({
      Name,
      Value,
    })),
    StartTime: new Date(Date.now() - 10 * minute),
    EndTime: new Date(Date.now() + 2 * minute),
  });
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
};

it('data, alarms and dashboards survive kill -9', { timeout: 60_000 }, async () => {
  for (let round = 1; round <= 2; round++) {
    for (let value = 0; value < 10; value++)
      await cloudWatch.putMetricData({ Namespace: 'Rides', MetricData: [{ MetricName: 'Distance', Value: 1 }] });
    if (round === 1) {
      const DashboardBody = '{"widgets":[]}';
      await cloudWatch.putDashboard({ DashboardName: 'rides', DashboardBody });
      await cloudWatch.putMetricAlarm({
        AlarmName: 'far',
        Namespace: 'Rides',
        MetricName: 'Distance',
        Statistic: 'Sum',
        Period: 60,
        EvaluationPeriods: 1,
        Threshold: 1e9,
        ComparisonOperator: 'GreaterThanThreshold',
        TreatMissingData: 'ignore',
      });
      await cloudWatch.setAlarmState({ AlarmName: 'far', StateValue: 'ALARM', StateReason: 'by hand' });
    }
    await server.kill();
    cloudWatch.destroy();
    await up();
    assert.equal(await sumOf('Rides', 'Distance'), round * 10);
  }
  assert.deepEqual((await cloudWatch.listMetrics({ Namespace: 'Rides' })).Metrics?.length, 1);
  assert.equal((await cloudWatch.getDashboard({ DashboardName: 'rides' })).DashboardBody, '{"widgets":[]}');
  const { MetricAlarms = [] } = await cloudWatch.describeAlarms({});
  assert.deepEqual(
    MetricAlarms.map(({ AlarmName }) => AlarmName),
    ['far'],
  );
  const { AlarmHistoryItems = [] } = await cloudWatch.describeAlarmHistory({ HistoryItemType: 'StateUpdate' });
  assert.ok(AlarmHistoryItems.some(({ HistorySummary }) => HistorySummary?.endsWith('to ALARM')));
});

it("services' metrics survive a stop", { timeout: 60_000 }, async () => {
  const kinesis = createSdk(server.url);
  await kinesis.createStream({ StreamName: 'rides', ShardCount: 1 });
  for (let n = 0; n < 5; n++)
    await kinesis.putRecord({ StreamName: 'rides', Data: Buffer.from('x'), PartitionKey: 'k' });
  kinesis.destroy();
  assert.equal(await sumOf('AWS/Kinesis', 'IncomingRecords', { StreamName: 'rides' }), 5);
  await server.stop();
  cloudWatch.destroy();
  await up();
  assert.equal(await sumOf('AWS/Kinesis', 'IncomingRecords', { StreamName: 'rides' }), 5);
  assert.ok(((await cloudWatch.listMetrics({ Namespace: 'AWS/Kinesis' })).Metrics ?? []).length > 3);
});
