import type {
  CompositeAlarm,
  MetricAlarm,
  MetricDataQuery,
  PutCompositeAlarmCommandInput,
  PutMetricAlarmCommandInput,
  ComparisonOperator,
  Statistic,
} from '@aws-sdk/client-cloudwatch';
import type { GraphLine } from '../../../shared/metrics/graph-source.js';
import { absoluteRange, type Range } from '../../../shared/metrics/range.js';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
export const alarmStates: readonly AlarmState[] = ['ALARM', 'INSUFFICIENT_DATA', 'OK'];

/** An alarm of either kind. */
export type Alarm =
  | { readonly kind: 'metric'; readonly name: string; readonly state: AlarmState; readonly alarm: MetricAlarm }
  | { readonly kind: 'composite'; readonly name: string; readonly state: AlarmState; readonly alarm: CompositeAlarm };

const stateOf = (text: string | undefined): AlarmState =>
  alarmStates.find((state) => state === text) ?? 'INSUFFICIENT_DATA';

export const alarmsOf = (found: {
  readonly MetricAlarms?: readonly MetricAlarm[] | undefined;
  readonly CompositeAlarms?: readonly CompositeAlarm[] | undefined;
}): readonly Alarm[] => [
  ...(found.MetricAlarms ?? []).map((alarm) => ({
    kind: 'metric' as const,
    name: alarm.AlarmName ?? '',
    state: stateOf(alarm.StateValue),
    alarm,
  })),
  ...(found.CompositeAlarms ?? []).map((alarm) => ({
    kind: 'composite' as const,
    name: alarm.AlarmName ?? '',
    state: stateOf(alarm.StateValue),
    alarm,
  })),
];

export const comparisons = [
  'GreaterThanThreshold',
  'GreaterThanOrEqualToThreshold',
  'LessThanOrEqualToThreshold',
  'LessThanThreshold',
] as const;
export type Comparison = (typeof comparisons)[number];
export const signs: Readonly<Record<Comparison, string>> = {
  GreaterThanThreshold: '>',
  GreaterThanOrEqualToThreshold: '≥',
  LessThanOrEqualToThreshold: '≤',
  LessThanThreshold: '<',
};

export const missingTreatments = ['missing', 'notBreaching', 'breaching', 'ignore'] as const;
export type MissingTreatment = (typeof missingTreatments)[number];
/** An alarm that says nothing treats it as missing. */
export const missingTreatmentOf = ({ TreatMissingData }: Pick<MetricAlarm, 'TreatMissingData'>): MissingTreatment =>
  missingTreatments.find((one) => one === TreatMissingData) ?? 'missing';

export const actionStates = ['ALARM', 'OK', 'INSUFFICIENT_DATA'] as const;

/** What the form holds. Numbers are as they were typed. */
export interface AlarmDraft {
  readonly kind: 'metric' | 'composite';
  readonly name: string;
  readonly description: string;
  readonly lines: readonly GraphLine[];
  /** The line that the threshold is held against. */
  readonly watched: string;
  readonly comparison: Comparison;
  readonly threshold: string;
  readonly datapoints: string;
  readonly periods: string;
  readonly missing: MissingTreatment;
  readonly rule: string;
  readonly actionsEnabled: boolean;
  readonly actions: readonly { readonly state: (typeof actionStates)[number]; readonly arn: string }[];
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  readonly suppressor: string;
  readonly wait: string;
  readonly extension: string;
}

export const emptyDraft: AlarmDraft = {
  kind: 'metric',
  name: '',
  description: '',
  lines: [],
  watched: '',
  comparison: 'GreaterThanThreshold',
  threshold: '',
  datapoints: '1',
  periods: '1',
  missing: 'missing',
  rule: '',
  actionsEnabled: true,
  actions: [],
  tags: [],
  suppressor: '',
  wait: '60',
  extension: '60',
};

export type DraftFault = 'required' | 'number' | 'periods' | 'datapoints' | 'name' | 'day' | 'arn' | 'lines';
export type DraftFaults = { readonly [K in keyof AlarmDraft]?: DraftFault };

/** What is wrong with a draft, as CloudWatch would say of it. */
export function faultsOf(draft: AlarmDraft): DraftFaults {
  const actions = draft.actions.every(({ arn }) => /^arn:aws[\w-]*:[\w-]+:[^:]*:[^:]*:.+/.test(arn.trim()));
  return {
    ...(draft.name.trim() === '' ? { name: 'required' } : draft.name.length > 255 ? { name: 'name' } : {}),
    ...(actions ? {} : { actions: 'arn' }),
    ...(draft.kind === 'metric' ? metricFaults(draft) : compositeFaults(draft)),
  };
}

function metricFaults(draft: AlarmDraft): DraftFaults {
  const period = draft.lines.find(({ id }) => id === draft.watched)?.period ?? draft.lines[0]?.period ?? 300;
  const periods = whole(draft.periods);
  const datapoints = whole(draft.datapoints);
  return {
    ...(draft.lines.length === 0 ? { lines: 'lines' } : {}),
    ...(draft.threshold.trim() === ''
      ? { threshold: 'required' }
      : Number.isFinite(Number(draft.threshold))
        ? {}
        : { threshold: 'number' }),
    ...(periods === undefined ? { periods: 'periods' } : periods * period > 7 * 86_400 ? { periods: 'day' } : {}),
    ...(datapoints === undefined || (periods !== undefined && datapoints > periods)
      ? { datapoints: 'datapoints' }
      : {}),
  };
}

const compositeFaults = ({ rule, suppressor, wait, extension }: AlarmDraft): DraftFaults => ({
  ...(rule.trim() === '' ? { rule: 'required' } : {}),
  ...(suppressor !== '' && whole(wait) === undefined ? { wait: 'number' } : {}),
  ...(suppressor !== '' && whole(extension) === undefined ? { extension: 'number' } : {}),
});

const whole = (text: string): number | undefined => (/^[1-9]\d{0,4}$/.test(text.trim()) ? Number(text) : undefined);

const actionsFor = ({ actions }: AlarmDraft, wanted: string): string[] =>
  actions.filter(({ state }) => state === wanted).map(({ arn }) => arn.trim());

const common = (draft: AlarmDraft) => ({
  AlarmName: draft.name.trim(),
  AlarmDescription: draft.description,
  ActionsEnabled: draft.actionsEnabled,
  AlarmActions: actionsFor(draft, 'ALARM'),
  OKActions: actionsFor(draft, 'OK'),
  InsufficientDataActions: actionsFor(draft, 'INSUFFICIENT_DATA'),
  ...(draft.tags.length === 0 ? {} : { Tags: draft.tags.map(({ key, value }) => ({ Key: key, Value: value })) }),
});

const plain = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];

/** One metric is said by itself, as CloudWatch's own console does; several, or an expression, as queries. */
export function metricAlarmInput(draft: AlarmDraft): PutMetricAlarmCommandInput {
  const [line] = draft.lines;
  const rest = {
    ...common(draft),
    ComparisonOperator: draft.comparison as ComparisonOperator,
    Threshold: Number(draft.threshold),
    EvaluationPeriods: Number(draft.periods),
    DatapointsToAlarm: Number(draft.datapoints),
    TreatMissingData: draft.missing,
  };
  if (draft.lines.length === 1 && line !== undefined && line.expression === undefined) {
    const statistic = line.statistic ?? 'Sum';
    return {
      ...rest,
      Namespace: line.namespace,
      MetricName: line.metric,
      Dimensions: dimensionsOf(line),
      Period: line.period ?? 300,
      ...(plain.includes(statistic) ? { Statistic: statistic as Statistic } : { ExtendedStatistic: statistic }),
    };
  }
  return { ...rest, Metrics: draft.lines.map((one) => queryOf(one, one.id === draft.watched)) };
}

const dimensionsOf = ({ dimensions = {} }: GraphLine) =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));

function queryOf(line: GraphLine, isWatched: boolean): MetricDataQuery {
  const named = { Id: line.id, ReturnData: isWatched, ...(line.label === '' ? {} : { Label: line.label }) };
  if (line.expression !== undefined) return { ...named, Expression: line.expression, Period: line.period ?? 300 };
  return {
    ...named,
    MetricStat: {
      Metric: { Namespace: line.namespace, MetricName: line.metric, Dimensions: dimensionsOf(line) },
      Period: line.period ?? 300,
      Stat: line.statistic ?? 'Sum',
    },
  };
}

export const compositeAlarmInput = (draft: AlarmDraft): PutCompositeAlarmCommandInput => ({
  ...common(draft),
  AlarmRule: draft.rule.trim(),
  ...(draft.suppressor === ''
    ? {}
    : {
        ActionsSuppressor: draft.suppressor,
        ActionsSuppressorWaitPeriod: Number(draft.wait),
        ActionsSuppressorExtensionPeriod: Number(draft.extension),
      }),
});

/** An alarm's metrics as lines of a graph; what is only there for an expression is hidden. */
export function linesOf(alarm: MetricAlarm): readonly GraphLine[] {
  if (alarm.Metrics === undefined || alarm.Metrics.length === 0)
    return [
      {
        id: 'm1',
        label: alarm.MetricName ?? '',
        namespace: alarm.Namespace ?? '',
        metric: alarm.MetricName ?? '',
        dimensions: dimensionsIn(alarm.Dimensions),
        statistic: alarm.ExtendedStatistic ?? alarm.Statistic ?? 'Sum',
        period: alarm.Period ?? 300,
      },
    ];
  return alarm.Metrics.map(({ Id = '', Label = '', Expression, MetricStat, Period, ReturnData }) => {
    const period = MetricStat?.Period ?? Period;
    const rest = {
      id: Id,
      label: Label,
      ...(period === undefined ? {} : { period }),
      ...(ReturnData === false ? { isHidden: true } : {}),
    };
    if (Expression !== undefined) return { ...rest, expression: Expression };
    return {
      ...rest,
      namespace: MetricStat?.Metric?.Namespace ?? '',
      metric: MetricStat?.Metric?.MetricName ?? '',
      dimensions: dimensionsIn(MetricStat?.Metric?.Dimensions),
      statistic: MetricStat?.Stat ?? 'Sum',
    };
  });
}

const dimensionsIn = (
  dimensions: readonly { readonly Name?: string | undefined; readonly Value?: string | undefined }[] = [],
): Record<string, string> => Object.fromEntries(dimensions.map(({ Name = '', Value = '' }) => [Name, Value]));

/** The form's content for an alarm that there is. */
export function draftOf({ kind, alarm }: Alarm): AlarmDraft {
  const shared = {
    ...emptyDraft,
    kind,
    name: alarm.AlarmName ?? '',
    description: alarm.AlarmDescription ?? '',
    actionsEnabled: alarm.ActionsEnabled ?? true,
    actions: [
      ...(alarm.AlarmActions ?? []).map((arn) => ({ state: 'ALARM' as const, arn })),
      ...(alarm.OKActions ?? []).map((arn) => ({ state: 'OK' as const, arn })),
      ...(alarm.InsufficientDataActions ?? []).map((arn) => ({ state: 'INSUFFICIENT_DATA' as const, arn })),
    ],
  };
  if (kind === 'composite')
    return {
      ...shared,
      rule: alarm.AlarmRule ?? '',
      suppressor: alarm.ActionsSuppressor ?? '',
      wait: String(alarm.ActionsSuppressorWaitPeriod ?? 60),
      extension: String(alarm.ActionsSuppressorExtensionPeriod ?? 60),
    };
  const lines = linesOf(alarm);
  return {
    ...shared,
    lines: lines.map((line) => ({ ...line, isHidden: false })),
    watched: lines.find(({ isHidden }) => isHidden !== true)?.id ?? '',
    comparison: comparisons.find((one) => one === alarm.ComparisonOperator) ?? 'GreaterThanThreshold',
    threshold: String(alarm.Threshold ?? ''),
    periods: String(alarm.EvaluationPeriods ?? 1),
    datapoints: String(alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods ?? 1),
    missing: missingTreatmentOf(alarm),
  };
}

/** A stretch in which an alarm's evaluation can be seen: thirty of its spans, an hour at least. @param now ms since the epoch */
export function rangeFor(period: number, periods: number, now: number): Range {
  const length = Math.min(Math.max(period * periods * 30_000, period * 60_000, 3_600_000), 7 * 86_400_000);
  return length <= 3_600_000 ? '1h' : length <= 10_800_000 ? '3h' : absoluteRange(now - length, now);
}

/** `IncomingRecords > 5`, with the words of the watched line. */
export const conditionText = (label: string, comparison: string | undefined, threshold: number | undefined): string =>
  `${label} ${signs[comparisons.find((one) => one === comparison) ?? 'GreaterThanThreshold']} ${threshold ?? ''}`;
