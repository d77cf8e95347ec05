import { required, structure } from '@paddock/wire';
import { Dimensions, ExtendedStatistic, MetricName, Namespace, Period, StandardUnit, Statistic } from '../../shapes.js';
import type { Alarm, MetricAlarm } from '../alarm.js';
import { alarmOperation } from '../context.js';
import { metricsOf } from '../evaluation.js';
import { placeOf } from '../requests.js';
import * as shapes from '../shapes.js';
import { viewOfMetricAlarm } from '../views.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmsForMetric.html */
export const describeAlarmsForMetric = alarmOperation({
  name: 'DescribeAlarmsForMetric',
  input: structure('DescribeAlarmsForMetricInput', {
    MetricName: required(MetricName),
    Namespace: required(Namespace),
    Statistic,
    ExtendedStatistic,
    Dimensions,
    Period,
    Unit: StandardUnit,
  }),
  output: structure('DescribeAlarmsForMetricOutput', { MetricAlarms: shapes.MetricAlarms }),
  errors: [],
  needs: () => ({ action: 'cloudwatch:DescribeAlarmsForMetric', resources: ['*'] }),
  async run({ store }, input, request) {
    const alarms = await store.list(placeOf(request), '', { limit: Number.MAX_SAFE_INTEGER });
    const wanted = Object.fromEntries((input.Dimensions ?? []).map(({ Name, Value }) => [Name, Value]));
    const isWatched = (alarm: Alarm): alarm is MetricAlarm =>
      alarm.type === 'MetricAlarm' &&
      metricsOf(alarm).some(
        ({ metric: { namespace, metric, dimensions }, period, unit }) =>
          namespace === input.Namespace &&
          metric === input.MetricName &&
          isSame(dimensions, wanted) &&
          (input.Period === undefined || period === input.Period) &&
          (input.Unit === undefined || unit === input.Unit),
      ) &&
      (input.Statistic === undefined || alarm.metric?.statistic === input.Statistic) &&
      (input.ExtendedStatistic === undefined || alarm.metric?.extendedStatistic === input.ExtendedStatistic);
    return { MetricAlarms: alarms.filter(isWatched).map(viewOfMetricAlarm) };
  },
});

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
