import { cloudWatchOperations } from '@paddock/server';
import type { StructureShape } from '@paddock/wire';
import { account, region } from '../../harness/server.js';
import { sampleOf } from '../sample-of.js';

/** An operation, with an input that has every member that goes with the others. */
export interface Sample {
  readonly operation: string;
  readonly shape: StructureShape;
  /** Times are seconds since the epoch. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The codes that its model declares, as Query has them. */
  readonly errors: readonly string[];
}

const alarm = `arn:aws:cloudwatch:${region}:${account}:alarm:target`;
const end = Math.floor(Date.now() / 60_000) * 60;
const start = end - 3600;
const Metric = { Namespace: 'target', MetricName: 'm', Dimensions: [{ Name: 'd', Value: 'v' }] };
const body = JSON.stringify({
  widgets: [{ type: 'metric', properties: { region, metrics: [['target', 'm', 'd', 'v']] } }],
});

/** Values of members that name something. What a request makes or destroys is called `elsewhere`: the alarm stays. */
const hints: Readonly<Record<string, unknown>> = {
  AlarmName: 'elsewhere',
  AlarmNames: ['elsewhere'],
  DashboardName: 'target',
  DashboardNames: ['elsewhere'],
  DashboardBody: body,
  Namespace: 'target',
  MetricName: 'm',
  ResourceARN: alarm,
  ResourceArn: alarm,
  StartTime: start,
  EndTime: end,
  StartDate: start,
  EndDate: end,
  Period: 60,
  StateReasonData: '{}',
  Tags: [{ Key: 'a', Value: 'b' }],
  TagKeys: ['a'],
  AlarmRule: 'ALARM("target") OR NOT AT_LEAST(1, OK, (target, target))',
};

/** Where members of one operation exclude each other. */
const ofOperation: Readonly<Record<string, Sample['input']>> = {
  PutMetricData: {
    Namespace: 'target',
    MetricData: [
      {
        MetricName: 'm',
        Dimensions: Metric.Dimensions,
        Timestamp: end,
        Value: 1.5,
        Unit: 'Count',
        StorageResolution: 1,
      },
      { MetricName: 'm', Values: [1, 2], Counts: [3, 4] },
      { MetricName: 'm', StatisticValues: { SampleCount: 2, Sum: 3, Minimum: 1, Maximum: 2 } },
    ],
    StrictEntityValidation: true,
  },
  GetMetricStatistics: {
    ...Metric,
    StartTime: start,
    EndTime: end,
    Period: 60,
    Statistics: ['Average', 'SampleCount'],
    ExtendedStatistics: ['p99.9', 'TM(10%:90%)'],
    Unit: 'Count',
  },
  GetMetricData: {
    MetricDataQueries: [
      {
        Id: 'm1',
        MetricStat: { Metric, Period: 60, Stat: 'p90', Unit: 'Count' },
        ReturnData: false,
        AccountId: account,
      },
      { Id: 'e1', Expression: 'IF(FILL(m1, 0) > 1, RATE(m1) / SUM([m1, m1]), m1)', Label: '${MAX} x', Period: 60 },
      { Id: 'e2', Expression: "SEARCH('{target,d} m', 'Average', 60)" },
    ],
    StartTime: start,
    EndTime: end,
    ScanBy: 'TimestampDescending',
    MaxDatapoints: 100,
    LabelOptions: { Timezone: '+0130' },
  },
  ListMetrics: {
    Namespace: 'target',
    MetricName: 'm',
    Dimensions: [{ Name: 'd', Value: 'v' }],
    RecentlyActive: 'PT3H',
  },
  PutMetricAlarm: {
    AlarmName: 'elsewhere',
    AlarmDescription: 'd',
    ActionsEnabled: true,
    OKActions: [`arn:aws:sns:${region}:${account}:topic`],
    ...Metric,
    Statistic: 'Average',
    Period: 60,
    EvaluationPeriods: 3,
    DatapointsToAlarm: 2,
    Threshold: 1.5,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'breaching',
    Unit: 'Count',
    Tags: hints['Tags'],
  },
  DescribeAlarms: { AlarmNamePrefix: 't', StateValue: 'OK', MaxRecords: 10, AlarmTypes: ['MetricAlarm'] },
  DescribeAlarmsForMetric: { ...Metric, Period: 60, Statistic: 'Average', Unit: 'Count' },
};

/** Every operation that is served. */
export const samples: readonly Sample[] = cloudWatchOperations.map(({ name, input, errors }) => ({
  operation: name,
  shape: input as StructureShape,
  input: ofOperation[name] ?? (sampleOf(input as StructureShape, hints) as Sample['input']),
  errors,
}));
