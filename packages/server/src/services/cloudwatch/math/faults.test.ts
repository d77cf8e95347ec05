import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsError } from '../testing.js';
import type { MetricDataQuery } from '../query-types.js';
import { evaluateExpression } from './index.js';
import { compute, metricQuery, readerOf, search, windowOf } from './testing.js';

const fails = (expression: string, text: string, metrics = { m1: [1], m2: [2] }): void =>
  void test(`${expression.slice(0, 40)}: ${text}`, async () => {
    await assert.rejects(
      compute(expression, metrics),
      awsError('ValidationError', `Error in expression 'result': ${text}`),
    );
  });

for (const expression of [
  '',
  'm1 +',
  '(m1',
  'm1)',
  'm1 m2',
  '[m1, m2',
  'm1 = 2',
  'm1 ? 2',
  '"m1',
  '"m1"',
  'm1 AND',
  'AND',
  'SUM(m1,)',
  '('.repeat(2_000),
  `${'-'.repeat(2_000)}m1`,
  `${'2^'.repeat(1_000)}m1`,
]) {
  fails(expression, 'Invalid syntax');
}

fails('ANOMALY_DETECTOR(m1)', "Function 'ANOMALY_DETECTOR' not found");
fails('sum(m1)', "Function 'sum' not found");
fails('toString(m1)', "Function 'toString' not found");
fails('ANOMALY_DETECTION_BAND(m1, 2)', "Function 'ANOMALY_DETECTION_BAND' is not available here");
fails("DB_PERF_INSIGHTS('RDS', 'db', 'm')", "Function 'DB_PERF_INSIGHTS' is not available here");
fails("INSIGHT_RULE_METRIC('r', 'Sum')", "Function 'INSIGHT_RULE_METRIC' is not available here");
fails('SELECT AVG(CPUUtilization) FROM "AWS/EC2"', 'Metrics Insights queries are not available here');
fails('m3', "Undefined variable 'm3'");
fails('constructor', "Undefined variable 'constructor'");
fails('SUM(m1)', 'The expression must return a time series or an array of time series');
fails('5', 'The expression must return a time series or an array of time series');
fails('METRICS() + METRICS()', "Unsupported operand type(s) for +: '[Array[TimeSeries], Array[TimeSeries]]'");
fails('SUM(5) + m1', "Invalid argument(s) for function 'SUM': '[Scalar]'");
fails('SORT(METRICS(), ASC, SUM)', "Undefined variable 'ASC'");
fails('result + 1', 'Circular reference');
fails("SEARCH('', 'Sum', 60)", 'Invalid syntax in SEARCH');
fails("SEARCH('a OR', 'Sum', 60)", 'Invalid syntax in SEARCH');
fails("SEARCH('{N', 'Sum', 60)", 'Invalid syntax in SEARCH');
fails("SEARCH('a', 'Best', 60)", "Invalid statistic 'Best' in SEARCH");
fails("SEARCH('a', 'Sum', 61)", 'Invalid period in SEARCH');

void test('a fault is told of the expression that has it', async () => {
  await assert.rejects(
    compute('e1 + 1', { m1: [1] }, ['m1 +']),
    awsError('ValidationError', "Error in expression 'e1': Invalid syntax"),
  );
});

void test('long expressions are not deep ones', async () => {
  assert.deepEqual(await compute(`m1${'+1'.repeat(1_000)}`, { m1: [1] }), [[1_001]]);
});

void test('expressions that double one another are computed once each', async () => {
  const others = Array.from({ length: 60 }, (_, index) => `e${index + 2}+e${index + 2}`);
  assert.deepEqual(await compute('e1', { m1: [1] }, [...others, 'm1']), [[2 ** 60]]);
});

void test('what would take minutes is refused', async () => {
  const stored = Array.from({ length: 100 }, (_, index) => ({
    metric: `m${index}`,
    points: Array.from({ length: 1_000 }, () => 1),
  }));
  const expressions = Array.from({ length: 20 }, (_, index): MetricDataQuery => {
    return { Id: `e${index}`, Expression: `METRICS()${'+1'.repeat(900)}` };
  });
  const queries = [...stored.map(({ metric }) => metricQuery(metric)), ...expressions];
  const [query = metricQuery('none')] = expressions;
  await assert.rejects(
    evaluateExpression(query, queries, readerOf(stored), windowOf(1_000)),
    awsError('ValidationError', /processes too many data points/),
  );
});

void test('many searches over many metrics are cheap, or refused', async () => {
  const stored = Array.from({ length: 5_000 }, (_, index) => ({ metric: `CustomMetric${index}`, points: [1] }));
  const searches = Array.from({ length: 40 }, (_, index) => `SEARCH('custom OR metric NOT ${index}', 'Sum', 60)`);
  const found = await search(`SUM([${searches.join(',')}])`, stored);
  assert.deepEqual(
    found.map(({ values }) => values),
    [[4_000]],
  );
});
