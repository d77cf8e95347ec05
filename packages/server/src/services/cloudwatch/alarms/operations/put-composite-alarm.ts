import { required, structure, type Infer } from '@paddock/wire';
import { anyOf, keysOf, requestTags } from '../../../../authorization/need-keys.js';
import { validationFailed } from '../../errors.js';
import { TagList } from '../../shapes.js';
import { checkTagKeys } from '../../tags.js';
import { actionsOf, allActions, checkActions } from '../action-arns.js';
import { alarmArn, nameIn, type AlarmPlace, type CompositeAlarm, type Suppressor } from '../alarm.js';
import { alarmOperation } from '../context.js';
import { alarmsOf, parseRule, RuleFault, type Rule } from '../domain/alarm-rule.js';
import { compositeTask } from '../loops/composite-task.js';
import { putConfiguration } from '../putting.js';
import { placeOf } from '../requests.js';
import * as shapes from '../shapes.js';
import { parentChanges, type AlarmStore } from '../store.js';

const input = structure('PutCompositeAlarmInput', {
  ActionsEnabled: shapes.ActionsEnabled,
  AlarmActions: shapes.ResourceList,
  AlarmDescription: shapes.AlarmDescription,
  AlarmName: required(shapes.AlarmName),
  AlarmRule: required(shapes.AlarmRule),
  InsufficientDataActions: shapes.ResourceList,
  OKActions: shapes.ResourceList,
  Tags: TagList,
  ActionsSuppressor: shapes.AlarmArn,
  ActionsSuppressorWaitPeriod: shapes.SuppressorPeriod,
  ActionsSuppressorExtensionPeriod: shapes.SuppressorPeriod,
});

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html */
export const putCompositeAlarm = alarmOperation({
  name: 'PutCompositeAlarm',
  input,
  output: undefined,
  errors: ['LimitExceeded'],
  needs: (_, request, context) => ({
    action: 'cloudwatch:PutCompositeAlarm',
    resources: [alarmArn({ ...placeOf(context), name: request.AlarmName })],
    keys: anyOf(requestTags(request.Tags), keysOf({ 'cloudwatch:alarmactions': allActions(request) })),
  }),
  async run(context, request, sender) {
    const place = placeOf(sender);
    const { AlarmName: name, AlarmRule: rule, Tags: tags } = request;
    checkActions(request);
    checkTagKeys((tags ?? []).map(({ Key }) => Key));
    const suppressor = suppressorOf(request);
    const parsed = parsedRule(rule);
    await checkChildren(context.store, place, name, [
      ...alarmsOf(parsed),
      ...(suppressor === undefined ? [] : [suppressor.alarm]),
    ]);
    await putConfiguration(context, place, { name, tags }, (kept, there, now) => {
      const before = there?.alarm.type === 'CompositeAlarm' ? there.alarm : undefined;
      const alarm: CompositeAlarm = {
        type: 'CompositeAlarm',
        ...place,
        name,
        description: request.AlarmDescription,
        actionsEnabled: request.ActionsEnabled ?? true,
        actions: actionsOf(request),
        ...kept,
        rule,
        suppressor,
        suppressed: suppressor === undefined ? undefined : before?.suppressed,
        acted: before?.acted ?? kept.state.value,
      };
      const cause = { isNew: there === undefined, path: [name] };
      const changes = [
        ...parentChanges(there?.alarm, alarm),
        compositeTask({ ...place, name }, cause, now, kept.generation),
      ];
      return Promise.resolve({ alarm, changes });
    });
  },
});

function parsedRule(rule: string): Rule {
  if (rule !== rule.trim()) {
    throw validationFailed('AlarmRule must not contain leading or trailing whitespace or be null');
  }
  try {
    return parseRule(rule);
  } catch (error) {
    if (error instanceof RuleFault) throw validationFailed(`Error in AlarmRule [${error.message}]`);
    throw error;
  }
}

function suppressorOf(request: Infer<typeof input>): Suppressor | undefined {
  const { ActionsSuppressor: alarm, ActionsSuppressorWaitPeriod: wait } = request;
  const extension = request.ActionsSuppressorExtensionPeriod;
  if (alarm === undefined) {
    if (wait === undefined && extension === undefined) return undefined;
    throw validationFailed(
      'ActionsSuppressor must be set if ActionsSuppressorWaitPeriod or ActionsSuppressorExtensionPeriod is set.',
    );
  }
  if (wait === undefined || extension === undefined) {
    throw validationFailed(
      'ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod must be set if ActionsSuppressor is set.',
    );
  }
  if (wait < 0 || extension < 0) {
    throw validationFailed('ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod must not be negative.');
  }
  return { alarm, wait, extension };
}

async function checkChildren(
  store: AlarmStore,
  place: AlarmPlace,
  own: string,
  named: readonly string[],
): Promise<void> {
  const missing: string[] = [];
  for (const child of named) {
    const name = nameIn(place, child);
    const isThere = name !== undefined && name !== own && (await store.get(place, name)) !== undefined;
    if (!isThere) missing.push(child);
  }
  if (missing.length > 0) {
    throw validationFailed(
      `Could not save the composite alarm as alarms [${missing.join(', ')}] in the alarm rule do not exist`,
    );
  }
}
