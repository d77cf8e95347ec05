import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testLogs, testStart } from '../testing.js';
import { createLogGroup } from './create-log-group.js';
import { deleteMetricFilter } from './delete-metric-filter.js';
import { describeMetricFilters } from './describe-metric-filters.js';
import { putMetricFilter } from './put-metric-filter.js';
import { testMetricFilter } from './test-metric-filter.js';

const errors = {
  logGroupName: 'g',
  filterName: 'errors',
  filterPattern: 'ERROR',
  metricTransformations: [{ metricName: 'Errors', metricNamespace: 'App', metricValue: '1', defaultValue: 0 }],
};

test('a metric filter puts its value for each event that matches, else its default, at the event’s time', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  await logs.run(putMetricFilter, errors);
  await logs.put('g', 's', [1, 'ERROR a'], [2, 'fine']);
  const datum = { namespace: 'App', metric: 'Errors', unit: 'None', dimensions: {} };
  assert.deepEqual(logs.samples, [
    { ...datum, timestamp: testStart + 1, value: 1 },
    { ...datum, timestamp: testStart + 2, value: 0 },
  ]);
  await logs.stop();
});

test('values and dimensions come from the event; without them there is no sample', async () => {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  await logs.run(putMetricFilter, {
    ...errors,
    filterPattern: '{ $.ms = * }',
    metricTransformations: [
      {
        metricName: 'Took',
        metricNamespace: 'App',
        metricValue: '$.ms',
        unit: 'Milliseconds',
        dimensions: { Route: '$.route' },
      },
    ],
  });
  await logs.put('g', 's', [0, '{"ms":1.5,"route":"/a"}'], [0, '{"ms":"x","route":"/a"}'], [0, '{"ms":3}'], [0, 'no']);
  assert.deepEqual(logs.samples, [
    {
      namespace: 'App',
      metric: 'Took',
      unit: 'Milliseconds',
      dimensions: { Route: '/a' },
      timestamp: testStart,
      value: 1.5,
    },
  ]);
  await logs.stop();
});

test('namespaces may have colons', async () => {
  const logs = await testLogs();
  await logs.run(createLogGroup, { logGroupName: 'g' });
  const of = { metricName: 'Errors', metricNamespace: 'A.B-c_d/1#2:more' };
  await logs.run(putMetricFilter, { ...errors, metricTransformations: [{ ...of, metricValue: '1' }] });
  const { metricFilters } = await logs.run(describeMetricFilters, of);
  assert.equal(metricFilters?.length, 1);
  await logs.stop();
});

test('filters are put, replaced, described and deleted', async () => {
  const logs = await testLogs({ metricFilters: 2 });
  await logs.run(createLogGroup, { logGroupName: 'g' });
  await logs.run(createLogGroup, { logGroupName: 'h' });
  await logs.run(putMetricFilter, errors);
  await logs.run(putMetricFilter, { ...errors, filterName: 'another' });
  await logs.run(putMetricFilter, { ...errors, logGroupName: 'h' });
  await logs.run(putMetricFilter, { ...errors, filterPattern: 'FATAL' });
  await assert.rejects(logs.run(putMetricFilter, { ...errors, filterName: 'third' }), {
    code: 'LimitExceededException',
    message: 'Resource limit exceeded.',
  });
  const { metricFilters = [] } = await logs.run(describeMetricFilters, {});
  assert.deepEqual(
    metricFilters.map(({ logGroupName, filterName }) => `${logGroupName}/${filterName}`),
    ['g/another', 'g/errors', 'h/errors'],
  );
  assert.deepEqual(JSON.parse(JSON.stringify(metricFilters[1])), {
    filterName: 'errors',
    filterPattern: 'FATAL',
    metricTransformations: errors.metricTransformations,
    creationTime: testStart,
    logGroupName: 'g',
    applyOnTransformedLogs: false,
  });
  const named = await logs.run(describeMetricFilters, { metricName: 'Errors', metricNamespace: 'Other' });
  assert.deepEqual(named.metricFilters, []);
  await assert.rejects(logs.run(describeMetricFilters, { metricName: 'Errors' }), {
    code: 'InvalidParameterException',
  });
  await logs.run(deleteMetricFilter, { logGroupName: 'g', filterName: 'errors' });
  await assert.rejects(logs.run(deleteMetricFilter, { logGroupName: 'g', filterName: 'errors' }), {
    message: 'The specified metric filter does not exist.',
  });
  await logs.stop();
});

test('a broken constraint prints lists of structures with their members', async () => {
  const logs = await testLogs();
  const [one] = errors.metricTransformations;
  assert.ok(one);
  const { defaultValue: _none, ...plain } = one;
  await assert.rejects(logs.run(putMetricFilter, { ...errors, metricTransformations: [plain, plain] }), {
    code: 'InvalidParameterException',
    message:
      "1 validation error detected: Value '[MetricTransformation(metricName=Errors, metricNamespace=App, metricValue=1, defaultValue=null, " +
      'unit=null, dimensions=null), MetricTransformation(metricName=Errors, metricNamespace=App, metricValue=1, defaultValue=null, ' +
      "unit=null, dimensions=null)]' at 'metricTransformations' failed to satisfy constraint: Member must have length less than or equal to 1",
  });
  await assert.rejects(
    logs.run(putMetricFilter, { ...errors, metricTransformations: [{ ...one, dimensions: { a: '$.a' } }] }),
    {
      message: 'Invalid metric transformation: dimensions and default value are mutually exclusive properties.',
    },
  );
  await logs.stop();
});

test('TestMetricFilter answers the messages that match, and what it took from them', async () => {
  const logs = await testLogs();
  const { matches } = await logs.run(testMetricFilter, {
    filterPattern: '[level, code=5*]',
    logEventMessages: ['INFO 200', 'ERROR 503'],
  });
  assert.deepEqual(matches, [
    { eventNumber: 2, eventMessage: 'ERROR 503', extractedValues: { $level: 'ERROR', $code: '503' } },
  ]);
  await logs.stop();
});
