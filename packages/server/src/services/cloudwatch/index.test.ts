import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openMemoryRegistry, openMemoryTables } from '@paddock/store';
import { MetricStore } from '../../metrics/metric-store.js';
import type { Needs } from '../../operation.js';
import { testClock } from '../../runtime/controlled-clock.js';
import { DueTasks } from '../../runtime/due-tasks.js';
import { silentLogger } from '../../runtime/log.js';
import { testAccount, testRequest, testStart } from '../../test-request.js';
import { createCloudWatch, type CloudWatch } from './index.js';

const clock = testClock(testStart);

async function open(): Promise<CloudWatch> {
  const registry = openMemoryRegistry();
  const dueTasks = new DueTasks({ registry, clock, logger: silentLogger });
  return createCloudWatch({
    registry,
    tables: openMemoryTables(),
    clock,
    dueTasks,
    metrics: new MetricStore({ clock }),
    logger: silentLogger,
    evaluate: () => Promise.resolve([]),
  });
}

void test('it is found by every protocol', async () => {
  const { service } = await open();
  assert.deepEqual(
    [...service.protocols.keys()],
    ['application/x-www-form-urlencoded', 'application/x-amz-json-1.0', 'application/cbor'],
  );
  assert.equal(service.rpcServiceId, service.targetPrefix);
});

void test('what callers must be allowed', async () => {
  const { service } = await open();
  const needs = async (operation: string, input: object): Promise<Needs | undefined> =>
    service.operations.get(operation)?.needs(input, testRequest(clock));
  const put = await needs('PutMetricData', { Namespace: 'Rides', MetricData: [] });
  assert.ok(put && 'action' in put);
  assert.deepEqual([put.action, put.resources], ['cloudwatch:PutMetricData', ['*']]);
  assert.deepEqual(put.keys?.('cloudwatch:namespace'), ['Rides']);
  for (const [operation, input] of [
    ['GetMetricData', {}],
    ['GetMetricStatistics', {}],
    ['ListMetrics', {}],
    ['ListDashboards', {}],
  ] as const) {
    assert.deepEqual(await needs(operation, input), { action: `cloudwatch:${operation}`, resources: ['*'] });
  }
  const arn = (name: string): string => `arn:aws:cloudwatch::${testAccount}:dashboard/${name}`;
  assert.deepEqual(await needs('DeleteDashboards', { DashboardNames: ['a', 'b'] }), {
    action: 'cloudwatch:DeleteDashboards',
    resources: [arn('a'), arn('b')],
  });
  const tag = await needs('TagResource', { ResourceARN: arn('a'), Tags: [{ Key: 'herd', Value: 'north' }] });
  assert.ok(tag && 'action' in tag);
  assert.deepEqual(tag.resources, [arn('a')]);
  assert.deepEqual(tag.keys?.('aws:requesttag/herd'), ['north']);
});

void test('the port puts what services make, and reads it', async () => {
  const { port, service } = await open();
  const metric = { namespace: 'LogMetrics', metric: 'errors', dimensions: {} };
  await port.put(testAccount, 'us-east-1', [
    { ...metric, value: 1 },
    { ...metric, value: 2, unit: 'Count' },
    { ...metric, value: NaN },
  ]);
  const from = testStart - (testStart % 60_000);
  const points = await port.reader.points({
    metric: { account: testAccount, region: 'us-east-1', ...metric },
    from,
    to: from + 60_000,
    period: 60,
  });
  assert.deepEqual(
    points.map(({ unit, sum }) => [unit, sum]),
    [
      ['Count', 2],
      ['None', 1],
    ],
  );
  await service.stop();
});
