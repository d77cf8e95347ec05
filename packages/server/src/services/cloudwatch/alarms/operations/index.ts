import type { AnyOperation } from '../../../../operation.js';
import type { AlarmsContext } from '../context.js';
import { deleteAlarms } from './delete-alarms.js';
import { describeAlarmHistory } from './describe-alarm-history.js';
import { describeAlarms } from './describe-alarms.js';
import { describeAlarmsForMetric } from './describe-alarms-for-metric.js';
import { disableAlarmActions } from './disable-alarm-actions.js';
import { enableAlarmActions } from './enable-alarm-actions.js';
import { putCompositeAlarm } from './put-composite-alarm.js';
import { putMetricAlarm } from './put-metric-alarm.js';
import { setAlarmState } from './set-alarm-state.js';

export const alarmOperations: readonly AnyOperation<AlarmsContext>[] = [
  deleteAlarms,
  describeAlarmHistory,
  describeAlarms,
  describeAlarmsForMetric,
  disableAlarmActions,
  enableAlarmActions,
  putCompositeAlarm,
  putMetricAlarm,
  setAlarmState,
];
