import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page, ShardSource } from '@paddock/ride/browser';
import { VirtualTime } from '../../../dist/virtual-time.js';
import { paced } from './paced.js';

const empty: Page = { records: [], next: 'next', millisBehindLatest: 0, children: [] };

function setUp(millis: number) {
  const time = new VirtualTime();
  const stop = new AbortController();
  const seen = { calls: 0, underWay: 0, most: 0 };
  const source: ShardSource = {
    listShards: async () => [],
    getIterator: async () => 'iterator',
    getRecords: async () => {
      seen.calls += 1;
      seen.underWay += 1;
      seen.most = Math.max(seen.most, seen.underWay);
      await time.sleep(millis);
      seen.underWay -= 1;
      if (seen.calls % 3 === 0) throw new Error('refused');
      return empty;
    },
  };
  return { time, stop, seen, source: paced(source, time, stop.signal) };
}

test('hundreds of shards are read in turn: six calls at once, a hundred a second', async () => {
  const { time, seen, source } = setUp(5);
  const from = time.elapsed();
  await time.run(Promise.allSettled(Array.from({ length: 400 }, () => source.getRecords('iterator'))));
  assert.deepEqual([seen.calls, seen.most, seen.underWay], [400, 6, 0]);
  const took = time.elapsed() - from;
  assert.ok(took >= 3_500 && took < 4_000, `${took} ms`);
});

test('a stream of a few shards does not wait', async () => {
  const { time, seen, source } = setUp(5);
  await time.run(
    (async () => {
      for (let second = 0; second < 20; second += 1) {
        const from = time.elapsed();
        await Promise.allSettled(Array.from({ length: 6 }, () => source.getRecords('iterator')));
        assert.equal(time.elapsed() - from, 5);
        await time.sleep(995);
      }
    })(),
  );
  assert.equal(seen.calls, 120);
});

test('when it is over, calls that wait are not made', async () => {
  const { time, stop, seen, source } = setUp(50);
  const results = Array.from({ length: 300 }, () => source.getRecords('iterator'));
  void time.sleep(120).then(() => stop.abort());
  await time.run(Promise.allSettled(results));
  await time.run(time.sleep(10_000));
  assert.equal(seen.calls, 18);
});
