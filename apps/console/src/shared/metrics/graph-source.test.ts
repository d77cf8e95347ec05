import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvField, csvOf } from './csv.js';
import {
  explorerHref,
  GraphSourceError,
  readSource,
  withReferences,
  writeSource,
  type GraphSource,
} from './graph-source.js';

const graph: GraphSource = {
  title: 'Rides',
  view: 'area',
  period: 60,
  lines: [
    {
      id: 'm1',
      label: '',
      namespace: 'AWS/Kinesis',
      metric: 'IncomingRecords',
      dimensions: { StreamName: 'a' },
      statistic: 'Sum',
    },
    { id: 'e1', label: 'Rate', expression: 'm1 / PERIOD(m1)', isRight: true, color: '#1f77b4' },
  ],
  thresholds: [{ value: 5, label: 'many' }],
};

test('a graph is the same after its source was written and read', () => {
  assert.deepEqual(readSource(JSON.parse(JSON.stringify(writeSource(graph)))), graph);
});

test("AWS's short form is understood", () => {
  const { lines, view } = readSource({
    metrics: [
      ['AWS/Lambda', 'Errors', 'FunctionName', 'f'],
      ['AWS/Lambda', 'Invocations'],
    ],
    stat: 'Sum',
  });
  assert.equal(view, 'line');
  assert.deepEqual(
    lines.map(({ id, metric, statistic, dimensions }) => [id, metric, statistic, dimensions]),
    [
      ['m1', 'Errors', 'Sum', { FunctionName: 'f' }],
      ['m2', 'Invocations', 'Sum', {}],
    ],
  );
});

test('what is no source says why', () => {
  for (const bad of [
    null,
    [],
    { metrics: 1 },
    { metrics: [1] },
    { metrics: [['one']] },
    { metrics: [['a', 'b', 'c']] },
    { metrics: [['a', 'b', { id: 'Big' }]] },
    {
      metrics: [
        ['a', 'b', { id: 'a' }],
        ['a', 'b', { id: 'a' }],
      ],
    },
    { view: 'pie' },
    { period: 0.5 },
    { annotations: { horizontal: [{}] } },
  ])
    assert.throws(() => readSource(bad), GraphSourceError);
});

test('the link to the explorer carries the source and the range', () => {
  const query = new URLSearchParams(explorerHref(graph.lines, { range: '1h', title: 'x' }).split('?')[1]);
  assert.equal(query.get('range'), '1h');
  assert.deepEqual(readSource(JSON.parse(query.get('graph') ?? '')).lines, graph.lines);
});

test('a graph of an expression brings what the expression names', () => {
  const found = withReferences(graph.lines, ['e1']);
  assert.deepEqual(
    found.map(({ id, isHidden }) => [id, isHidden === true]),
    [
      ['m1', true],
      ['e1', false],
    ],
  );
});

test('a table for a spreadsheet is quoted, has gaps, and no formulas', () => {
  assert.equal(csvField('=1+1'), "'=1+1");
  assert.equal(csvField('-1.5'), '-1.5');
  assert.equal(csvField('a,"b"'), '"a,""b"""');
  const lines = [
    { id: 'a', label: 'A', points: [{ x: 0, y: 1 }] },
    { id: 'b', label: 'B', points: [{ x: 60_000, y: 2 }] },
  ];
  assert.equal(csvOf(lines), 'Time,A,B\r\n1970-01-01T00:00:00.000Z,1,\r\n1970-01-01T00:01:00.000Z,,2\r\n');
});
