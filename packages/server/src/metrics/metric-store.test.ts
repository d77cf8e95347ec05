import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { testClock } from '../runtime/controlled-clock.js';
import {
  defaultRetention,
  mergePoints,
  MetricStore,
  percentile,
  valuesOf,
  type MetricPoint,
  type MetricRetention,
} from './metric-store.js';

const MINUTE = 60_000;
const START = 1_700_000_040_000; // a whole minute

const records = {
  account: '000000000000',
  region: 'us-east-1',
  namespace: 'AWS/Kinesis',
  metric: 'IncomingRecords',
  unit: 'Count',
  dimensions: { StreamName: 'wildrydes' },
};
const always = { from: 0, to: Infinity };
const query = (store: MetricStore, metric = records) => store.query({ ...metric, ...always });

function setUp(retention: Partial<MetricRetention> = {}) {
  const clock = testClock(START);
  return { clock, store: new MetricStore({ clock, retention: { ...defaultRetention, ...retention } }) };
}

describe('MetricStore', () => {
  it('gives the same series for the same metric, whatever the order of its dimensions', () => {
    const { store } = setUp();
    const series = store.series({ ...records, dimensions: { StreamName: 'a', ShardId: 's' } });
    assert.equal(store.series({ ...records, dimensions: { ShardId: 's', StreamName: 'a' } }), series);
    assert.notEqual(store.series({ ...records, region: 'eu-west-1' }), store.series(records));
    assert.notEqual(store.series({ ...records, dimensions: {} }), store.series(records));
  });

  it('keeps sum, count, min, max and values of every minute', async () => {
    const { clock, store } = setUp();
    const series = store.series(records);
    series.add(5);
    series.add(1, 3);
    await clock.advance(59_999);
    series.add(2);
    await clock.advance(1);
    series.add(7);
    const [first, second, ...rest] = query(store);
    assert.ok(first && second && rest.length === 0);
    const { values: _, ...sums } = first;
    assert.deepEqual(sums, { time: START, period: MINUTE, sum: 10, count: 5, min: 1, max: 5 });
    assert.deepEqual(valuesOf(second), [{ value: 7, count: 1 }]);
    assert.equal(second.time, START + MINUTE);
    assert.deepEqual(series.total, { sum: 17, count: 6 });
  });

  it('answers the periods that begin in [from, to)', async () => {
    const { clock, store } = setUp();
    for (let i = 0; i < 4; i++) {
      store.series(records).add(i);
      await clock.advance(MINUTE);
    }
    const times = store.query({ ...records, from: START + MINUTE, to: START + 3 * MINUTE }).map(({ sum }) => sum);
    assert.deepEqual(times, [1, 2]);
    assert.deepEqual(store.query({ ...records, metric: 'Other', ...always }), []);
  });

  it('answers percentiles to within 1.6 %, of any values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 0, max: 100 }),
        (values, p) => {
          const { store } = setUp();
          for (const value of values) store.series(records).add(value);
          const [point] = query(store);
          const sorted = [...values].sort((a, b) => a - b);
          const exact = sorted[Math.max(1, Math.ceil((p / 100) * values.length)) - 1] ?? Number.NaN;
          assert.ok(point);
          assert.ok(Math.abs(percentile(point, p) - exact) <= Math.abs(exact) * 0.016 + 1e-300);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('joins old minutes into five, and those into hours, losing no sample', async () => {
    const { clock, store } = setUp({ minutes: 10 * MINUTE, fiveMinutes: 120 * MINUTE });
    const series = store.series(records);
    for (let i = 0; i < 300; i++) {
      series.add(i);
      await clock.advance(MINUTE);
    }
    series.add(300);
    const points = query(store);
    assert.deepEqual([...new Set(points.map(({ period }) => period / MINUTE))], [60, 5, 1]);
    for (const [i, point] of points.slice(1).entries()) {
      const before = points[i];
      assert.ok(before && before.time + before.period <= point.time, 'periods overlap');
    }
    const all = mergePoints(points, 0, 0);
    assert.deepEqual([all?.count, all?.sum, all?.min, all?.max], [301, (300 * 301) / 2, 0, 300]);
    assert.equal(points.filter(({ period }) => period === MINUTE).length <= 16, true);
  });

  it('drops what is older than its hours', async () => {
    const { clock, store } = setUp({ hours: 120 * MINUTE });
    store.series(records).add(1);
    await clock.advance(121 * MINUTE);
    store.series(records).add(2);
    assert.deepEqual(
      query(store).map(({ sum }) => sum),
      [2],
    );
    assert.equal(store.series(records).total.sum, 3);
  });

  it('bounds points: everybody loses the oldest', async () => {
    const { clock, store } = setUp({ points: 100 });
    const many = Array.from({ length: 10 }, (_, i) =>
      store.series({ ...records, dimensions: { StreamName: `s${i}` } }),
    );
    for (let i = 0; i < 40; i++) {
      for (const series of many) series.add(1);
      await clock.advance(MINUTE);
    }
    assert.ok(store.size.points <= 110, String(store.size.points));
    const lengths = many.map(({ identity }) => store.query({ ...identity, ...always }).length);
    assert.ok(Math.min(...lengths) >= 7 && Math.max(...lengths) - Math.min(...lengths) <= 1, lengths.join());
  });

  it('bounds series: who was silent longest goes, and comes back when it has something to say', async () => {
    const { clock, store } = setUp({ series: 10 });
    const old = store.series(records);
    old.add(1);
    await clock.advance(MINUTE);
    for (let i = 0; i < 10; i++) store.series({ ...records, dimensions: { StreamName: `s${i}` } }).add(1);
    assert.ok(store.size.series <= 10);
    assert.deepEqual(query(store), []);
    old.add(5);
    assert.deepEqual(
      query(store).map(({ sum }) => sum),
      [5],
    );
    assert.equal(store.series(records), old);
  });

  it('leads two handles of one metric to the same series', () => {
    const { store } = setUp();
    const before = store.series(records);
    before.add(1);
    store.clear();
    assert.deepEqual(store.size, { series: 0, points: 0 });
    const after = store.series(records);
    assert.notEqual(after, before);
    before.add(2);
    after.add(3);
    before.add(4);
    assert.deepEqual(
      query(store).map(({ sum }) => sum),
      [9],
    );
    store.clear();
    before.add(8);
    after.add(16);
    assert.deepEqual(
      query(store).map(({ sum }) => sum),
      [24],
    );
  });

  it('keeps order when the clock is set back', async () => {
    const { clock, store } = setUp();
    const series = store.series(records);
    series.add(1);
    await clock.freeze(START + 5 * MINUTE);
    series.add(2);
    await clock.freeze(START + 2 * MINUTE);
    series.add(4);
    await clock.freeze(START + 30_000);
    series.add(8);
    await clock.freeze(START + 5 * MINUTE);
    series.add(16);
    assert.deepEqual(
      query(store).map(({ time, sum }) => [(time - START) / MINUTE, sum]),
      [
        [0, 9],
        [2, 4],
        [5, 18],
      ],
    );
  });

  it('lists metrics that have data, by what is asked', () => {
    const { store } = setUp();
    store.series(records).add(1);
    store.series({ ...records, metric: 'IncomingBytes', unit: 'Bytes' }).add(9);
    store.series({ ...records, dimensions: { StreamName: 'wildrydes', ShardId: 's' } }).add(1);
    store.series({ ...records, metric: 'Silent' });
    const { account, region } = records;
    const names = (filter: object) => store.list({ account, region, ...filter }).map(({ metric }) => metric);
    assert.deepEqual(names({}), ['IncomingRecords', 'IncomingBytes', 'IncomingRecords']);
    assert.deepEqual(names({ metric: 'IncomingBytes' }), ['IncomingBytes']);
    assert.deepEqual(names({ dimensions: { ShardId: undefined } }), ['IncomingRecords']);
    assert.deepEqual(names({ dimensions: { ShardId: 'other' } }), []);
    assert.deepEqual(names({ namespace: 'AWS/DynamoDB' }), []);
    assert.deepEqual(names({ region: 'eu-west-1' }), []);
    assert.equal(store.list({ account, region })[0]?.lastTime, START);
  });
});

void describe('MetricStore that hands minutes over', () => {
  const identity = { account: '1', region: 'r', namespace: 'AWS/X', metric: 'm', dimensions: {} };

  void it('keeps the open minute alone, and its totals', async () => {
    const clock = testClock(0);
    const store = new MetricStore({ clock });
    const closed: MetricPoint[] = [];
    let opened = 0;
    store.handOver({ opened: () => void opened++, closed: (_, point) => void closed.push(point) });
    const series = store.series({ ...identity, unit: 'Count' });
    series.add(1);
    series.add(2);
    await clock.advance(60_000);
    series.add(4);
    assert.deepEqual(
      closed.map(({ time, sum, count }) => [time, sum, count]),
      [[0, 3, 2]],
    );
    assert.deepEqual(
      store.query({ ...identity, from: 0, to: 1e6 }).map(({ time, sum }) => [time, sum]),
      [[60_000, 4]],
    );
    store.settle(Infinity);
    assert.equal(closed.length, 2);
    assert.equal(opened, 2);
    assert.deepEqual(store.size, { series: 1, points: 0 });
    assert.deepEqual(series.total, { sum: 7, count: 3 });
    assert.equal(series.lastTime, 60_000);
  });

  void it('hands over what an evicted series saw', () => {
    const store = new MetricStore({ clock: testClock(0), retention: { ...defaultRetention, series: 1 } });
    const closed: string[] = [];
    store.handOver({ opened: () => undefined, closed: ({ identity: { metric } }) => void closed.push(metric) });
    store.series({ ...identity, unit: 'Count' }).add(1);
    store.series({ ...identity, metric: 'n', unit: 'Count' });
    assert.deepEqual(closed, ['m']);
    assert.equal(store.find(identity), undefined);
  });
});
