import { mappingArn, qualifiedArn } from '../domain/arns.js';
import type { MappedFunction } from './ports.js';

/** What the registry keeps of an event source mapping. How far it has come, its progress, is kept apart. */
export interface Mapping extends Settings {
  readonly uuid: string;
  readonly account: string;
  readonly region: string;
  readonly eventSourceArn: string;
  readonly sourceKind: SourceKind;
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP';
  /** ms since the epoch */
  readonly startingTimestamp?: number;
  readonly tags: { readonly [key: string]: string };
  /** ms since the epoch */
  readonly created: number;
  /** ms since the epoch */
  readonly lastModified: number;
  readonly state: MappingState;
  readonly stateReason: string;
  /** Counts changes of what it does: pollers begin anew with each. */
  readonly revision: number;
}

/** What UpdateEventSourceMapping sets. */
export interface Settings {
  readonly functionName: string;
  readonly qualifier?: string;
  readonly enabled: boolean;
  readonly batchSize: number;
  /** s */
  readonly batchingWindow: number;
  readonly parallelization: number;
  /** Patterns, as they were given. */
  readonly filters: readonly string[];
  /** ARN of what takes records that are given up. */
  readonly onFailure?: string;
  /** s; -1 for ever */
  readonly maximumAge: number;
  readonly bisect: boolean;
  /** -1 for ever */
  readonly maximumRetries: number;
  /** s; 0 for none */
  readonly tumblingWindow: number;
  readonly reportsItemFailures: boolean;
  readonly kmsKeyArn?: string;
  readonly metrics?: readonly ('EventCount' | 'ErrorCount' | 'KafkaMetrics')[];
  readonly logLevel?: 'DEBUG' | 'INFO' | 'WARN';
}

export type SourceKind = 'stream' | 'consumer' | 'dynamodb';

export type MappingState = 'Creating' | 'Enabled' | 'Enabling' | 'Disabled' | 'Disabling' | 'Updating' | 'Deleting';

export const passingStates: ReadonlySet<MappingState> = new Set([
  'Creating',
  'Enabling',
  'Disabling',
  'Updating',
  'Deleting',
]);

/** Whether records are polled: also while a change of an enabled mapping is taking effect. */
export const isPolling = ({ state, enabled }: Mapping): boolean =>
  enabled && (state === 'Enabled' || state === 'Updating');

export const targetOf = ({ account, region, functionName: name, qualifier }: Mapping): MappedFunction => ({
  account,
  region,
  name,
  qualifier,
});

/** With the qualifier, as the mapping was given it. */
export const functionArnOf = (mapping: Pick<Mapping, 'account' | 'region' | 'functionName' | 'qualifier'>): string =>
  qualifiedArn({ account: mapping.account, region: mapping.region, name: mapping.functionName }, mapping.qualifier);

export const arnOf = ({ account, region, uuid }: Mapping): string => mappingArn(account, region, uuid);
