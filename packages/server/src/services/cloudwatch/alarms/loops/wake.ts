import { RegistryConflictError, type Registry } from '@paddock/store';
import type { Clock } from '../../../../runtime/clock.js';
import { RegistryMirror } from '../../../../runtime/registry-mirror.js';
import type { Alarm, AlarmPlace, MetricAlarm } from '../alarm.js';
import { metricsOf, type AlarmMetric } from '../evaluation.js';
import { ALARM_PREFIX, putAlarm, readAlarm, type AlarmStore } from '../store.js';
import { nextEvaluation } from './schedule.js';

const AT_ONCE = 100;

/** Wakes alarms that sleep when there is new data of a metric that they watch. */
export class Waker {
  readonly #store: AlarmStore;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #mirror: RegistryMirror<Alarm>;
  #sleeping: { readonly revision: number; readonly byMetric: ReadonlyMap<string, readonly MetricAlarm[]> } | undefined;

  private constructor(store: AlarmStore, clock: Pick<Clock, 'now'>, mirror: RegistryMirror<Alarm>) {
    this.#store = store;
    this.#clock = clock;
    this.#mirror = mirror;
  }

  static async open(registry: Registry, store: AlarmStore, clock: Pick<Clock, 'now'>): Promise<Waker> {
    return new Waker(store, clock, await RegistryMirror.open(registry, ALARM_PREFIX, readAlarm));
  }

  /** Whatever data came while nobody looked: every alarm looks once. */
  async wakeAll(): Promise<void> {
    await this.#wake(new Set([...this.#byMetric().values()].flat()));
  }

  /** There is new data of these metrics, durably. What cannot be woken just now is by the next data. */
  async noticed(place: AlarmPlace, metrics: Iterable<AlarmMetric['metric']>): Promise<void> {
    const byMetric = this.#byMetric();
    if (byMetric.size === 0) return;
    const woken = new Set<MetricAlarm>();
    for (const metric of metrics) for (const alarm of byMetric.get(keyOf(place, metric)) ?? []) woken.add(alarm);
    await this.#wake(woken).catch(() => undefined);
  }

  /** How many alarms there are. */
  count({ account, region }: AlarmPlace): number {
    let count = 0;
    for (const _ of this.#mirror.list(`${ALARM_PREFIX}${account}/${region}/`)) count++;
    return count;
  }

  stop(): void {
    this.#mirror.close();
  }

  /** Many at a time: they share a sync. */
  async #wake(alarms: Iterable<MetricAlarm>): Promise<void> {
    const all = [...alarms];
    for (let at = 0; at < all.length; at += AT_ONCE) {
      const some = all.slice(at, at + AT_ONCE);
      await Promise.all(some.map(({ name, ...place }) => wake(this.#store, place, name, this.#clock.now())));
    }
  }

  #byMetric(): ReadonlyMap<string, readonly MetricAlarm[]> {
    const { revision } = this.#mirror;
    if (this.#sleeping?.revision === revision) return this.#sleeping.byMetric;
    const byMetric = new Map<string, MetricAlarm[]>();
    for (const { value: alarm } of this.#mirror.list(ALARM_PREFIX)) {
      if (alarm.type !== 'MetricAlarm' || !alarm.isAsleep) continue;
      for (const { metric } of metricsOf(alarm)) {
        const key = keyOf(alarm, metric);
        const there = byMetric.get(key);
        if (there === undefined) byMetric.set(key, [alarm]);
        else there.push(alarm);
      }
    }
    this.#sleeping = { revision, byMetric };
    return byMetric;
  }
}

/** Has an alarm that sleeps look again at the end of the period. */
export async function wake(store: AlarmStore, place: AlarmPlace, name: string, now: number): Promise<void> {
  for (;;) {
    const there = await store.get(place, name);
    if (there?.alarm.type !== 'MetricAlarm' || !there.alarm.isAsleep) return;
    const alarm = { ...there.alarm, isAsleep: false };
    try {
      await store.registry.commit([putAlarm(alarm, there.version), nextEvaluation(alarm, now)]);
      return;
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
    }
  }
}

function keyOf({ account, region }: AlarmPlace, { namespace, metric, dimensions }: AlarmMetric['metric']): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([account, region, namespace, metric, sorted]);
}
