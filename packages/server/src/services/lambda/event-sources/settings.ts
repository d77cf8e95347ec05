import { boolean, enumeration, type Infer, structure } from '@paddock/wire';
import {
  BatchSize,
  FunctionResponseType,
  KMSKeyArn,
  MaximumBatchingWindowInSeconds,
  MaximumRecordAgeInSeconds,
  MaximumRetryAttemptsEventSourceMapping,
  ParallelizationFactor,
  TumblingWindowInSeconds,
} from '../shapes.js';
import { invalidParameter } from '../errors.js';
import { DestinationConfig } from '../structures.js';
import {
  AmazonManagedKafkaEventSourceConfig,
  DocumentDBEventSourceConfig,
  EventSourceMappingLoggingConfig,
  EventSourceMappingMetricsConfig,
  FilterCriteria,
  FunctionResponseTypeList,
  ProvisionedPollerConfig,
  ScalingConfig,
  SelfManagedKafkaEventSourceConfig,
  SourceAccessConfigurations,
} from '../structures-mapping.js';
import { compileFilters, FilterError } from './domain/filter.js';
import {
  badRecordAge,
  destinationNotHere,
  invalidDestination,
  noOnSuccess,
  unsupportedParameter,
  windowFiltered,
  windowInParallel,
} from './errors.js';
import type { Settings, SourceKind } from './mapping.js';

/** In the order in which AWS's messages name them. */
export const StartingPosition = enumeration('LATEST', 'AT_TIMESTAMP', 'TRIM_HORIZON');

/** What requests may set, at first and later. */
export const settingMembers = {
  Enabled: boolean,
  BatchSize,
  FilterCriteria,
  MaximumBatchingWindowInSeconds,
  ParallelizationFactor,
  DestinationConfig,
  MaximumRecordAgeInSeconds,
  BisectBatchOnFunctionError: boolean,
  MaximumRetryAttempts: MaximumRetryAttemptsEventSourceMapping,
  TumblingWindowInSeconds,
  SourceAccessConfigurations,
  FunctionResponseTypes: { ...FunctionResponseTypeList, member: FunctionResponseType, tellsNull: true },
  AmazonManagedKafkaEventSourceConfig,
  SelfManagedKafkaEventSourceConfig,
  ScalingConfig,
  DocumentDBEventSourceConfig,
  KMSKeyArn,
  MetricsConfig: EventSourceMappingMetricsConfig,
  LoggingConfig: EventSourceMappingLoggingConfig,
  ProvisionedPollerConfig,
} as const;

const members = structure('Settings', settingMembers);
export type SettingsInput = Infer<typeof members>;

/** What a new mapping does where its request does not say. */
export const defaultSettings: Changeable = {
  enabled: true,
  batchSize: 100,
  batchingWindow: 0,
  parallelization: 1,
  filters: [],
  maximumAge: -1,
  bisect: false,
  maximumRetries: -1,
  tumblingWindow: 0,
  reportsItemFailures: false,
};

type Changeable = Omit<Settings, 'functionName' | 'qualifier'>;

/**
 * Settings with what a request changes of them: what it does not name stays, what is empty is cleared.
 * @throws InvalidParameterValueException
 */
export function changedSettings<T extends Changeable>(before: T, input: SettingsInput, kind: SourceKind): T {
  for (const name of otherSources) if (input[name] !== undefined) throw unsupportedParameter(name);
  const { onFailure, kmsKeyArn, metrics, logLevel, ...rest } = before;
  const destination = changedDestination(onFailure, input.DestinationConfig);
  const key = input.KMSKeyArn ?? kmsKeyArn ?? '';
  const counted = input.MetricsConfig === undefined ? metrics : input.MetricsConfig.Metrics;
  const level = input.LoggingConfig === undefined ? logLevel : input.LoggingConfig.SystemLogLevel;
  // Whatever else the mapping has stays.
  const changed = {
    ...rest,
    enabled: input.Enabled ?? before.enabled,
    batchSize: input.BatchSize ?? before.batchSize,
    batchingWindow: input.MaximumBatchingWindowInSeconds ?? before.batchingWindow,
    parallelization: input.ParallelizationFactor ?? before.parallelization,
    filters: input.FilterCriteria === undefined ? before.filters : patternsOf(input.FilterCriteria),
    maximumAge: input.MaximumRecordAgeInSeconds ?? before.maximumAge,
    bisect: input.BisectBatchOnFunctionError ?? before.bisect,
    maximumRetries: input.MaximumRetryAttempts ?? before.maximumRetries,
    tumblingWindow: input.TumblingWindowInSeconds ?? before.tumblingWindow,
    reportsItemFailures:
      input.FunctionResponseTypes === undefined ? before.reportsItemFailures : input.FunctionResponseTypes.length > 0,
    ...(destination === undefined ? {} : { onFailure: destination }),
    ...(key === '' ? {} : { kmsKeyArn: key }),
    ...(counted === undefined || counted.length === 0 ? {} : { metrics: counted }),
    ...(level === undefined ? {} : { logLevel: level }),
  };
  assertTogether(changed, kind);
  return changed as unknown as T;
}

/** Parameters of sources of other kinds. */
const otherSources = [
  'SourceAccessConfigurations',
  'AmazonManagedKafkaEventSourceConfig',
  'SelfManagedKafkaEventSourceConfig',
  'ScalingConfig',
  'DocumentDBEventSourceConfig',
  'ProvisionedPollerConfig',
] as const;

function assertTogether(
  settings: Pick<Settings, 'maximumAge' | 'tumblingWindow' | 'parallelization' | 'filters'>,
  kind: SourceKind,
): void {
  const { maximumAge, tumblingWindow, parallelization, filters } = settings;
  if (maximumAge !== -1 && maximumAge < 60) throw badRecordAge();
  if (tumblingWindow > 0 && parallelization > 1) throw windowInParallel();
  if (tumblingWindow > 0 && filters.length > 0) throw windowFiltered();
  const criteria = { Filters: filters.map((Pattern) => ({ Pattern })) };
  try {
    if (kind === 'dynamodb') compileFilters(criteria, 'dynamodb');
    else compileFilters(criteria, 'kinesis');
  } catch (error) {
    throw error instanceof FilterError ? invalidParameter(error.message) : error;
  }
}

const patternsOf = ({ Filters = [] }: NonNullable<SettingsInput['FilterCriteria']>): string[] =>
  Filters.flatMap(({ Pattern }) => (Pattern === undefined ? [] : [Pattern]));

function changedDestination(
  before: string | undefined,
  config: SettingsInput['DestinationConfig'],
): string | undefined {
  if (config?.OnSuccess?.Destination !== undefined) throw noOnSuccess();
  const given = config?.OnFailure?.Destination;
  if (given === undefined) return before;
  if (given === '') return undefined;
  const service = given.split(':')[2];
  if (service === 's3') return given;
  throw service === 'sqs' || service === 'sns' ? destinationNotHere(given) : invalidDestination(given);
}
