import type { Registry, Tables } from '@paddock/store';
import { operationsOf } from '../../../operation.js';
import type { Clock } from '../../../runtime/clock.js';
import type { DueTasks } from '../../../runtime/due-tasks.js';
import type { Ids } from '../../../runtime/ids.js';
import type { MetricReader } from '../metric-reader.js';
import type { EvaluateExpression } from '../query-types.js';
import type { AlarmPlace } from './alarm.js';
import type { AlarmHistory } from './history.js';
import type { AlarmStore } from './store.js';

/** What the operations of alarms work with. */
export interface AlarmsContext {
  readonly store: AlarmStore;
  readonly history: AlarmHistory;
  readonly clock: Clock;
  readonly ids: Ids;
  /** How many alarms there are. Other processes' may be counted a moment later. */
  readonly count: (place: AlarmPlace) => number;
}

export const alarmOperation = operationsOf<AlarmsContext>();

export interface AlarmsParts {
  readonly registry: Registry;
  readonly tables: Tables;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly dueTasks: DueTasks;
  /** Metric math. */
  readonly evaluate: EvaluateExpression;
  /** Whose functions alarms call, once it is there. */
  readonly lambda: () => AlarmFunctions | undefined;
}

/** What alarms ask of Lambda; its port is one. */
export interface AlarmFunctions {
  deliver(
    functionArn: string,
    payload: Uint8Array,
    caller: { readonly service: string; readonly sourceArn: string; readonly sourceAccount: string },
  ): Promise<'accepted' | 'no-such-function' | 'denied' | 'too-large' | 'throttled'>;
}

/** What the loops work with. */
export interface LoopsContext extends AlarmsContext {
  readonly reader: MetricReader;
  readonly evaluate: EvaluateExpression;
  readonly lambda: () => AlarmFunctions | undefined;
}
