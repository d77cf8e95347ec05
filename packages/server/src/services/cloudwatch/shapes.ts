import {
  boolean,
  double,
  enumeration,
  integer,
  list,
  long,
  map,
  required,
  string,
  structure,
  timestamp,
} from '@paddock/wire';
import { standardUnits } from '../../metrics/standard-units.js';

/** CloudWatch's shapes as AWS's model has them. */
export const NextToken = string();
export const Name = string({ min: 1, max: 255 });
export const Namespace = string({ min: 1, max: 255, pattern: '[^:].*' });
export const MetricName = string({ min: 1, max: 255 });
export const DimensionName = string({ min: 1, max: 255 });
export const DimensionValue = string({ min: 1, max: 1024 });
export const Dimension = structure('Dimension', {
  Name: required(DimensionName),
  Value: required(DimensionValue),
});
export const Dimensions = list(Dimension, { max: 30 });
export const DashboardArn = string();
export const DashboardBody = string();
export const DashboardName = string();
export const AmazonResourceName = string({ min: 1, max: 1024 });
export const TagKey = string({ min: 1, max: 128 });
export const TagKeyList = list(TagKey);
export const LastModified = timestamp;
export const Size = long();
export const DashboardEntry = structure('DashboardEntry', {
  DashboardName: DashboardName,
  DashboardArn: DashboardArn,
  LastModified: LastModified,
  Size: Size,
});
export const DashboardEntries = list(DashboardEntry);
export const TagValue = string({ min: 0, max: 256 });
export const Tag = structure('Tag', {
  Key: required(TagKey),
  Value: required(TagValue),
});
export const TagList = list(Tag);
export const Timestamp = timestamp;
export const Statistic = enumeration('SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum');
export const ExtendedStatistic = string();
export const Period = integer({ min: 1 });
export const StandardUnit = enumeration(...standardUnits);
export const MetricId = string({ min: 1, max: 255 });
export const Metric = structure('Metric', {
  Namespace: Namespace,
  MetricName: MetricName,
  Dimensions: Dimensions,
});
export const Stat = string();
export const MetricStat = structure('MetricStat', {
  Metric: required(Metric),
  Period: required(Period),
  Stat: required(Stat),
  Unit: StandardUnit,
});
export const MetricExpression = string({ min: 1, max: 2048 });
export const MetricLabel = string();
export const ReturnData = boolean;
export const AccountId = string({ min: 1, max: 255 });
export const MetricDataQuery = structure('MetricDataQuery', {
  Id: required(MetricId),
  MetricStat: MetricStat,
  Expression: MetricExpression,
  Label: MetricLabel,
  ReturnData: ReturnData,
  Period: Period,
  AccountId: AccountId,
});
export const MetricDataQueries = list(MetricDataQuery);
export const DashboardNamePrefix = string();
export const DashboardNames = list(DashboardName);
export const Timestamps = list(Timestamp);
export const DatapointValue = double();
export const DatapointValues = list(DatapointValue);
export const StatusCode = enumeration('Complete', 'InternalError', 'PartialData', 'Forbidden');
export const MessageDataCode = string();
export const MessageDataValue = string();
export const MessageData = structure('MessageData', {
  Code: MessageDataCode,
  Value: MessageDataValue,
});
export const MetricDataResultMessages = list(MessageData);
export const MetricDataResult = structure('MetricDataResult', {
  Id: MetricId,
  Label: MetricLabel,
  Timestamps: Timestamps,
  Values: DatapointValues,
  StatusCode: StatusCode,
  Messages: MetricDataResultMessages,
});
export const MetricDataResults = list(MetricDataResult);
export const DatapointValueMap = map(ExtendedStatistic, DatapointValue);
export const Datapoint = structure('Datapoint', {
  Timestamp: Timestamp,
  SampleCount: DatapointValue,
  Average: DatapointValue,
  Sum: DatapointValue,
  Minimum: DatapointValue,
  Maximum: DatapointValue,
  Unit: StandardUnit,
  ExtendedStatistics: DatapointValueMap,
});
export const Datapoints = list(Datapoint);
export const Metrics = list(Metric);
export const OwningAccounts = list(AccountId);
export const Expression = string({ min: 1, max: 256 });
export const Timezone = string({ min: 1, max: 50 });
export const ScanBy = enumeration('TimestampDescending', 'TimestampAscending');
export const GetMetricDataMaxDatapoints = integer();
export const GetMetricDataLabelTimezone = string();
export const LabelOptions = structure('LabelOptions', {
  Timezone: GetMetricDataLabelTimezone,
});
export const DataPath = string();
export const Message = string();
export const DashboardValidationMessage = structure('DashboardValidationMessage', {
  DataPath: DataPath,
  Message: Message,
});
export const DashboardValidationMessages = list(DashboardValidationMessage);
export const StatisticSet = structure('StatisticSet', {
  SampleCount: required(DatapointValue),
  Sum: required(DatapointValue),
  Minimum: required(DatapointValue),
  Maximum: required(DatapointValue),
});
export const Values = list(DatapointValue);
export const Counts = list(DatapointValue);
export const StorageResolution = integer({ min: 1 });
export const MetricDatum = structure('MetricDatum', {
  MetricName: required(MetricName),
  Dimensions: Dimensions,
  Timestamp: Timestamp,
  Value: DatapointValue,
  StatisticValues: StatisticSet,
  Values: Values,
  Counts: Counts,
  Unit: StandardUnit,
  StorageResolution: StorageResolution,
});
export const MetricData = list(MetricDatum);
export const EntityKeyAttributesMapKeyString = string({ min: 1, max: 32 });
export const EntityKeyAttributesMapValueString = string({ min: 1, max: 2048 });
export const EntityKeyAttributesMap = map(EntityKeyAttributesMapKeyString, EntityKeyAttributesMapValueString, {
  min: 2,
  max: 4,
});
export const EntityAttributesMapKeyString = string({ min: 1, max: 256 });
export const EntityAttributesMapValueString = string({ min: 1, max: 2048 });
export const EntityAttributesMap = map(EntityAttributesMapKeyString, EntityAttributesMapValueString, {
  min: 0,
  max: 10,
});
export const Entity = structure('Entity', {
  KeyAttributes: EntityKeyAttributesMap,
  Attributes: EntityAttributesMap,
});
export const EntityMetricData = structure('EntityMetricData', {
  Entity: Entity,
  MetricData: MetricData,
});
export const EntityMetricDataList = list(EntityMetricData);
export const StrictEntityValidation = boolean;
export const Statistics = list(Statistic, { min: 1, max: 5 });
export const ExtendedStatistics = list(ExtendedStatistic, { min: 1, max: 10 });
export const DimensionFilter = structure('DimensionFilter', {
  Name: required(DimensionName),
  Value: DimensionValue,
});
export const DimensionFilters = list(DimensionFilter, { max: 10 });
export const RecentlyActive = enumeration('PT3H');
export const IncludeLinkedAccounts = boolean;
