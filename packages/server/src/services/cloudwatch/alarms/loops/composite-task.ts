import type { Json, RegistryChange } from '@paddock/store';
import { dueTask } from '../../../../runtime/due-tasks.js';
import type { AlarmPlace, StateValue } from '../alarm.js';
import { hashOf } from '../store.js';

export const COMPOSITE_TASK = 'alarm-composite';

/** Why a composite alarm is evaluated. */
export interface CompositeCause {
  /** The alarm that changed; undefined when its own configuration was set. */
  readonly child?:
    | { readonly arn: string; readonly name: string; readonly value: StateValue; readonly at: number }
    | undefined;
  readonly isNew?: boolean;
  /** Names of the composite alarms whose changes led to it, and its own. */
  readonly path: readonly string[];
}

export interface CompositeTask extends AlarmPlace, CompositeCause {
  readonly name: string;
}

/** The task of evaluating a composite alarm. @param at ms since the epoch @param cause tells this one from others of the same moment */
export function compositeTask(
  alarm: AlarmPlace & { readonly name: string },
  cause: CompositeCause,
  at: number,
  of: string,
): RegistryChange {
  const payload: CompositeTask = { ...alarm, ...cause };
  return dueTask({
    at,
    kind: COMPOSITE_TASK,
    id: `${alarm.account}/${alarm.region}/${hashOf(alarm.name)}/${of}`,
    payload: payload as unknown as Json,
  });
}
