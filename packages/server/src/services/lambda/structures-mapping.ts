import { boolean, list, map, structure, timestamp } from '@paddock/wire';
import {
  Arn,
  BatchSize,
  CollectionName,
  DatabaseName,
  EndPointType,
  Endpoint,
  EventSourceMappingArn,
  EventSourceMappingMetric,
  EventSourceMappingSystemLogLevel,
  EventSourcePosition,
  FilterCriteriaErrorCode,
  FilterCriteriaErrorMessage,
  FullDocument,
  FunctionArn,
  FunctionResponseType,
  KMSKeyArn,
  KafkaSchemaRegistryAuthType,
  KafkaSchemaValidationAttribute,
  MaximumBatchingWindowInSeconds,
  MaximumConcurrency,
  MaximumNumberOfPollers,
  MaximumRecordAgeInSeconds,
  MaximumRetryAttemptsEventSourceMapping,
  MinimumNumberOfPollers,
  ParallelizationFactor,
  Pattern,
  ProvisionedPollerGroupName,
  Queue,
  SchemaRegistryEventRecordFormat,
  SchemaRegistryUri,
  SourceAccessType,
  Topic,
  TumblingWindowInSeconds,
  URI,
  text,
} from './shapes.js';
import { DestinationConfig } from './structures.js';

/** Structures of event source mappings. */
export const Filter = structure('Filter', {
  Pattern,
});
export const FilterList = list(Filter);
export const FilterCriteria = structure('FilterCriteria', {
  Filters: FilterList,
});
export const Topics = list(Topic, { min: 1, max: 1 });
export const Queues = list(Queue, { min: 1, max: 1 });
export const SourceAccessConfiguration = structure('SourceAccessConfiguration', {
  Type: SourceAccessType,
  URI,
});
export const SourceAccessConfigurations = list(SourceAccessConfiguration, { min: 0, max: 22 });
export const EndpointLists = list(Endpoint, { min: 1, max: 10 });
export const Endpoints = map(EndPointType, EndpointLists, { min: 1, max: 2 });
export const SelfManagedEventSource = structure('SelfManagedEventSource', {
  Endpoints,
});
export const FunctionResponseTypeList = list(FunctionResponseType, { min: 0, max: 1 });
export const KafkaSchemaRegistryAccessConfig = structure('KafkaSchemaRegistryAccessConfig', {
  Type: KafkaSchemaRegistryAuthType,
  URI: Arn,
});
export const KafkaSchemaRegistryAccessConfigList = list(KafkaSchemaRegistryAccessConfig);
export const KafkaSchemaValidationConfig = structure('KafkaSchemaValidationConfig', {
  Attribute: KafkaSchemaValidationAttribute,
});
export const KafkaSchemaValidationConfigList = list(KafkaSchemaValidationConfig);
export const KafkaSchemaRegistryConfig = structure('KafkaSchemaRegistryConfig', {
  SchemaRegistryURI: SchemaRegistryUri,
  EventRecordFormat: SchemaRegistryEventRecordFormat,
  AccessConfigs: KafkaSchemaRegistryAccessConfigList,
  SchemaValidationConfigs: KafkaSchemaValidationConfigList,
});
export const AmazonManagedKafkaEventSourceConfig = structure('AmazonManagedKafkaEventSourceConfig', {
  ConsumerGroupId: URI,
  SchemaRegistryConfig: KafkaSchemaRegistryConfig,
});
export const SelfManagedKafkaEventSourceConfig = structure('SelfManagedKafkaEventSourceConfig', {
  ConsumerGroupId: URI,
  SchemaRegistryConfig: KafkaSchemaRegistryConfig,
});
export const ScalingConfig = structure('ScalingConfig', {
  MaximumConcurrency,
});
export const DocumentDBEventSourceConfig = structure('DocumentDBEventSourceConfig', {
  DatabaseName,
  CollectionName,
  FullDocument,
});
export const EventSourceMappingMetricList = list(EventSourceMappingMetric, { min: 0, max: 3 });
export const EventSourceMappingMetricsConfig = structure('EventSourceMappingMetricsConfig', {
  Metrics: EventSourceMappingMetricList,
});
export const EventSourceMappingLoggingConfig = structure('EventSourceMappingLoggingConfig', {
  SystemLogLevel: EventSourceMappingSystemLogLevel,
});
export const ProvisionedPollerConfig = structure('ProvisionedPollerConfig', {
  MinimumPollers: MinimumNumberOfPollers,
  MaximumPollers: MaximumNumberOfPollers,
  PollerGroupName: ProvisionedPollerGroupName,
});
export const FilterCriteriaError = structure('FilterCriteriaError', {
  ErrorCode: FilterCriteriaErrorCode,
  Message: FilterCriteriaErrorMessage,
});
export const EventSourceMappingConfiguration = structure('EventSourceMappingConfiguration', {
  UUID: text,
  StartingPosition: EventSourcePosition,
  StartingPositionTimestamp: timestamp,
  BatchSize,
  MaximumBatchingWindowInSeconds,
  ParallelizationFactor,
  EventSourceArn: Arn,
  FilterCriteria,
  FunctionArn,
  LastModified: timestamp,
  LastProcessingResult: text,
  State: text,
  StateTransitionReason: text,
  DestinationConfig,
  Topics,
  Queues,
  SourceAccessConfigurations,
  SelfManagedEventSource,
  MaximumRecordAgeInSeconds,
  BisectBatchOnFunctionError: boolean,
  MaximumRetryAttempts: MaximumRetryAttemptsEventSourceMapping,
  TumblingWindowInSeconds,
  FunctionResponseTypes: FunctionResponseTypeList,
  AmazonManagedKafkaEventSourceConfig,
  SelfManagedKafkaEventSourceConfig,
  ScalingConfig,
  DocumentDBEventSourceConfig,
  KMSKeyArn,
  FilterCriteriaError,
  EventSourceMappingArn,
  MetricsConfig: EventSourceMappingMetricsConfig,
  LoggingConfig: EventSourceMappingLoggingConfig,
  ProvisionedPollerConfig,
});
export const EventSourceMappingsList = list(EventSourceMappingConfiguration);
