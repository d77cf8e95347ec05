import type { Infer } from '@paddock/wire';
import type { MetricDataQuery } from '../query-types.js';
import type { StandardUnit, Statistic } from '../shapes.js';
import type { Tags } from '../tags.js';
import type { Comparison } from './domain/comparison.js';
import type { MissingData, StateValue } from './domain/decision.js';

export type { StateValue };

export interface AlarmState {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON text. */
  readonly data?: string | undefined;
  /** When the state or its reason was set last, ms since the epoch. */
  readonly updated: number;
  /** When the value changed last, ms since the epoch. */
  readonly transitioned: number;
}

interface AnyAlarm {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly actionsEnabled: boolean;
  readonly actions: Readonly<Record<StateValue, readonly string[]>>;
  /** When the configuration was set last, ms since the epoch. */
  readonly configured: number;
  readonly state: AlarmState;
  readonly tags: Tags;
  /** How often its state changed: numbers what is done because of that. */
  readonly transitions: number;
  /** Tells what was scheduled for this configuration from what was for an earlier one. */
  readonly generation: string;
}

export interface MetricAlarm extends AnyAlarm {
  readonly type: 'MetricAlarm';
  /** The metric that it watches; undefined where `queries` say so. */
  readonly metric?: WatchedMetric | undefined;
  readonly queries?: readonly MetricDataQuery[] | undefined;
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm?: number | undefined;
  readonly threshold: number;
  readonly comparison: Comparison;
  readonly missingData?: MissingData | undefined;
  readonly lowSamples?: 'evaluate' | 'ignore' | undefined;
  /** Whether it is evaluated again only once there is new data: nothing else could change its state. */
  readonly isAsleep: boolean;
}

export interface WatchedMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: readonly { readonly Name: string; readonly Value: string }[];
  readonly statistic?: Infer<typeof Statistic> | undefined;
  readonly extendedStatistic?: string | undefined;
  /** Seconds. */
  readonly period: number;
  readonly unit?: Infer<typeof StandardUnit> | undefined;
}

export interface CompositeAlarm extends AnyAlarm {
  readonly type: 'CompositeAlarm';
  readonly rule: string;
  readonly suppressor?: Suppressor | undefined;
  readonly suppressed?: Suppression | undefined;
  /** The state whose actions were run last, or need not be. */
  readonly acted: StateValue;
}

export interface Suppressor {
  /** A name or an ARN, as it was given. */
  readonly alarm: string;
  /** Seconds. */
  readonly wait: number;
  /** Seconds. */
  readonly extension: number;
}

export interface Suppression {
  readonly by: 'Alarm' | 'WaitPeriod' | 'ExtensionPeriod';
  /** When the period ends, ms since the epoch. */
  readonly until?: number | undefined;
}

export type Alarm = MetricAlarm | CompositeAlarm;

/** Whose alarm. */
export interface AlarmPlace {
  readonly account: string;
  readonly region: string;
}

export const alarmArn = ({ account, region, name }: AlarmPlace & { readonly name: string }): string =>
  `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`;

const ARN = /^arn:[^:]+:cloudwatch:([^:]*):(\d{12}):alarm:(.+)$/s;

/** What an ARN of an alarm names; undefined if it is none. */
export function readAlarmArn(arn: string): (AlarmPlace & { readonly name: string }) | undefined {
  const [, region, account, name] = ARN.exec(arn) ?? [];
  return region === undefined || account === undefined || name === undefined ? undefined : { region, account, name };
}

/** The name that a rule or a suppressor means, of an alarm in the place; undefined for one elsewhere. */
export function nameIn(place: AlarmPlace, nameOrArn: string): string | undefined {
  if (!nameOrArn.startsWith('arn:')) return nameOrArn;
  const found = readAlarmArn(nameOrArn);
  return found?.account === place.account && found.region === place.region ? found.name : undefined;
}
