import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MetricStore } from '../../metrics/metric-store.js';
import { testClock } from '../../runtime/controlled-clock.js';
import { testAccount, testRegion, testStart } from '../../test-request.js';
import { AnalyticsMetrics } from './metrics.js';
import { testApplication, testInput, testOutput } from './running/surroundings/testing.js';

test("an application's metrics have AWS's names, units and dimensions", () => {
  const store = new MetricStore({ clock: testClock(testStart) });
  const metrics = new AnalyticsMetrics(store);
  const application = testApplication();
  metrics.read(application, testInput, 10, 1_000, 250);
  metrics.delivered(application, testOutput, 3, 90);
  metrics.failed(application, testOutput);
  metrics.processed(application, testInput, { ok: 4, okBytes: 40, dropped: 2, failed: 1, duration: 20 });
  metrics.processed(application, testInput, undefined);
  metrics.invoked(application, testOutput, { ok: 2, failed: 1, duration: 30 });
  const found = store.list({ account: testAccount, region: testRegion, namespace: 'AWS/KinesisAnalytics' });
  const lines = found.map(({ metric, unit, dimensions }) => {
    const identity = {
      account: testAccount,
      region: testRegion,
      namespace: 'AWS/KinesisAnalytics',
      metric,
      dimensions,
    };
    const [point] = store.query({ ...identity, from: 0, to: Infinity });
    const { Application, Flow = '-', Id = '-' } = dimensions;
    return `${Application} ${Flow} ${Id} ${metric} ${unit} ${point?.sum}/${point?.count}`;
  });
  assert.deepEqual(lines.sort(), [
    'rides - - KPUs Count 1/1',
    'rides - - MillisBehindLatest Milliseconds 250/1',
    'rides Input 1.1 Bytes Bytes 1000/1',
    'rides Input 1.1 InputProcessing.DroppedRecords Count 2/1',
    'rides Input 1.1 InputProcessing.Duration Milliseconds 20/1',
    'rides Input 1.1 InputProcessing.OkBytes Bytes 40/1',
    'rides Input 1.1 InputProcessing.OkRecords Count 4/1',
    'rides Input 1.1 InputProcessing.ProcessingFailedRecords Count 1/1',
    'rides Input 1.1 InputProcessing.Success Count 1/2',
    'rides Input 1.1 MillisBehindLatest Milliseconds 250/1',
    'rides Input 1.1 Records Count 10/1',
    'rides Output 2.1 Bytes Bytes 90/1',
    'rides Output 2.1 LambdaDelivery.DeliveryFailedRecords Count 1/1',
    'rides Output 2.1 LambdaDelivery.Duration Milliseconds 30/1',
    'rides Output 2.1 LambdaDelivery.OkRecords Count 2/1',
    'rides Output 2.1 Records Count 3/1',
    'rides Output 2.1 Success Count 1/2',
  ]);
});
