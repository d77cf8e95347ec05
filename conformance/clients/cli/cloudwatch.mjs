// CloudWatch's metrics and alarms as the AWS CLI sees them, version 1 or 2. Environment: PADDOCK_URL; see ../README.md.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { aws, file, ok, refused, run, skip } from './aws.mjs';

const name = `cli-${process.pid}`;
const namespace = `Checks/${name}`;
const arn = `arn:aws:cloudwatch:us-east-1:000000000000:alarm:${name}`;
const Dimensions = [{ Name: 'Herd', Value: 'a &<>+%20~ b' }];
const minute = Math.floor(Date.now() / 60_000) * 60_000 - 600_000;
const at = (index) => new Date(minute + index * 60_000).toISOString();
const json = (value) => JSON.stringify(value);

const cloudwatch = (...args) => aws(['cloudwatch', ...args]);
const put = (data) => {
  const all = `file://${file('data', json(data.map((one) => ({ Dimensions, Timestamp: at(0), ...one }))))}`;
  cloudwatch('put-metric-data', '--namespace', namespace, '--metric-data', all);
};
const metric = ['--namespace', namespace, '--metric-name', 'Rides'];
const between = ['--start-time', at(0), '--end-time', at(10)];

async function main() {
  const Unit = 'Count';
  put([
    { MetricName: 'Rides', Value: 3.5, Unit },
    { MetricName: 'Rides', Values: [1, 2], Counts: [2, 1], Unit },
    {
      MetricName: 'Rides',
      Timestamp: at(1),
      StatisticValues: { SampleCount: 4, Sum: 20, Minimum: 2, Maximum: 9 },
      Unit,
    },
  ]);
  ok('put values, counts and statistics');
  put(Array.from({ length: 500 }, (_, index) => ({ MetricName: `Many${index}`, Value: index })));
  skip('put a lot, compressed', 'the AWS CLI does not tell whether it did');
  statistics();
  data();
  pages();
  await alarms();
  dashboards();
  errors();
  cloudwatch('delete-alarms', '--alarm-names', `${name}-both`);
  cloudwatch('delete-alarms', '--alarm-names', name);
  assert.deepEqual(cloudwatch('describe-alarms', '--alarm-name-prefix', name).MetricAlarms, []);
  ok('deleted');
}

/** The CLI takes short-hand forms of what has no special letters. */
const dimensions = ['--dimensions', json(Dimensions)];

/** Version 1 of the CLI prints what the protocol has: a number in JSON. */
const time = ({ Timestamp: at }) => (typeof at === 'number' ? at * 1000 : Date.parse(at));

function statistics() {
  const get = (...more) =>
    cloudwatch(
      'get-metric-statistics',
      ...metric,
      ...dimensions,
      ...between,
      '--period',
      '60',
      ...more,
    ).Datapoints.toSorted((a, b) => time(a) - time(b));
  const [first, second] = get('--statistics', 'SampleCount', 'Sum', 'Minimum', 'Maximum', 'Average');
  assert.equal(time(first), minute);
  const { Timestamp: _, ...rest } = first;
  assert.deepEqual(rest, { SampleCount: 4, Sum: 7.5, Minimum: 1, Maximum: 3.5, Average: 1.875, Unit: 'Count' });
  assert.deepEqual([second.Sum, second.Average], [20, 5]);
  const [percentiles] = get('--extended-statistics', 'p50', 'tm75');
  assert.deepEqual(Object.keys(percentiles.ExtendedStatistics).toSorted(), ['p50', 'tm75']);
  ok('statistics and percentiles');
}

function data() {
  const Metric = { Namespace: namespace, MetricName: 'Rides', Dimensions };
  const queries = [
    { Id: 'rides', MetricStat: { Metric, Period: 60, Stat: 'Sum' } },
    { Id: 'twice', Expression: 'rides * 2', Label: 'double' },
  ];
  const asked = ['--metric-data-queries', json(queries), ...between, '--scan-by', 'TimestampAscending'];
  const { MetricDataResults } = cloudwatch('get-metric-data', ...asked, '--page-size', '2');
  const valuesOf = (id) => MetricDataResults.filter(({ Id }) => Id === id).flatMap(({ Values }) => Values);
  assert.deepEqual(
    [valuesOf('rides'), valuesOf('twice')],
    [
      [7.5, 20],
      [15, 40],
    ],
  );
  ok('metric data with math, in pages');
}

function pages() {
  const { Metrics } = cloudwatch('list-metrics', '--namespace', namespace);
  assert.equal(Metrics.length, 501);
  const rides = Metrics.find(({ MetricName }) => MetricName === 'Rides');
  assert.deepEqual(rides.Dimensions, Dimensions);
  ok('pages of metrics');
}

async function alarms() {
  const rule = ['--period', '60', '--evaluation-periods', '1', '--threshold', '5.5', '--statistic', 'Sum'];
  const then = ['--comparison-operator', 'GreaterThanThreshold', '--treat-missing-data', 'ignore'];
  const tags = ['--tags', 'Key=team,Value=ünï'];
  cloudwatch('put-metric-alarm', '--alarm-name', name, ...metric, ...dimensions, ...rule, ...then, ...tags);
  cloudwatch('wait', 'alarm-exists', '--alarm-names', name);
  const [alarm] = cloudwatch('describe-alarms', '--alarm-names', name).MetricAlarms;
  assert.deepEqual([alarm.AlarmArn, alarm.Threshold, alarm.Dimensions], [arn, 5.5, Dimensions]);
  const state = ['--state-value', 'ALARM', '--state-reason', 'a drill', '--state-reason-data', '{"drill": true}'];
  cloudwatch('set-alarm-state', '--alarm-name', name, ...state);
  const both = `${name}-both`;
  cloudwatch('put-composite-alarm', '--alarm-name', both, '--alarm-rule', `ALARM("${name}") AND NOT FALSE`);
  const composite = ['--alarm-names', both, '--alarm-types', 'CompositeAlarm'];
  cloudwatch('wait', 'composite-alarm-exists', ...composite);
  let found;
  for (let tries = 0; found?.StateValue !== 'ALARM' && tries < 30; tries++) {
    await sleep(100);
    [found] = cloudwatch('describe-alarms', ...composite).CompositeAlarms;
  }
  assert.equal(found.StateValue, 'ALARM');
  const kinds = ['--page-size', '1', '--query', 'AlarmHistoryItems[].HistoryItemType'];
  const history = cloudwatch('describe-alarm-history', '--alarm-name', name, ...kinds);
  assert.deepEqual([...new Set(history)].toSorted(), ['ConfigurationUpdate', 'StateUpdate']);
  const { Tags } = cloudwatch('list-tags-for-resource', '--resource-arn', arn);
  assert.deepEqual(Tags, [{ Key: 'team', Value: 'ünï' }]);
  ok('alarms, on metrics and on one another; their history');
}

function dashboards() {
  const properties = { markdown: 'ünï 🦄' };
  const body = json({ widgets: [{ type: 'text', x: 0, y: 0, width: 3, height: 3, properties }] });
  const mine = ['--dashboard-name', name];
  cloudwatch('put-dashboard', ...mine, '--dashboard-body', body);
  const got = cloudwatch('get-dashboard', ...mine);
  assert.deepEqual([got.DashboardArn, got.DashboardBody], [`arn:aws:cloudwatch::000000000000:dashboard/${name}`, body]);
  const { DashboardEntries } = cloudwatch('list-dashboards', '--dashboard-name-prefix', name);
  assert.deepEqual([DashboardEntries.length, DashboardEntries[0].Size], [1, Buffer.byteLength(body)]);
  cloudwatch('delete-dashboards', '--dashboard-names', name);
  ok('dashboards');
}

function errors() {
  const check = (code, message, ...args) => {
    refused(code, message, ['cloudwatch', ...args]);
  };
  const nobody = ['set-alarm-state', '--alarm-name', 'nobody', '--state-value', 'OK', '--state-reason', 'none'];
  check('ResourceNotFound', '', ...nobody);
  check('ResourceNotFound', 'Dashboard nobody does not exist', 'get-dashboard', '--dashboard-name', 'nobody');
  ok('ResourceNotFound');
  const bad = ['--dashboard-body', '{"widgets": [{"type": "nonsense", "properties": {}}]}'];
  check('InvalidParameterInput', '"dataPath": "/widgets/0/type"', 'put-dashboard', '--dashboard-name', name, ...bad);
  ok('DashboardInvalidInputError, with where it is wrong');
  const theirs = ['put-metric-data', '--namespace', 'AWS/Mine', '--metric-name', 'Rides', '--value', '1'];
  check('InvalidParameterValue', 'The value AWS/Mine for parameter Namespace is invalid.', ...theirs);
  ok('InvalidParameterValue');
  const none = ['get-metric-statistics', ...metric, ...between, '--period', '60'];
  check('InvalidParameterCombination', 'Must specify either Statistics or ExtendedStatistics', ...none);
  ok('InvalidParameterCombination');
  const token = Buffer.from('{"NextToken": "nonsense"}').toString('base64');
  check('InvalidNextToken', 'Invalid nextToken', 'describe-alarms', '--starting-token', token);
  ok('InvalidNextToken');
}

await run(main);
