import { bind } from '../../../operation.js';
import type { CloudWatchAlarms } from '../index.js';
import type { MetricReader } from '../metric-reader.js';
import type { AlarmPlace } from './alarm.js';
import type { AlarmsParts, LoopsContext } from './context.js';
import { AlarmHistory } from './history.js';
import { registerActions } from './loops/actions.js';
import { registerComposites } from './loops/composites.js';
import { registerEvaluations } from './loops/evaluations.js';
import { registerSuppression } from './loops/suppression.js';
import { registerTransitions } from './loops/transitions.js';
import { Waker } from './loops/wake.js';
import { alarmOperations } from './operations/index.js';
import { AlarmStore } from './store.js';

export type { AlarmFunctions, AlarmsParts } from './context.js';

/** CloudWatch's alarms: on metrics, on metric math, and on one another. */
export function createAlarms(parts: AlarmsParts): (reader: MetricReader) => CloudWatchAlarms {
  return (reader) => {
    const { registry, tables, clock, ids, dueTasks, evaluate, lambda } = parts;
    const store = new AlarmStore(registry);
    const history = new AlarmHistory(tables, clock);
    let waker: Waker | undefined;
    const count = (place: AlarmPlace): number => waker?.count(place) ?? 0;
    const context: LoopsContext = { store, history, clock, ids, count, reader, evaluate, lambda };
    for (const register of [
      registerEvaluations,
      registerTransitions,
      registerActions,
      registerComposites,
      registerSuppression,
    ]) {
      register(dueTasks, context);
    }
    return {
      operations: alarmOperations.map((operation) => bind(operation, context)),
      tags: store,
      noticed: async (place, metrics) => {
        await waker?.noticed(place, metrics);
      },
      start: async () => {
        waker = await Waker.open(registry, store, clock);
        await waker.wakeAll();
      },
      stop: () => {
        waker?.stop();
        waker = undefined;
        return Promise.resolve();
      },
    };
  };
}
