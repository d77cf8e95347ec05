import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MetricStore } from '../../metrics/metric-store.js';
import { testClock } from '../../runtime/controlled-clock.js';
import { testAccount as account, testRegion as region, testStart } from '../../test-request.js';
import { LambdaMetrics } from './metrics.js';

test('what runs at once is counted for the function, and for the account on its own', () => {
  const store = new MetricStore({ clock: testClock(testStart) });
  const metrics = new LambdaMetrics(store);
  const of = { account, region, name: 'f' };
  metrics.concurrency(of, { running: 2, inAccount: 5, unreserved: 3 }, 'f:live', '7');
  metrics.concurrency(of, { running: 1, inAccount: 6, unreserved: undefined }, 'f');
  const most = (metric: string, dimensions: Record<string, string>): number | undefined =>
    store.query({ account, region, namespace: 'AWS/Lambda', metric, dimensions, from: 0, to: Infinity })[0]?.max;
  assert.equal(most('ConcurrentExecutions', { FunctionName: 'f' }), 2);
  assert.equal(most('ConcurrentExecutions', { FunctionName: 'f', Resource: 'f:live', ExecutedVersion: '7' }), 2);
  assert.equal(most('ConcurrentExecutions', {}), 6);
  assert.equal(most('UnreservedConcurrentExecutions', {}), 3);
});
