import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  EnableAlarmActionsCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { useAction, useAws, type Key } from '../../../shared/use-aws.js';
import { alarmsOf, type Alarm, type AlarmState } from './model.js';
import { alarmTexts } from './texts.js';

const types = ['MetricAlarm', 'CompositeAlarm'] as const;

/** All alarms, or those of a name. */
export function useAlarms({ name, enabled = true }: { readonly name?: string; readonly enabled?: boolean } = {}) {
  const cloudwatch = useClient(CloudWatchClient);
  return useAws(
    ['cloudwatch', 'alarms', name],
    async ({ signal }) => {
      const found: Alarm[] = [];
      let token: string | undefined;
      do {
        const page = await cloudwatch.send(
          new DescribeAlarmsCommand({
            AlarmTypes: [...types],
            ...(name === undefined ? { MaxRecords: 100 } : { AlarmNames: [name] }),
            ...(token === undefined ? {} : { NextToken: token }),
          }),
          { abortSignal: signal },
        );
        found.push(...alarmsOf(page));
        token = page.NextToken;
      } while (token !== undefined);
      return found;
    },
    { every: 5000, enabled },
  );
}

const changes: readonly Key[] = [
  ['cloudwatch', 'alarms'],
  ['cloudwatch', 'history'],
];

/** What can be done with an alarm. */
export function useAlarmActions() {
  const t = useTexts(alarmTexts);
  const cloudwatch = useClient(CloudWatchClient);
  return {
    remove: useAction((name: string) => cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: [name] })), {
      changes,
      done: (_, name) => t('deleted', { name }),
    }),
    enable: useAction((name: string) => cloudwatch.send(new EnableAlarmActionsCommand({ AlarmNames: [name] })), {
      changes,
      done: (_, name) => t('enabled', { name }),
      tellsFailure: true,
    }),
    disable: useAction((name: string) => cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames: [name] })), {
      changes,
      done: (_, name) => t('disabled', { name }),
      tellsFailure: true,
    }),
    setState: useAction(
      ({ name, state, reason }: { readonly name: string; readonly state: AlarmState; readonly reason: string }) =>
        cloudwatch.send(new SetAlarmStateCommand({ AlarmName: name, StateValue: state, StateReason: reason })),
      { changes, done: (_, { name, state }) => t('stateSet', { name, state: t(`state.${state}`) }) },
    ),
  };
}
