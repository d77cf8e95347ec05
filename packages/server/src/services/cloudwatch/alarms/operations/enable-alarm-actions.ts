import { required, structure } from '@paddock/wire';
import { alarmArn } from '../alarm.js';
import { alarmOperation } from '../context.js';
import { placeOf } from '../requests.js';
import { AlarmNames } from '../shapes.js';
import { setActionsEnabled } from '../switching.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_EnableAlarmActions.html */
export const enableAlarmActions = alarmOperation({
  name: 'EnableAlarmActions',
  input: structure('EnableAlarmActionsInput', { AlarmNames: required(AlarmNames) }),
  output: undefined,
  errors: [],
  needs: (_, { AlarmNames: names }, request) => ({
    action: 'cloudwatch:EnableAlarmActions',
    resources: names.map((name) => alarmArn({ ...placeOf(request), name })),
  }),
  async run(context, { AlarmNames: names }, request) {
    for (const name of new Set(names)) await setActionsEnabled(context, placeOf(request), name, true);
  },
});
