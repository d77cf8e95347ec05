import type { RegistryChange } from '@paddock/store';
import { done, type DueTask, type DueTasks } from '../../../../runtime/due-tasks.js';
import type { MetricAlarm } from '../alarm.js';
import type { LoopsContext } from '../context.js';
import { evaluateAlarm, reasonedAlarm, type Evaluation } from '../evaluation.js';
import { reasonDataOf, reasonOf } from '../domain/reason.js';
import type { HistoryItem } from '../history.js';
import { checkAlarm, putAlarm } from '../store.js';
import { transitionTo } from '../transition.js';
import { namesDates } from '../watched-expressions.js';
import { EVALUATION_TASK, nextEvaluation, type EvaluationTask } from './schedule.js';
import { wake } from './wake.js';

/**
 * Evaluates alarms, each once a period, as long as there is something to see: when none of its metrics has data in what it looks at, nothing but new data can
 * change its state, and it sleeps until there is some. A clock that leaps a year does not run it half a million times.
 */
export function registerEvaluations(tasks: DueTasks, context: LoopsContext): void {
  tasks.handle(EVALUATION_TASK, (task) => evaluateOne(task, context));
}

async function evaluateOne(task: DueTask, context: LoopsContext): Promise<void> {
  const { store, clock, history } = context;
  // What `nextEvaluation` wrote.
  const { generation, ...place } = task.payload as unknown as EvaluationTask;
  const there = await store.get(place, place.name);
  if (there?.alarm.type !== 'MetricAlarm' || there.alarm.generation !== generation) {
    await store.registry.commit([done(task)]);
    return;
  }
  const now = clock.now();
  const evaluation = await evaluateAlarm(there.alarm, context, now);
  const isAsleep = !evaluation.sawData && !namesDates(there.alarm);
  const { changes, item } = changesOf({ ...there.alarm, isAsleep }, there.version, evaluation, now);
  const kept = changes ?? (isAsleep ? [putAlarm({ ...there.alarm, isAsleep }, there.version)] : undefined);
  const next = isAsleep ? [] : [nextEvaluation(there.alarm, now)];
  await store.registry.commit([...(kept ?? [checkAlarm(there.alarm, there.version)]), ...next, done(task)]);
  if (item !== undefined) await history.add(place, [item]);
  // Data that came in between found it awake, and woke nobody.
  if (isAsleep && (await evaluateAlarm(there.alarm, context, now)).sawData) await wake(store, place, place.name, now);
}

interface Changes {
  /** Undefined where nothing is to be said. */
  readonly changes?: readonly RegistryChange[];
  readonly item?: HistoryItem;
}

function changesOf(alarm: MetricAlarm, version: number, { decision, evaluated }: Evaluation, now: number): Changes {
  const value = decision.state;
  const isUnchecked = alarm.state.reason.startsWith('Unchecked: ');
  if (value === undefined || (value === alarm.state.value && !isUnchecked)) return {};
  const reasoned = reasonedAlarm(alarm);
  const reason = reasonOf(value, decision, reasoned);
  const state = { value, reason, data: reasonDataOf(evaluated, reasoned, now), updated: now };
  if (value === alarm.state.value) {
    return { changes: [putAlarm({ ...alarm, state: { ...state, transitioned: alarm.state.transitioned } }, version)] };
  }
  return transitionTo(alarm, version, state);
}
