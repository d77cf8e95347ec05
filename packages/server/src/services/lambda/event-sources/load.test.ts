import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { aFewTurns } from '../../../runtime/controlled-clock.js';
import { seededRandom } from '../../../runtime/random.js';
import { mergeShards } from '../../kinesis/operations/merge-shards.js';
import { splitShard } from '../../kinesis/operations/split-shard.js';
import { PortRecords } from './testing-load.js';
import { dataOf, FunctionError, testEventSources } from './testing.js';

it('a hundred thousand records: nothing is lost, nothing is out of order within a key', async () => {
  const test = await testEventSources({ shards: 2 });
  try {
    const count = 100_000;
    const last = new Map<string, number>();
    let seen = 0;
    test.invoker.handler = (event) => {
      for (const data of dataOf(event)) {
        const [key = '', number] = data.split(':');
        const before = last.get(key) ?? -1;
        if (Number(number) <= before) assert.fail(`${data} came after ${key}:${before}`);
        last.set(key, Number(number));
        seen += 1;
      }
      test.invoker.calls.length = 0;
    };
    await test.map({ BatchSize: 1_000, ParallelizationFactor: 4 });
    const port = new PortRecords(test);
    for (let from = 0; from < count; from += 10_000) {
      await port.put(Array.from({ length: 10_000 }, (_, index) => `k${(from + index) % 997}:${from + index}`));
      if (from === 30_000)
        await test.kinesis.run(splitShard, {
          StreamName: 'rides',
          ShardToSplit: 'shardId-000000000000',
          NewStartingHashKey: (2n ** 126n).toString(),
        });
      if (from === 60_000)
        await test.kinesis.run(mergeShards, {
          StreamName: 'rides',
          ShardToMerge: 'shardId-000000000002',
          AdjacentShardToMerge: 'shardId-000000000003',
        });
    }
    for (let turn = 0; turn < 2_000 && seen < count; turn++) await aFewTurns();
    assert.equal(seen, count);
  } finally {
    await test.stop();
  }
});

it('whatever fails and when, every record is done in the order of its key', () =>
  fc.assert(
    fc.asyncProperty(
      fc.record({
        seed: fc.integer(),
        keys: fc.integer({ min: 1, max: 9 }),
        batch: fc.integer({ min: 1, max: 20 }),
        factor: fc.integer({ min: 1, max: 10 }),
        bisect: fc.boolean(),
        reports: fc.boolean(),
      }),
      async ({ seed, keys, batch, factor, bisect, reports }) => {
        const test = await testEventSources();
        try {
          const random = seededRandom(seed);
          const data = Array.from({ length: 80 }, (_, index) => `k${Math.floor(random.number() * keys)}:${index}`);
          const done: string[] = [];
          test.invoker.handler = async (event) => {
            const own = dataOf(event);
            if (random.number() < 0.5) await aFewTurns();
            if (random.number() < 0.2) throw new FunctionError('no');
            const upTo = reports && random.number() < 0.4 ? Math.floor(random.number() * own.length) : own.length;
            done.push(...own.slice(0, upTo));
            const failed = event.Records[upTo];
            return { batchItemFailures: failed ? [{ itemIdentifier: failed.kinesis.sequenceNumber }] : [] };
          };
          await test.map({
            BatchSize: batch,
            ParallelizationFactor: factor,
            BisectBatchOnFunctionError: bisect,
            ...(reports ? { FunctionResponseTypes: ['ReportBatchItemFailures'] as const } : {}),
          });
          await new PortRecords(test).put(data.slice(0, 50));
          await test.clock.advance(1_000);
          await new PortRecords(test).put(data.slice(50));
          for (let round = 0; round < 200 && done.length < data.length; round++) await test.clock.advance(30_000);
          for (let key = 0; key < keys; key++) {
            const of = (all: readonly string[]): string[] => all.filter((each) => each.startsWith(`k${key}:`));
            assert.deepEqual(of(done), of(data));
          }
        } finally {
          await test.stop();
        }
      },
    ),
    { numRuns: 30 },
  ));
