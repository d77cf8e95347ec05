import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binFor, commandsOf, histogramQuery, placeOf } from './language.js';
import { chartOf, columnsOf, csvOf, rowsOf } from './results.js';

test('commands stand between bars that are not in texts', () => {
  assert.deepEqual(commandsOf('fields a # x | y\n| filter b like /c|d/ | filter e = "f|g"'), [
    'fields a',
    'filter b like /c|d/',
    'filter e = "f|g"',
  ]);
});

test('matches are counted by what filters', () => {
  assert.equal(
    histogramQuery('fields a | filter a > 1 | sort a | limit 5', 60),
    'fields a | filter a > 1 | stats count(*) as matches by bin(60s)',
  );
  assert.equal(
    histogramQuery('filter x = 1 | stats count(*) by y | filter z > 1', 5),
    'filter x = 1 | stats count(*) as matches by bin(5s)',
  );
  assert.equal(histogramQuery('dedup x', 5), undefined);
  assert.equal(binFor(3_600_000), 60);
});

test('an error has a line and a column', () => {
  assert.deepEqual(placeOf('ab\ncd', 4), { row: 1, column: 1 });
  assert.deepEqual(placeOf('ab', 0), { row: 0, column: 0 });
});

const row = (values: Record<string, string>) => Object.entries(values).map(([field, value]) => ({ field, value }));

test('events have columns, and no chart', () => {
  const rows = rowsOf([row({ '@timestamp': 't', '@ptr': 'p' }), row({ '@message': 'm', '@ptr': 'q' })]);
  assert.deepEqual(columnsOf(rows), ['@timestamp', '@message']);
  assert.equal(rows[1]?.pointer, 'q');
  assert.equal(chartOf(rows), undefined);
  assert.equal(csvOf(rows), '@timestamp,@message\r\nt,\r\n,m\r\n');
});

test('statistics by bin() are lines over time, one for each group', () => {
  const chart = chartOf(
    rowsOf([
      row({ 'bin(1m)': '2026-11-22 21:01:00.000', level: 'warn', n: '2' }),
      row({ 'bin(1m)': '2026-11-22 21:00:00.000', level: 'warn', n: '1' }),
      row({ 'bin(1m)': '2026-11-22 21:00:00.000', level: 'info', n: '5' }),
    ]),
  );
  assert.equal(chart?.kind, 'time');
  assert.equal(chart.period, 60);
  assert.deepEqual(
    chart.series.map(({ label, points }) => [label, points.map(({ y }) => y)]),
    [
      ['warn', [1, 2]],
      ['info', [5]],
    ],
  );
});

test('statistics by a field are bars', () => {
  const chart = chartOf(rowsOf([row({ name: 'a', n: '3' }), row({ name: 'b', n: '1' })]));
  assert.deepEqual(chart, {
    kind: 'bars',
    value: 'n',
    bars: [
      { label: 'a', value: 3 },
      { label: 'b', value: 1 },
    ],
  });
  assert.deepEqual(chartOf(rowsOf([row({ code: '404', n: '3' })])), {
    kind: 'bars',
    value: 'n',
    bars: [{ label: '404', value: 3 }],
  });
  assert.equal(chartOf([]), undefined);
});
