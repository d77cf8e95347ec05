import { done, type DueTask, type DueTasks } from '../../../../runtime/due-tasks.js';
import { alarmArn, type Alarm, type AlarmPlace } from '../alarm.js';
import type { LoopsContext } from '../context.js';
import type { HistoryItem } from '../history.js';
import { orderOf } from '../transition.js';

export const ACTION_TASK = 'alarm-action';

export interface ActionTask extends AlarmPlace {
  readonly name: string;
  readonly type: Alarm['type'];
  readonly number: number;
  readonly generation: string;
  readonly index: number;
  /** When the state changed, ms since the epoch. */
  readonly at: number;
  /** What the function is told. */
  readonly event: string;
  /** ARN. */
  readonly action: string;
}

/** Calls what alarms' actions name, each once for a change of state, and says in the history how that went. */
export function registerActions(tasks: DueTasks, context: LoopsContext): void {
  tasks.handle(ACTION_TASK, (task) => act(task, context));
}

async function act(task: DueTask, context: LoopsContext): Promise<void> {
  // What `transitions.ts` wrote.
  const action = task.payload as unknown as ActionTask;
  const failure = await call(action, context);
  await context.history.add(action, [itemOf(action, failure, context.clock.now())]);
  await context.store.registry.commit([done(task)]);
}

/** @returns why it failed */
async function call({ action, event, ...alarm }: ActionTask, { lambda }: LoopsContext): Promise<string | undefined> {
  const service = action.split(':')[2] ?? '';
  const functions = service === 'lambda' ? lambda() : undefined;
  if (functions === undefined) return `Actions of the service ${service} are not available here`;
  const answer = await functions.deliver(action, Buffer.from(event), {
    service: 'lambda.alarms.cloudwatch.amazonaws.com',
    sourceArn: alarmArn(alarm),
    sourceAccount: alarm.account,
  });
  switch (answer) {
    case 'accepted':
      return undefined;
    case 'denied':
      return `CloudWatch Alarms is not authorized to perform: lambda:InvokeFunction on the resource: ${action} because no resource-based policy allows the lambda:InvokeFunction action`;
    case 'no-such-function':
      return `Function not found: ${action}`;
    case 'too-large':
      return 'Request must be smaller than the largest payload of an asynchronous invocation';
    case 'throttled':
      // Tried again: a change of state is told.
      throw new Error(`the function ${action} is throttled`);
  }
}

const LONGEST_SUMMARY = 255;
const LONGEST_DATA = 4_095;

function itemOf(task: ActionTask, failure: string | undefined, now: number): HistoryItem {
  const { name, type, action, number, generation, index, at, event } = task;
  const summary =
    failure === undefined
      ? `Successfully executed action ${action}`
      : `Failed to execute action ${action}. Received error: "${failure}"`;
  const common = {
    actionState: failure === undefined ? 'Succeeded' : 'Failed',
    stateUpdateTimestamp: at,
    notificationResource: action,
  };
  const error = failure === undefined ? {} : { error: failure };
  const whole = JSON.stringify({ ...common, publishedMessage: event, ...error });
  return {
    name,
    type,
    time: now,
    kind: 'Action',
    summary: summary.slice(0, LONGEST_SUMMARY),
    data: whole.length <= LONGEST_DATA ? whole : JSON.stringify({ ...common, ...error }),
    order: orderOf(number, 1 + index, generation),
  };
}
