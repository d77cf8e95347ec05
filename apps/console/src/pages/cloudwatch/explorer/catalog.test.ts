import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dimensionSetsOf, idInError, isStatistic, keyOf, metricsAt, namespacesOf, usualStatistic } from './catalog.js';

const metrics = [
  { namespace: 'AWS/Kinesis', name: 'IncomingRecords', dimensions: { StreamName: 'a' } },
  { namespace: 'AWS/Kinesis', name: 'IncomingRecords', dimensions: { StreamName: 'b', ShardId: '0' } },
  { namespace: 'AWS/Lambda', name: 'Errors', dimensions: {} },
];

test('metrics stand in namespaces, and in sets of dimensions', () => {
  assert.deepEqual(namespacesOf(metrics), [
    { name: 'AWS/Kinesis', count: 2 },
    { name: 'AWS/Lambda', count: 1 },
  ]);
  assert.deepEqual(
    dimensionSetsOf(metrics, 'AWS/Kinesis').map(({ name }) => name),
    ['ShardId, StreamName', 'StreamName'],
  );
  assert.deepEqual(dimensionSetsOf(metrics, 'AWS/Lambda'), [{ name: '', count: 1 }]);
});

test('all words are found, anywhere', () => {
  assert.equal(metricsAt(metrics, { words: 'kinesis B' }).length, 1);
  assert.equal(metricsAt(metrics, { words: 'shardid' }).length, 1);
  assert.equal(metricsAt(metrics, { namespace: 'AWS/Kinesis', set: 'StreamName' }).length, 1);
});

test('a metric is the same however its dimensions are ordered', () => {
  assert.equal(
    keyOf({ namespace: 'n', name: 'm', dimensions: { a: '1', b: '2' } }),
    keyOf({ namespace: 'n', name: 'm', dimensions: { b: '2', a: '1' } }),
  );
});

test('statistics are of the forms that CloudWatch knows', () => {
  for (const good of ['Sum', 'p99.9', 'p100', 'tm90', 'IQM', 'TM(2%:98%)', 'PR(:300)'])
    assert.ok(isStatistic(good), good);
  for (const bad of ['sum', 'p101', 'p', 'TM()', '']) assert.ok(!isStatistic(bad), bad);
  assert.equal(usualStatistic('Duration'), 'Average');
  assert.equal(usualStatistic('IteratorAge'), 'Maximum');
  assert.equal(usualStatistic('ConsumedReadCapacityUnits'), 'Sum');
});

test('an error says which expression it is about', () => {
  assert.equal(idInError("Error in expression 'e2' [Invalid syntax]"), 'e2');
  assert.equal(idInError('Something else'), undefined);
});
