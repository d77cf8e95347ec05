import { boolean, double, enumeration, integer, list, required, string, structure } from '@paddock/wire';
import {
  Dimensions,
  ExtendedStatistic,
  MetricDataQueries,
  MetricId,
  MetricName,
  Namespace,
  Period,
  StandardUnit,
  Statistic,
  Timestamp,
} from '../shapes.js';

/** The shapes of alarms, as AWS's model has them. */
export const ActionsEnabled = boolean;
export const ResourceName = string({ min: 1, max: 1024 });
export const ResourceList = list(ResourceName, { max: 5 });
export const AlarmArn = string({ min: 1, max: 1600 });
export const AlarmDescription = string({ min: 0, max: 1024 });
export const AlarmName = string({ min: 1, max: 255 });
export const AlarmNames = list(AlarmName, { max: 100 });
export const AlarmNamePrefix = string({ min: 1, max: 255 });
export const AlarmRule = string({ min: 1, max: 10240 });
export const AlarmType = enumeration('CompositeAlarm', 'MetricAlarm');
export const AlarmTypes = list(AlarmType);
export const ActionPrefix = string({ min: 1, max: 1024 });
export const StateReason = string({ min: 0, max: 1023 });
export const StateReasonData = string({ min: 0, max: 4000 });
// In the order of AWS's message, not its model.
export const StateValue = enumeration('INSUFFICIENT_DATA', 'ALARM', 'OK');
export const ActionsSuppressedBy = enumeration('WaitPeriod', 'ExtensionPeriod', 'Alarm');
export const ActionsSuppressedReason = string({ min: 0, max: 1024 });
export const SuppressorPeriod = integer();
export const EvaluationPeriods = integer({ min: 1 });
export const DatapointsToAlarm = integer({ min: 1 });
export const Threshold = double();
export const ComparisonOperator = enumeration(
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
  'LessThanLowerOrGreaterThanUpperThreshold',
  'LessThanLowerThreshold',
  'GreaterThanUpperThreshold',
);
export const TreatMissingData = string({ min: 1, max: 255 });
export const EvaluateLowSampleCountPercentile = string({ min: 1, max: 255 });
export const EvaluationState = enumeration('PARTIAL_DATA', 'EVALUATION_FAILURE', 'EVALUATION_ERROR');
export const MaxRecords = integer({ min: 1, max: 100 });

export const MetricAlarm = structure('MetricAlarm', {
  AlarmName,
  AlarmArn,
  AlarmDescription,
  AlarmConfigurationUpdatedTimestamp: Timestamp,
  ActionsEnabled,
  OKActions: ResourceList,
  AlarmActions: ResourceList,
  InsufficientDataActions: ResourceList,
  StateValue,
  StateReason,
  StateReasonData,
  StateUpdatedTimestamp: Timestamp,
  MetricName,
  Namespace,
  Statistic,
  ExtendedStatistic,
  Dimensions,
  Period,
  Unit: StandardUnit,
  EvaluationPeriods,
  DatapointsToAlarm,
  Threshold,
  ComparisonOperator,
  TreatMissingData,
  EvaluateLowSampleCountPercentile,
  Metrics: MetricDataQueries,
  ThresholdMetricId: MetricId,
  EvaluationState,
  StateTransitionedTimestamp: Timestamp,
});
export const MetricAlarms = list(MetricAlarm);

export const CompositeAlarm = structure('CompositeAlarm', {
  ActionsEnabled,
  AlarmActions: ResourceList,
  AlarmArn,
  AlarmConfigurationUpdatedTimestamp: Timestamp,
  AlarmDescription,
  AlarmName,
  AlarmRule,
  InsufficientDataActions: ResourceList,
  OKActions: ResourceList,
  StateReason,
  StateReasonData,
  StateUpdatedTimestamp: Timestamp,
  StateValue,
  StateTransitionedTimestamp: Timestamp,
  ActionsSuppressedBy,
  ActionsSuppressedReason,
  ActionsSuppressor: AlarmArn,
  ActionsSuppressorWaitPeriod: SuppressorPeriod,
  ActionsSuppressorExtensionPeriod: SuppressorPeriod,
});
export const CompositeAlarms = list(CompositeAlarm);

export const HistoryItemType = enumeration(
  'ConfigurationUpdate',
  'StateUpdate',
  'Action',
  'AlarmContributorStateUpdate',
  'AlarmContributorAction',
);
export const AlarmHistoryItem = structure('AlarmHistoryItem', {
  AlarmName,
  AlarmType,
  Timestamp,
  HistoryItemType,
  HistorySummary: string({ min: 1, max: 255 }),
  HistoryData: string({ min: 1, max: 4095 }),
});
export const AlarmHistoryItems = list(AlarmHistoryItem);
export const PromQlCriteria = structure('AlarmPromQLCriteria', {
  Query: required(string({ min: 1, max: 10000 })),
  PendingPeriod: integer({ min: 0, max: 86400 }),
  RecoveryPeriod: integer({ min: 0, max: 86400 }),
});
export const EvaluationCriteria = structure('EvaluationCriteria', { PromQLCriteria: PromQlCriteria });
export const EvaluationInterval = integer({ min: 10, max: 3600 });
