import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assess, type WriteRate } from './on-demand.js';
import { firstShards } from './reshard.js';
import type { Stream } from './stream.js';

const now = 1_700_000_000_000;
const day = 86_400_000;
const MiB = 1_048_576;

const streamOf = (shards: number, changes: Partial<Stream> = {}): Stream => ({
  id: 'abcdefghij0123456789-abc',
  account: '123456789012',
  region: 'us-east-1',
  name: 'rides',
  status: 'ACTIVE',
  mode: 'ON_DEMAND',
  created: now,
  retentionHours: 24,
  shardMetrics: [],
  tags: {},
  maxRecordKiB: 1024,
  modeSwitches: [],
  countUpdates: [],
  shards: firstShards(shards, 1_700_000_000),
  nextShardIndex: shards,
  ...changes,
});
const rate = (bytesPerSecond: number, recordsPerSecond = 0): WriteRate => ({ bytesPerSecond, recordsPerSecond });

test('capacity is double the peak, in bytes and in records, and grows by doubling', () => {
  assert.equal(assess(streamOf(4), rate(2 * MiB), now).target, undefined);
  assert.equal(assess(streamOf(4), rate(2 * MiB + 1), now).target, 8);
  assert.equal(assess(streamOf(4), rate(0, 2_000), now).target, undefined);
  assert.equal(assess(streamOf(4), rate(0, 2_001), now).target, 8);
  assert.equal(assess(streamOf(4), rate(100 * MiB), now).target, 8);
  assert.equal(assess(streamOf(4, { warmThroughputMiBps: 5 }), rate(0), now).target, 8);
  assert.equal(assess(streamOf(8_192), rate(10_240 * MiB), now).target, 10_240);
  assert.equal(assess(streamOf(10_240), rate(10_240 * MiB), now).target, undefined);
});

test('the peak is kept as it is unless it is exceeded', () => {
  const peak = { ...rate(1000, 10), at: now - day };
  const stream = streamOf(4, { peak });
  assert.equal(assess(stream, rate(1000, 10), now).peak, peak);
  assert.equal(assess(stream, rate(1040, 2), now).peak, peak);
  assert.deepEqual(assess(stream, rate(2000, 2), now).peak, { ...rate(2000, 10), at: now });
});

test('shards become fewer only when the peak is over 30 days old, and never fewer than four', () => {
  const peak = { ...rate(8 * MiB), at: now - 30 * day };
  assert.equal(assess(streamOf(64), rate(0), now).target, undefined);
  assert.equal(assess(streamOf(64, { peak }), rate(0), now).target, undefined);
  const old = { ...peak, at: peak.at - 1 };
  assert.deepEqual(assess(streamOf(64, { peak: old }), rate(MiB), now), { peak: { ...rate(MiB), at: now }, target: 4 });
  assert.equal(assess(streamOf(64, { peak: old }), rate(7 * MiB), now).target, 16);
  assert.equal(assess(streamOf(4, { peak: old }), rate(0), now).target, undefined);
  assert.equal(assess(streamOf(12, { peak: old }), rate(0), now).target, 6);
});
