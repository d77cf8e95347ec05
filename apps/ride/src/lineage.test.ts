import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Lineage } from './lineage.js';

const shard = (id: string, parents: string[] = [], open = true) => ({ id, parents, open });
const ids = (starts: readonly { id: string }[]): string[] => starts.map(({ id }) => id);

test('from LATEST, only open shards are read', () => {
  const lineage = new Lineage();
  const starts = lineage.begin([shard('a', [], false), shard('b', ['a']), shard('c', ['a'])], 'LATEST');
  assert.deepEqual(starts, [
    { id: 'b', from: 'LATEST' },
    { id: 'c', from: 'LATEST' },
  ]);
});

test('from TRIM_HORIZON, the eldest that are kept come first', () => {
  const lineage = new Lineage();
  const listing = [
    shard('b', ['trimmed'], false),
    shard('c', ['trimmed']),
    shard('d', ['b', 'x']),
    shard('x', [], false),
  ];
  assert.deepEqual(ids(lineage.begin(listing, 'TRIM_HORIZON')).sort(), ['b', 'c', 'x']);
  assert.deepEqual(ids(lineage.finish('b', [])), []);
  assert.deepEqual(lineage.finish('x', []), [{ id: 'd', from: 'TRIM_HORIZON' }]);
});

test('a listing that shows a parent still open and its child too reads the child from its start', () => {
  const lineage = new Lineage();
  assert.deepEqual(ids(lineage.begin([shard('a'), shard('b', ['a'])], 'LATEST')), ['a']);
  assert.deepEqual(lineage.finish('a', []), [{ id: 'b', from: 'TRIM_HORIZON' }]);
});

test('a child is started once, however often it is told', () => {
  const lineage = new Lineage();
  lineage.begin([shard('a'), shard('b')], 'LATEST');
  const merged = shard('c', ['a', 'b']);
  assert.deepEqual(ids(lineage.finish('a', [merged])), []);
  assert.deepEqual(ids(lineage.finish('b', [merged])), ['c']);
  assert.deepEqual(ids(lineage.survey([shard('a', [], false), shard('b', [], false), merged])), []);
});

test('a survey does not wait for a trimmed parent, but for one that it is too old to know', () => {
  const lineage = new Lineage();
  lineage.begin([shard('a')], 'LATEST');
  const child = shard('m', ['b', 'y']);
  lineage.finish('a', [shard('b', ['a'])]);
  assert.deepEqual(ids(lineage.finish('b', [child])), []);
  assert.deepEqual(ids(lineage.survey([shard('a', [], false)])), []);
  assert.deepEqual(ids(lineage.survey([child])), ['m']);
});

test('from a moment, shards that were closed before it count as read, and what is new begins at the moment', () => {
  const shards = [shard('old', [], false), shard('parent', ['old'], false), shard('child', ['parent']), shard('other')];
  const since = shards.slice(1);
  const lineage = new Lineage();
  const from = { at: 7 };
  assert.deepEqual(lineage.begin(shards, from, since), [
    { id: 'parent', from },
    { id: 'other', from },
  ]);
  assert.deepEqual(lineage.finish('parent', []), [{ id: 'child', from: 'TRIM_HORIZON' }]);
  assert.deepEqual(lineage.survey(shards), []);
});
