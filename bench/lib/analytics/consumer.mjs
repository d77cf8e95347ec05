import { setTimeout as sleep } from 'node:timers/promises';
import { exchange } from '../load/client.mjs';

// Polls all shards of a stream from its beginning. What it gives of a record: its data as text, when it arrived in the stream, and when the answer that had it
// was here, both in ms of the machine's clock.
export async function openConsumer(client, StreamName) {
  const { Shards } = await client.call('kinesis', 'ListShards', { StreamName });
  const lanes = await client.openLanes(1);
  const iterators = [];
  for (const { ShardId } of Shards) {
    const request = { StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' };
    iterators.push((await client.call('kinesis', 'GetShardIterator', request)).ShardIterator);
  }

  async function poll() {
    const records = [];
    for (const [shard, ShardIterator] of iterators.entries()) {
      const { status, body } = await exchange(lanes[0], client.build('kinesis', 'GetRecords', { ShardIterator }));
      if (status !== 200) throw new Error(`GetRecords answered ${status}`);
      const seen = performance.timeOrigin + performance.now();
      const { Records, NextShardIterator } = JSON.parse(body);
      iterators[shard] = NextShardIterator;
      for (const { Data, ApproximateArrivalTimestamp } of Records)
        records.push({
          text: Buffer.from(Data, 'base64').toString(),
          arrival: Math.round(ApproximateArrivalTimestamp * 1000),
          seen,
        });
    }
    return records;
  }

  // Until there are so many; a minute and a half at most.
  async function wait(count, { pause = 0, whilePolling = () => {} } = {}) {
    const last = performance.now() + 90_000;
    const records = [];
    for (;;) {
      for (const each of await poll()) records.push(each);
      whilePolling();
      if (records.length >= count) return records;
      if (performance.now() > last) throw new Error(`${records.length} of ${count} records came within 90 s`);
      if (pause > 0) await sleep(pause);
    }
  }
  return { poll, wait, close: () => lanes.close() };
}
