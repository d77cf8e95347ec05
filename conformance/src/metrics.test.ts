import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { iteratorOf, newStream, startPaddock } from './harness.js';

const paddock = await startPaddock({ limits: true });
const { sdk, control } = paddock;
await control.freeze();
after(() => paddock.close());

/** All lines of Prometheus text that name the stream. */
async function linesOf(stream: string): Promise<string[]> {
  return (await control.metrics()).split('\n').filter((line) => line.includes(`"${stream}"`));
}

describe('GET /_paddock/metrics', () => {
  it('counts what AWS counts, of the stream and of its shards', async () => {
    const StreamName = await newStream(sdk);
    await sdk.enableEnhancedMonitoring({ StreamName, ShardLevelMetrics: ['ALL'] });
    await sdk.putRecord({ StreamName, PartitionKey: 'pk', Data: Buffer.alloc(8) });
    const Records = Array.from({ length: 500 }, () => ({ PartitionKey: 'pk', Data: Buffer.alloc(8) }));
    await sdk.putRecords({ StreamName, Records });
    await sdk.putRecords({ StreamName, Records });
    await control.advance(1000);
    await sdk.getRecords({ ShardIterator: await iteratorOf(sdk, StreamName), Limit: 100 });
    const lines = await linesOf(StreamName);
    const sum = (metric: RegExp, dimension?: string): number => {
      const found = lines.filter(
        (line) => metric.test(line) && (dimension ? line.includes(dimension) : !line.includes('shard')),
      );
      assert.equal(found.length, 1, `${metric}: ${found.join('\n')}\n${lines.join('\n')}`);
      return Number(found[0]?.split(' ').at(-1));
    };
    assert.equal(sum(/incoming_records_(sum|total)\b/), 1000);
    assert.equal(sum(/incoming_bytes_(sum|total)\b/), 10_000);
    assert.equal(sum(/put_record_success_(sum|total)\b/), 1);
    assert.equal(sum(/put_records_total_records_(sum|total)\b/), 1000);
    assert.equal(sum(/put_records_successful_records_(sum|total)\b/), 999);
    assert.equal(sum(/put_records_throttled_records_(sum|total)\b/), 1);
    assert.equal(sum(/write_provisioned_throughput_exceeded_(sum|total)\b/), 1);
    assert.equal(sum(/get_records_records_(sum|total)\b/), 100);
    assert.equal(sum(/get_records_success_(sum|total)\b/), 1);
    assert.equal(sum(/iterator_age_milliseconds_(sum|total)\b/), 1000);
    assert.equal(sum(/incoming_records_(sum|total)\b/, 'shardId-000000000000'), 1000);
    assert.equal(sum(/outgoing_records_(sum|total)\b/, 'shardId-000000000000'), 100);
  });
});
