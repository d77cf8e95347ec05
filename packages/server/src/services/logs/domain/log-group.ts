import type { GroupName } from './arn.js';

export type LogGroupClass = 'STANDARD' | 'INFREQUENT_ACCESS' | 'DELIVERY';

/** A log group's document: all that PutLogEvents has to know of it. Its streams and events are in `Tables`. */
export interface LogGroup extends GroupName {
  /** Tells groups of the same name apart; names its collections. */
  readonly id: string;
  /** ms since the epoch */
  readonly created: number;
  readonly class: LogGroupClass;
  readonly retentionInDays?: number;
  readonly kmsKeyId?: string;
  readonly deletionProtection?: true;
  readonly tags: Readonly<Record<string, string>>;
  /** By name. */
  readonly metricFilters: readonly MetricFilter[];
  /** By name. */
  readonly subscriptions: readonly SubscriptionFilter[];
  /** Live tails that are open, in whichever process. */
  readonly tails: readonly Tail[];
  /** Rises with every change of what writers feed; their fence. */
  readonly revision: number;
}

export interface MetricFilter {
  readonly name: string;
  readonly pattern: string;
  /** ms since the epoch */
  readonly created: number;
  readonly transformation: MetricTransformation;
  readonly applyOnTransformedLogs: boolean;
  readonly fieldSelectionCriteria?: string;
  readonly emitSystemFieldDimensions?: readonly string[];
}

export interface MetricTransformation {
  readonly metricName: string;
  readonly metricNamespace: string;
  readonly metricValue: string;
  readonly defaultValue?: number;
  readonly dimensions?: Readonly<Record<string, string>>;
  readonly unit?: string;
}

export interface SubscriptionFilter {
  /** Names its feed. */
  readonly id: string;
  readonly name: string;
  readonly pattern: string;
  /** ms since the epoch */
  readonly created: number;
  readonly destinationArn: string;
  readonly roleArn?: string;
  readonly distribution: 'Random' | 'ByLogStream';
  readonly applyOnTransformedLogs: boolean;
  readonly fieldSelectionCriteria?: string;
  readonly emitSystemFields?: readonly string[];
}

export interface Tail {
  /** Names its feed. */
  readonly id: string;
  /** When it is over at the latest, ms since the epoch: one whose process was killed goes then. */
  readonly until: number;
}

const DAY = 24 * 3_600_000;

/** Events before that time have expired, ms since the epoch; minus infinity where they never do. */
export const expiryHorizon = ({ retentionInDays }: LogGroup, now: number): number =>
  retentionInDays === undefined ? -Infinity : now - retentionInDays * DAY;
