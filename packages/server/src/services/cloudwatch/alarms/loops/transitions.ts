import type { Json, RegistryChange } from '@paddock/store';
import { done, dueTask, type DueTask, type DueTasks } from '../../../../runtime/due-tasks.js';
import { alarmArn, type AlarmPlace } from '../alarm.js';
import type { LoopsContext } from '../context.js';
import { TRANSITION_TASK, type Transition } from '../transition.js';
import { ACTION_TASK, type ActionTask } from './actions.js';
import { compositeTask } from './composite-task.js';

/** Tells everybody of a change of state: the history, the composite alarms that depend on the alarm, and those whom its actions name. */
export function registerTransitions(tasks: DueTasks, context: LoopsContext): void {
  tasks.handle(TRANSITION_TASK, (task) => tell(task, context));
}

async function tell(task: DueTask, { store, history }: LoopsContext): Promise<void> {
  // What `transitionTo` wrote.
  const transition = task.payload as unknown as Transition;
  const place: AlarmPlace = { account: transition.account, region: transition.region };
  await history.add(place, [transition.item]);
  const parents = await store.parents(place, transition.name);
  const { value, at, path, name } = transition;
  const child = { arn: alarmArn({ ...place, name }), name, value, at };
  const told = parents
    // What leads back to where it came from would never end.
    .filter((parent) => !path.includes(parent))
    .map((parent) =>
      compositeTask({ ...place, name: parent }, { child, path: [...path, parent] }, at, idOf(transition)),
    );
  await store.registry.commit([...told, ...actionTasks(transition), done(task)]);
}

const idOf = ({ generation, number }: Transition): string => `${generation}/${number}`;

function actionTasks(transition: Transition): RegistryChange[] {
  const { account, region, name, type, number, generation, at, event, actions } = transition;
  return actions.map((action, index) => {
    const payload: ActionTask = { account, region, name, type, number, generation, index, at, event, action };
    const id = `${account}/${region}/${name}/${idOf(transition)}/${index}`;
    return dueTask({ at, kind: ACTION_TASK, id, payload: payload as unknown as Json });
  });
}
