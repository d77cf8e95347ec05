import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tables } from '@paddock/store';
import fc from 'fast-check';
import { aFewTurns } from '../../runtime/controlled-clock.js';
import { seededRandom, type Random } from '../../runtime/random.js';
import { Lineage } from './lineage.js';
import { Reader } from './reader.js';
import { testStreams, type TestStreams } from './testing.js';

/** The store as if it were a way off, so that anything comes between two calls. */
function distantTables(tables: Tables, random: Random): Tables {
  const afar = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (let turns = Math.floor(random.number() * 20); turns > 0; turns--) await Promise.resolve();
    const answer = await ask();
    for (let turns = Math.floor(random.number() * 20); turns > 0; turns--) await Promise.resolve();
    return answer;
  };
  return {
    read: (places) => afar(() => tables.read(places)),
    scan: (collection, range, visitor) => afar(() => tables.scan(collection, range, visitor)),
    transact: (places, decide, fences) => afar(() => tables.transact(places, decide, fences)),
    raiseFence: (name, revision) => afar(() => tables.raiseFence(name, revision)),
    clear: (collection, below) => afar(() => tables.clear(collection, below)),
    watch: (feed, listener) => tables.watch(feed, listener),
    close: () => tables.close(),
  };
}

/** Reads a stream to its end, shard after shard, and says what it read. */
async function follow(streams: TestStreams, tables: Tables, arn: string): Promise<string[]> {
  const lineage = new Lineage(tables, streams.context.streams, streams.clock);
  const reader = new Reader(tables, lineage);
  const read: string[] = [];
  const stream = async () => {
    const found = await streams.port.stream(arn);
    assert.ok(found);
    return found;
  };
  for (let [shard] = await lineage.shards(await stream()); shard !== undefined;) {
    const { id } = shard;
    for (let next = shard.after + 1, ended = false; !ended;) {
      const slice = await reader.read(await stream(), shard, next, { records: 3, bytes: 1e6 }, streams.clock.now());
      read.push(...slice.records.map(({ record }) => record.keys.toString()));
      ({ next, ended } = slice);
      // Whoever only waits for promises lets no timer run.
      if (slice.records.length === 0) await aFewTurns();
    }
    shard = (await lineage.shards(await stream())).find(({ parent }) => parent === id);
  }
  return read;
}

test('whoever follows the shards while they turn reads every record once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer(),
      fc.array(fc.constantFrom('put', 'put', 'put', 'turn'), { maxLength: 30 }),
      async (seed, steps) => {
        const streams = await testStreams();
        const arn = await streams.createStream('riders');
        const random = seededRandom(seed);
        const tables = distantTables(streams.tables, random);
        const lineage = new Lineage(tables, streams.context.streams, streams.clock);
        const stream = await streams.port.stream(arn);
        assert.ok(stream);
        const followers = [0, 1].map(() => follow(streams, tables, arn));
        let written = 0;
        const turning: Promise<void>[] = [];
        for (const step of steps) {
          if (step === 'put') await streams.put('riders', { id: { S: String(written++) } });
          else {
            await streams.clock.freeze(streams.clock.now() + 4 * 3_600_000 - 1);
            // The loop of this process, and that of another.
            turning.push(lineage.roll(stream), lineage.roll(stream));
          }
          for (let turns = Math.floor(random.number() * 30); turns > 0; turns--) await Promise.resolve();
        }
        await Promise.all(turning);
        await streams.disable('riders');
        const all = Array.from({ length: written }, (_, id) => `{"id":{"S":"${id}"}}`);
        assert.deepEqual(await Promise.all(followers), [all, all]);
        await streams.stop();
      },
    ),
    { numRuns: 30 },
  );
});
