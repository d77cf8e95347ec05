import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { periodText } from '../explorer/period-text.js';
import { conditionText, linesOf, type Alarm, type AlarmState } from './model.js';
import { alarmTexts } from './texts.js';

const looks = { ALARM: 'error', OK: 'success', INSUFFICIENT_DATA: 'pending' } as const;

export function State({ state }: { readonly state: AlarmState }) {
  const t = useTexts(alarmTexts);
  return <StatusIndicator type={looks[state]}>{t(`state.${state}`)}</StatusIndicator>;
}

/** When an alarm goes off, in words. */
export function Condition({ alarm }: { readonly alarm: Alarm }) {
  const t = useTexts(alarmTexts);
  const format = useFormat();
  if (alarm.kind === 'composite') return <code>{alarm.alarm.AlarmRule}</code>;
  const { ComparisonOperator, Threshold, EvaluationPeriods = 1, DatapointsToAlarm = EvaluationPeriods } = alarm.alarm;
  const watched = linesOf(alarm.alarm).find(({ isHidden }) => isHidden !== true);
  return t('condition.text', {
    condition: conditionText(
      watched?.label || (watched?.metric ?? watched?.expression ?? ''),
      ComparisonOperator,
      Threshold,
    ),
    datapoints: format.number(DatapointsToAlarm),
    span: periodText((watched?.period ?? 60) * EvaluationPeriods),
  });
}
