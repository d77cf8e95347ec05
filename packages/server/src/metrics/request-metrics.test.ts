import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Outcome } from '../service.js';
import { prometheusText } from './prometheus.js';
import { RequestMetrics } from './request-metrics.js';

const outcome = (change: Partial<Outcome> = {}): Outcome => ({
  service: 'kinesis',
  operation: 'PutRecord',
  requestId: 'r',
  region: 'us-east-1',
  principal: undefined,
  sourceIp: '127.0.0.1',
  userAgent: undefined,
  verdicts: [],
  status: 200,
  errorCode: undefined,
  at: 0,
  latency: 0.5,
  ...change,
});

it('counts requests by operation and result, and their latencies', () => {
  const metrics = new RequestMetrics();
  metrics.observe(outcome());
  metrics.observe(outcome({ latency: 0.25 }));
  metrics.observe(outcome({ latency: 60_000, status: 500, errorCode: 'InternalFailure' }));
  const lines = prometheusText(metrics.families()).split('\n');
  const of = 'service="kinesis",operation="PutRecord"';
  for (const line of [
    `paddock_requests_total{${of},status="200",error=""} 2`,
    `paddock_requests_total{${of},status="500",error="InternalFailure"} 1`,
    `paddock_request_duration_seconds_bucket{${of},le="0.00025"} 1`,
    `paddock_request_duration_seconds_bucket{${of},le="0.0005"} 2`,
    `paddock_request_duration_seconds_bucket{${of},le="10"} 2`,
    `paddock_request_duration_seconds_bucket{${of},le="+Inf"} 3`,
    `paddock_request_duration_seconds_sum{${of}} 60.00075`,
    `paddock_request_duration_seconds_count{${of}} 3`,
  ]) {
    assert.ok(lines.includes(line), line);
  }
  assert.deepEqual(metrics.total, { requests: 3, faults: 1 });
});

it('stays small whatever names come', () => {
  const metrics = new RequestMetrics();
  for (let i = 0; i < 5000; i++) metrics.observe(outcome({ operation: `Op${i}` }));
  for (let i = 0; i < 5000; i++) metrics.observe(outcome({ operation: 'Op1', status: 400, errorCode: `E${i}` }));
  const text = prometheusText(metrics.families());
  assert.ok(text.split('\n').length < 20_000);
  assert.match(text, /^paddock_requests_total\{service="other",operation="other",status="200",error=""\} 4000$/m);
  assert.equal(metrics.total.requests, 10_000);
});

it('counts requests that name no operation as one, whatever they ask for', () => {
  const metrics = new RequestMetrics();
  for (let i = 0; i < 100; i++) {
    metrics.observe(
      outcome({ service: '', operation: '', asked: `Action Get${i}`, status: 400, errorCode: 'InvalidAction' }),
    );
  }
  const text = prometheusText(metrics.families());
  assert.match(text, /^paddock_requests_total\{service="",operation="",status="400",error="InvalidAction"\} 100$/m);
  assert.doesNotMatch(text, /Get\d/);
});
