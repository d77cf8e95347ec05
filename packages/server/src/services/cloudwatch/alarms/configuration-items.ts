import { alarmArn, type Alarm } from './alarm.js';
import { doubleText, longTime } from './domain/texts.js';
import type { HistoryItem } from './history.js';

type Change = 'Create' | 'Update' | 'Delete';

const WORDS: Readonly<Record<Change, { readonly summary: string; readonly field: string }>> = {
  Create: { summary: 'created', field: 'createdAlarm' },
  Update: { summary: 'updated', field: 'updatedAlarm' },
  Delete: { summary: 'deleted', field: 'deletedAlarm' },
};

const LONGEST = 4_095;

/** What the history says of a configuration that was set, or deleted. @param order tells items of one moment apart */
export function configurationItem(alarm: Alarm, change: Change, time: number, order: string): HistoryItem {
  const { name, type } = alarm;
  const { summary, field } = WORDS[change];
  const head = `{"version":"1.0","type":"${change}"`;
  const whole = `${head},"${field}":${alarmText(alarm)}}`;
  const text = whole.length <= LONGEST ? whole : `${head},"${field}":${JSON.stringify({ alarmName: name })}}`;
  const said = `Alarm "${name}" ${summary}`;
  return { name, type, time, kind: 'ConfigurationUpdate', summary: said.slice(0, 255), data: text, order };
}

/** JSON text, whose doubles keep their point. */
function alarmText(alarm: Alarm): string {
  const { state, actions } = alarm;
  const parts = [
    ...fields({ alarmName: alarm.name, alarmDescription: alarm.description, alarmArn: alarmArn(alarm) }),
    ...fields({ alarmConfigurationUpdatedTimestamp: longTime(alarm.configured) }),
    ...(alarm.type === 'MetricAlarm' ? metricFields(alarm) : fields({ alarmRule: alarm.rule })),
    ...fields({
      stateValue: state.value,
      stateUpdatedTimestamp: longTime(state.updated),
      actionsEnabled: alarm.actionsEnabled,
      alarmActions: actions.ALARM,
      insufficientDataActions: actions.INSUFFICIENT_DATA,
      okactions: actions.OK,
    }),
  ];
  return `{${parts.join(',')}}`;
}

function metricFields(alarm: Alarm & { type: 'MetricAlarm' }): string[] {
  const { metric, queries } = alarm;
  return [
    ...fields(
      metric === undefined
        ? { metrics: queries }
        : {
            namespace: metric.namespace,
            metricName: metric.name,
            statistic: metric.statistic,
            extendedStatistic: metric.extendedStatistic,
            period: metric.period,
            unit: metric.unit,
            dimensions: metric.dimensions.map(({ Name: name, Value: value }) => ({ value, name })),
          },
    ),
    `"threshold":${doubleText(alarm.threshold)}`,
    ...fields({
      comparisonOperator: alarm.comparison,
      evaluationPeriods: alarm.evaluationPeriods,
      datapointsToAlarm: alarm.datapointsToAlarm,
      treatMissingData: alarm.missingData,
      evaluateLowSampleCountPercentile: alarm.lowSamples,
    }),
  ];
}

const fields = (values: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`"${name}":${JSON.stringify(value)}`],
  );
