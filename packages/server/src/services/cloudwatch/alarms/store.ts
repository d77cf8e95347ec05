import { createHash } from 'node:crypto';
import { RegistryConflictError, type Json, type Registry, type RegistryChange } from '@paddock/store';
import type { TagHolder, Tags } from '../tags.js';
import { nameIn, readAlarmArn, type Alarm, type AlarmPlace, type CompositeAlarm } from './alarm.js';
import { alarmsOf, parseRule } from './domain/alarm-rule.js';

export const ALARM_PREFIX = 'cloudwatch/alarm/';
const PARENT_PREFIX = 'cloudwatch/alarm-parent/';

export interface StoredAlarm {
  readonly alarm: Alarm;
  readonly version: number;
}

/** Alarms in the registry, and which composite alarms depend on which others. */
export class AlarmStore implements TagHolder {
  readonly registry: Registry;

  constructor(registry: Registry) {
    this.registry = registry;
  }

  async get(place: AlarmPlace, name: string): Promise<StoredAlarm | undefined> {
    // Rules and ARNs may name anything.
    if (name.length > LONGEST_NAME) return undefined;
    const entry = await this.registry.get(keyOf(place, name));
    return entry && { alarm: readAlarm(entry.value), version: entry.version };
  }

  /** Alarms in the order of their names. */
  async list(
    place: AlarmPlace,
    prefix: string,
    page: { readonly after?: string | undefined; readonly limit: number },
  ): Promise<Alarm[]> {
    const { after, limit } = page;
    const options = { limit, ...(after === undefined ? {} : { after: keyOf(place, after) }) };
    const entries = await this.registry.list(keyOf(place, prefix), options);
    return entries.map(({ value }) => readAlarm(value));
  }

  /** Names of the composite alarms whose rules name the alarm, or that it suppresses. */
  async parents(place: AlarmPlace, name: string): Promise<string[]> {
    const entries = await this.registry.list(parentPrefix(place, name));
    return entries.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  }

  /**
   * Commits what the function makes of the alarm that there is, and makes it again when that changes meanwhile.
   * @param change undefined to leave it as it is
   * @returns what the last call of it answered
   */
  async change<T>(
    place: AlarmPlace,
    name: string,
    change: (there: StoredAlarm | undefined) => Promise<Change<T>> | Change<T>,
  ): Promise<T> {
    for (;;) {
      const there = await this.get(place, name);
      const { changes, result } = await change(there);
      if (changes === undefined) return result;
      try {
        await this.registry.commit(changes);
        return result;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
      }
    }
  }

  holds(arn: string): boolean {
    return readAlarmArn(arn) !== undefined;
  }

  async tags(arn: string): Promise<Tags | undefined> {
    const place = readAlarmArn(arn);
    return place && (await this.get(place, place.name))?.alarm.tags;
  }

  async changeTags(arn: string, change: (tags: Tags) => Tags): Promise<boolean> {
    const place = readAlarmArn(arn);
    if (place === undefined) return false;
    return this.change(place, place.name, (there) => {
      if (there === undefined) return { changes: undefined, result: false };
      const alarm = { ...there.alarm, tags: change(there.alarm.tags) };
      return { changes: [putAlarm(alarm, there.version)], result: true };
    });
  }
}

export interface Change<T> {
  readonly changes: readonly RegistryChange[] | undefined;
  readonly result: T;
}

/** @param version what there is must have it; 0 when there must be none */
export const putAlarm = (alarm: Alarm, version: number): RegistryChange => ({
  put: keyOf(alarm, alarm.name),
  value: alarm as unknown as Json,
  ifVersion: version,
});

export const deleteAlarm = (alarm: Alarm, version: number): RegistryChange => ({
  delete: keyOf(alarm, alarm.name),
  ifVersion: version,
});

export const checkAlarm = (alarm: Alarm, version: number): RegistryChange => ({
  check: keyOf(alarm, alarm.name),
  ifVersion: version,
});

/** What keeps the record of who depends on whom true, when a composite alarm takes the place of what there was. */
export function parentChanges(before: Alarm | undefined, after: CompositeAlarm | undefined): RegistryChange[] {
  const [old, fresh] = [childrenOf(before), childrenOf(after)];
  const parent = before ?? after;
  if (parent === undefined) return [];
  const key = (child: string): string => `${parentPrefix(parent, child)}${hashOf(parent.name)}`;
  return [
    ...[...old].filter((child) => !fresh.has(child)).map((child) => ({ delete: key(child) })),
    ...[...fresh].filter((child) => !old.has(child)).map((child) => ({ put: key(child), value: parent.name })),
  ];
}

/** Names of the alarms that an alarm depends on, in their order. */
export function childrenOf(alarm: Alarm | undefined): ReadonlySet<string> {
  if (alarm?.type !== 'CompositeAlarm') return new Set();
  const named = [
    ...alarmsOf(parseRule(alarm.rule)),
    ...(alarm.suppressor === undefined ? [] : [alarm.suppressor.alarm]),
  ];
  return new Set(named.flatMap((name) => nameIn(alarm, name) ?? []));
}

export const readAlarm = (value: Json): Alarm => value as unknown as Alarm;

const LONGEST_NAME = 255;

/** Keys are in the order of names, and well-formed where a name has half a surrogate pair. */
const keyOf = ({ account, region }: AlarmPlace, name: string): string =>
  `${ALARM_PREFIX}${account}/${region}/${Buffer.from(name).toString()}`;
const parentPrefix = ({ account, region }: AlarmPlace, child: string): string =>
  `${PARENT_PREFIX}${account}/${region}/${hashOf(child)}/`;

/** Stands for a name where names would be too long, or hold what keys cannot. */
export const hashOf = (name: string): string => createHash('sha256').update(name).digest('base64url').slice(0, 22);
