import assert from 'node:assert/strict';
import { it } from 'node:test';
import { seededRandom } from '../../../runtime/random.js';
import { describeStream } from '../../kinesis/operations/describe-stream.js';
import { mergeShards } from '../../kinesis/operations/merge-shards.js';
import { splitShard } from '../../kinesis/operations/split-shard.js';
import { testRunning, type TestProcess, type TestRunning } from './testing.js';

const code = `
CREATE STREAM DEST (n INTEGER, row_time TIMESTAMP, arrival TIMESTAMP);
CREATE PUMP p AS INSERT INTO DEST SELECT STREAM n, "IN_001".ROWTIME, approximate_arrival_time FROM "IN_001";`;

/** Splits or merges what can be. */
async function reshard({ streams }: TestRunning, choice: number): Promise<void> {
  const { StreamDescription } = await streams.run(describeStream, { StreamName: 'in' });
  const open = (StreamDescription?.Shards ?? [])
    .filter(({ SequenceNumberRange }) => SequenceNumberRange?.EndingSequenceNumber === undefined)
    .map(({ ShardId, HashKeyRange }) => ({
      id: ShardId ?? '',
      start: BigInt(HashKeyRange?.StartingHashKey ?? 0),
      end: BigInt(HashKeyRange?.EndingHashKey ?? 0),
    }))
    .toSorted((a, b) => (a.start < b.start ? -1 : 1));
  const at = choice % open.length;
  const [shard, next] = [open[at], open[at + 1]];
  if (shard === undefined) return;
  if (next !== undefined && choice % 2 === 0)
    await streams.run(mergeShards, { StreamName: 'in', ShardToMerge: shard.id, AdjacentShardToMerge: next.id });
  else
    await streams.run(splitShard, {
      StreamName: 'in',
      ShardToSplit: shard.id,
      NewStartingHashKey: String((shard.start + shard.end) / 2n),
    });
}

/** Records come, time passes, shards change, the application stops and starts and its process dies, in any order. */
async function live(seed: number): Promise<void> {
  const random = seededRandom(seed);
  const below = (count: number): number => ((random.bytes(1)[0] ?? 0) * 256 + (random.bytes(1)[0] ?? 0)) % count;
  const test = await testRunning({ shards: 1 + below(3) });
  try {
    await test.create({ code });
    await test.start();
    let process: TestProcess = test;
    let count = 0;
    for (let step = 0; step < 80; step++) {
      const chance = below(20);
      const isRunning = test.application().status === 'RUNNING';
      if (chance < 11)
        for (let more = below(4); more >= 0; more--)
          await test.streams.putRecord('in', JSON.stringify({ n: count++ }), `key ${below(1_000)}`);
      else if (chance < 15) await test.clock.advance(below(90_000));
      else if (chance < 17) await reshard(test, below(100));
      else if (chance === 17) {
        await process.running.abandon();
        process = await test.process();
      } else if (isRunning) await process.stopApplication();
      else await process.start('LAST_STOPPED_POINT');
      if (below(3) > 0) await test.settle();
    }
    if (test.application().status !== 'RUNNING') await process.start('LAST_STOPPED_POINT');
    await test.settle();
    await test.clock.advance(1_000);
    const rows = (await test.rows()).map((row) => row.split(','));
    assert.deepEqual(
      rows.map(([n]) => Number(n)).toSorted((a, b) => a - b),
      Array.from({ length: count }, (_, index) => index),
      `seed ${seed}`,
    );
    for (const [n, rowtime, arrival] of rows) assert.equal(rowtime, arrival, `${n} of seed ${seed}`);
  } finally {
    await test.stop();
  }
}

it('every record is read once, and its ROWTIME is when it arrived', async () => {
  for (let seed = 1; seed <= 20; seed++) await live(seed);
});
