import type { RegistryChange } from '@paddock/store';
import { dueTask } from '../../../../runtime/due-tasks.js';
import type { MetricAlarm } from '../alarm.js';
import { EVALUATION_DELAY, periodOf } from '../evaluation.js';
import { hashOf } from '../store.js';

export const EVALUATION_TASK = 'alarm-evaluation';

export interface EvaluationTask {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  readonly generation: string;
}

/** The task of evaluating an alarm once the period that is open is over. @param now ms since the epoch */
export function nextEvaluation(alarm: MetricAlarm, now: number): RegistryChange {
  const { account, region, name, generation } = alarm;
  const length = periodOf(alarm) * 1_000;
  const payload: EvaluationTask = { account, region, name, generation };
  return dueTask({
    at: (Math.floor((now - EVALUATION_DELAY) / length) + 1) * length + EVALUATION_DELAY,
    kind: EVALUATION_TASK,
    id: `${account}/${region}/${hashOf(name)}`,
    payload: { ...payload },
  });
}
