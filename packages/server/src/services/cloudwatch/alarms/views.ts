import type { Infer } from '@paddock/wire';
import { alarmArn, type Alarm, type CompositeAlarm, type MetricAlarm } from './alarm.js';
import type { CompositeAlarm as CompositeShape, MetricAlarm as MetricShape } from './shapes.js';

/** An alarm on a metric as answers have it. */
export function viewOfMetricAlarm(alarm: MetricAlarm): Infer<typeof MetricShape> {
  const { metric, queries } = alarm;
  return {
    ...commonView(alarm),
    ...(metric === undefined
      ? { Dimensions: [], Metrics: queries ?? [] }
      : defined({
          MetricName: metric.name,
          Namespace: metric.namespace,
          Statistic: metric.statistic,
          ExtendedStatistic: metric.extendedStatistic,
          Dimensions: metric.dimensions,
          Period: metric.period,
          Unit: metric.unit,
        })),
    EvaluationPeriods: alarm.evaluationPeriods,
    Threshold: alarm.threshold,
    ComparisonOperator: alarm.comparison,
    ...defined({
      DatapointsToAlarm: alarm.datapointsToAlarm,
      TreatMissingData: alarm.missingData,
      EvaluateLowSampleCountPercentile: alarm.lowSamples,
    }),
  };
}

export function viewOfCompositeAlarm(alarm: CompositeAlarm): Infer<typeof CompositeShape> {
  const { suppressor, suppressed } = alarm;
  return {
    ...commonView(alarm),
    AlarmRule: alarm.rule,
    ...(suppressor === undefined
      ? {}
      : {
          ActionsSuppressor: suppressor.alarm,
          ActionsSuppressorWaitPeriod: suppressor.wait,
          ActionsSuppressorExtensionPeriod: suppressor.extension,
        }),
    ...(suppressed === undefined
      ? {}
      : { ActionsSuppressedBy: suppressed.by, ActionsSuppressedReason: `Actions suppressed by ${suppressed.by}` }),
  };
}

function commonView(alarm: Alarm): Infer<typeof MetricShape> & Infer<typeof CompositeShape> {
  const { state, actions } = alarm;
  return {
    AlarmName: alarm.name,
    AlarmArn: alarmArn(alarm),
    ...defined({ AlarmDescription: alarm.description, StateReasonData: state.data }),
    AlarmConfigurationUpdatedTimestamp: alarm.configured,
    ActionsEnabled: alarm.actionsEnabled,
    OKActions: [...actions.OK],
    AlarmActions: [...actions.ALARM],
    InsufficientDataActions: [...actions.INSUFFICIENT_DATA],
    StateValue: state.value,
    StateReason: state.reason,
    StateUpdatedTimestamp: state.updated,
    StateTransitionedTimestamp: state.transitioned,
  };
}

/** Without what is undefined. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}
