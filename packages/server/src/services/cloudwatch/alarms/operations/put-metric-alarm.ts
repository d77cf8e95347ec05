import { anyOf, keysOf, requestTags } from '../../../../authorization/need-keys.js';
import { checkTagKeys } from '../../tags.js';
import { actionsOf, allActions } from '../action-arns.js';
import { alarmArn, type MetricAlarm } from '../alarm.js';
import { alarmOperation } from '../context.js';
import { nextEvaluation } from '../loops/schedule.js';
import { evaluatedOf, PutMetricAlarmInput } from '../metric-alarm-input.js';
import { putConfiguration } from '../putting.js';
import { placeOf } from '../requests.js';
import { parentChanges } from '../store.js';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
export const putMetricAlarm = alarmOperation({
  name: 'PutMetricAlarm',
  input: PutMetricAlarmInput,
  output: undefined,
  errors: ['LimitExceeded'],
  needs: (_, input, request) => ({
    action: 'cloudwatch:PutMetricAlarm',
    resources: [alarmArn({ ...placeOf(request), name: input.AlarmName })],
    keys: anyOf(requestTags(input.Tags), keysOf({ 'cloudwatch:alarmactions': allActions(input) })),
  }),
  async run(context, input, request) {
    const evaluated = evaluatedOf(input);
    const { AlarmName: name, Tags: tags } = input;
    checkTagKeys((tags ?? []).map(({ Key }) => Key));
    const place = placeOf(request);
    await putConfiguration(context, place, { name, tags }, (kept, there, now) => {
      const alarm: MetricAlarm = {
        type: 'MetricAlarm',
        ...place,
        name,
        description: input.AlarmDescription,
        actionsEnabled: input.ActionsEnabled ?? true,
        actions: actionsOf(input),
        ...kept,
        ...evaluated,
        isAsleep: false,
      };
      const changes = [...parentChanges(there?.alarm, undefined), nextEvaluation(alarm, now)];
      return Promise.resolve({ alarm, changes });
    });
  },
});
