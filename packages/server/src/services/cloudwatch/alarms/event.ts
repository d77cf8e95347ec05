import type { MetricDataQuery } from '../query-types.js';
import { alarmArn, type Alarm, type AlarmState, type CompositeAlarm, type MetricAlarm } from './alarm.js';
import { longTime } from './domain/texts.js';

/** What a Lambda function is told when an alarm goes from one state to another. JSON text. */
export function eventOf(alarm: Alarm, previous: AlarmState): string {
  return JSON.stringify({
    source: 'aws.cloudwatch',
    alarmArn: alarmArn(alarm),
    accountId: alarm.account,
    time: longTime(alarm.state.updated),
    region: alarm.region,
    alarmData: {
      alarmName: alarm.name,
      state: { ...viewOf(alarm.state), ...suppressionOf(alarm) },
      previousState: viewOf(previous),
      configuration: alarm.type === 'MetricAlarm' ? metricConfiguration(alarm) : compositeConfiguration(alarm),
    },
  });
}

const viewOf = ({ value, reason, data, updated }: AlarmState): object => ({
  value,
  reason,
  ...(data === undefined ? {} : { reasonData: data }),
  timestamp: longTime(updated),
});

const suppressionOf = (alarm: Alarm): object =>
  alarm.type === 'CompositeAlarm' && alarm.suppressed !== undefined
    ? {
        actionsSuppressedBy: alarm.suppressed.by,
        actionsSuppressedReason: `Actions suppressed by ${alarm.suppressed.by}`,
      }
    : {};

function metricConfiguration(alarm: MetricAlarm): object {
  const { description, metric, queries = [] } = alarm;
  const metrics =
    metric === undefined
      ? queries.map(viewOfQuery)
      : [
          {
            id: alarm.generation,
            metricStat: {
              metric: {
                namespace: metric.namespace,
                name: metric.name,
                dimensions: Object.fromEntries(metric.dimensions.map(({ Name, Value }) => [Name, Value])),
              },
              period: metric.period,
              stat: metric.statistic ?? metric.extendedStatistic,
              ...(metric.unit === undefined ? {} : { unit: metric.unit }),
            },
            returnData: true,
          },
        ];
  return { ...(description === undefined ? {} : { description }), metrics };
}

function viewOfQuery(query: MetricDataQuery): object {
  const { Id: id, Expression: expression, Label: label, MetricStat: stat, ReturnData: returnData = true } = query;
  const labelled = label === undefined ? {} : { label };
  if (stat === undefined) return { expression, id, ...labelled, returnData };
  const { Namespace: namespace, MetricName: name, Dimensions: dimensions = [] } = stat.Metric;
  const metric = {
    namespace,
    name,
    dimensions: Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value])),
  };
  const unit = stat.Unit === undefined ? {} : { unit: stat.Unit };
  return { id, metricStat: { metric, period: stat.Period, stat: stat.Stat, ...unit }, ...labelled, returnData };
}

function compositeConfiguration({ description, rule, suppressor }: CompositeAlarm): object {
  return {
    ...(description === undefined ? {} : { description }),
    alarmRule: rule,
    ...(suppressor === undefined
      ? {}
      : {
          actionsSuppressor: suppressor.alarm,
          actionsSuppressorWaitPeriod: suppressor.wait,
          actionsSuppressorExtensionPeriod: suppressor.extension,
        }),
  };
}
