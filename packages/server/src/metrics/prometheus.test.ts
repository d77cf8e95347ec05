import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testClock } from '../runtime/controlled-clock.js';
import { MetricStore } from './metric-store.js';
import { processMetrics } from './process-metrics.js';
import { family, prometheusText } from './prometheus.js';
import { seriesFamilies } from './series-families.js';

describe('prometheusText', () => {
  it('writes names, types, labels and values', () => {
    const text = prometheusText([
      family('a_total', 'counter', 'Back\\slash\nand newline.', [{ labels: { x: 'say "hi"\\\n' }, value: 1.5 }]),
      family('nothing', 'gauge', 'Left out.', []),
      family('b', 'gauge', 'Bare.', Infinity),
    ]);
    assert.equal(
      text,
      '# HELP a_total Back\\\\slash\\nand newline.\n# TYPE a_total counter\na_total{x="say \\"hi\\"\\\\\\n"} 1.5\n' +
        '# HELP b Bare.\n# TYPE b gauge\nb +Inf\n',
    );
  });
});

describe('seriesFamilies', () => {
  const identity = { account: '000000000000', region: 'us-east-1', namespace: 'AWS/Kinesis' };
  const labels = 'account="000000000000",region="us-east-1"';

  it('names metrics and dimensions as Prometheus does', () => {
    const store = new MetricStore({ clock: testClock() });
    const stream = { StreamName: 'wildrydes' };
    const add = (metric: string, unit: string, dimensions: Record<string, string>, ...values: number[]): void => {
      const series = store.series({ ...identity, metric, unit, dimensions });
      for (const value of values) series.add(value);
    };
    add('IncomingRecords', 'Count', stream, 3, 4);
    add('IncomingRecords', 'Count', { ...stream, ShardId: 'shardId-000000000000' }, 7);
    add('PutRecord.Success', 'Count', stream, 1, 0);
    add('GetRecords.IteratorAgeMilliseconds', 'Milliseconds', stream, 20, 30);
    add('Silent', 'Count', stream);
    const lines = prometheusText(seriesFamilies(store))
      .split('\n')
      .filter((line) => !line.startsWith('# HELP'));
    assert.deepEqual(lines, [
      '# TYPE paddock_kinesis_get_records_iterator_age_milliseconds summary',
      `paddock_kinesis_get_records_iterator_age_milliseconds_sum{${labels},stream="wildrydes"} 50`,
      `paddock_kinesis_get_records_iterator_age_milliseconds_count{${labels},stream="wildrydes"} 2`,
      '# TYPE paddock_kinesis_incoming_records_total counter',
      `paddock_kinesis_incoming_records_total{${labels},stream="wildrydes"} 7`,
      `paddock_kinesis_incoming_records_total{${labels},stream="wildrydes",shard_id="shardId-000000000000"} 7`,
      '# TYPE paddock_kinesis_put_record_success_total counter',
      `paddock_kinesis_put_record_success_total{${labels},stream="wildrydes"} 1`,
      '',
    ]);
  });
});

describe('processMetrics', () => {
  it('tells memory, time and connections', () => {
    const text = prometheusText(processMetrics(() => 3).families());
    for (const name of ['process_resident_memory_bytes', 'nodejs_heap_size_used_bytes', 'process_uptime_seconds']) {
      assert.match(text, new RegExp(`^${name} [0-9.]+$`, 'm'));
    }
    assert.match(text, /^paddock_open_connections 3$/m);
  });
});
