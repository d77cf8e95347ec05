import { arnOf, functionArnOf, type Mapping } from './mapping.js';

/**
 * A mapping as Create, Get, List, Update and Delete tell it.
 * @param result LastProcessingResult
 * @param isNew whether this answers the change that made it so: later answers tell when in whole minutes, as AWS does
 */
export function mappingView(mapping: Mapping, result: string, isNew = false) {
  const { filters, onFailure, kmsKeyArn, metrics, logLevel, startingTimestamp, lastModified } = mapping;
  return {
    UUID: mapping.uuid,
    StartingPosition: mapping.startingPosition,
    ...(startingTimestamp === undefined ? {} : { StartingPositionTimestamp: startingTimestamp }),
    BatchSize: mapping.batchSize,
    MaximumBatchingWindowInSeconds: mapping.batchingWindow,
    ParallelizationFactor: mapping.parallelization,
    EventSourceArn: mapping.eventSourceArn,
    ...(filters.length === 0 ? {} : { FilterCriteria: { Filters: filters.map((Pattern) => ({ Pattern })) } }),
    FunctionArn: functionArnOf(mapping),
    LastModified: isNew ? lastModified : lastModified - (lastModified % 60_000),
    LastProcessingResult: result,
    State: mapping.state,
    StateTransitionReason: mapping.stateReason,
    DestinationConfig: { OnFailure: onFailure === undefined ? {} : { Destination: onFailure } },
    MaximumRecordAgeInSeconds: mapping.maximumAge,
    BisectBatchOnFunctionError: mapping.bisect,
    MaximumRetryAttempts: mapping.maximumRetries,
    TumblingWindowInSeconds: mapping.tumblingWindow,
    FunctionResponseTypes: mapping.reportsItemFailures ? (['ReportBatchItemFailures'] as const) : [],
    ...(kmsKeyArn === undefined ? {} : { KMSKeyArn: kmsKeyArn }),
    EventSourceMappingArn: arnOf(mapping),
    ...(metrics === undefined ? {} : { MetricsConfig: { Metrics: metrics } }),
    ...(logLevel === undefined ? {} : { LoggingConfig: { SystemLogLevel: logLevel } }),
  };
}
