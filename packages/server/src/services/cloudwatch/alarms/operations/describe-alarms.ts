import { structure, type Infer } from '@paddock/wire';
import { invalidParameterCombination } from '../../errors.js';
import { NextToken } from '../../shapes.js';
import { alarmArn, type Alarm, type AlarmPlace } from '../alarm.js';
import { alarmOperation } from '../context.js';
import { alarmToken, openAlarmToken, placeOf } from '../requests.js';
import * as shapes from '../shapes.js';
import { childrenOf, type AlarmStore } from '../store.js';
import { viewOfCompositeAlarm, viewOfMetricAlarm } from '../views.js';

const input = structure('DescribeAlarmsInput', {
  AlarmNames: shapes.AlarmNames,
  AlarmNamePrefix: shapes.AlarmNamePrefix,
  AlarmTypes: shapes.AlarmTypes,
  ChildrenOfAlarmName: shapes.AlarmName,
  ParentsOfAlarmName: shapes.AlarmName,
  StateValue: shapes.StateValue,
  ActionPrefix: shapes.ActionPrefix,
  MaxRecords: shapes.MaxRecords,
  NextToken,
});
type Input = Infer<typeof input>;

const USUAL_RECORDS = 50;
const PAGE = 500;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export const describeAlarms = alarmOperation({
  name: 'DescribeAlarms',
  input,
  output: structure('DescribeAlarmsOutput', {
    CompositeAlarms: shapes.CompositeAlarms,
    MetricAlarms: shapes.MetricAlarms,
    NextToken,
  }),
  errors: ['InvalidNextToken'],
  needs: (_, { AlarmNames: names }, request) => ({
    action: 'cloudwatch:DescribeAlarms',
    resources: (names === undefined || names.length === 0 ? ['*'] : names).map((name) =>
      alarmArn({ ...placeOf(request), name }),
    ),
  }),
  async run({ store }, request, context) {
    const place = placeOf(context);
    if (request.AlarmNames !== undefined && request.AlarmNamePrefix !== undefined) {
      throw invalidParameterCombination('AlarmNamePrefix and AlarmNames.member are mutually exclusive');
    }
    const most = request.MaxRecords ?? USUAL_RECORDS;
    const after = openAlarmToken('alarms', request.NextToken);
    const found: Alarm[] = [];
    for await (const alarm of candidates(store, place, request, after)) {
      if (!fits(alarm, request)) continue;
      found.push(alarm);
      if (found.length > most) break;
    }
    const page = found.slice(0, most);
    const last = page.at(-1);
    return {
      MetricAlarms: page.flatMap((alarm) => (alarm.type === 'MetricAlarm' ? [viewOfMetricAlarm(alarm)] : [])),
      CompositeAlarms: page.flatMap((alarm) => (alarm.type === 'CompositeAlarm' ? [viewOfCompositeAlarm(alarm)] : [])),
      ...(found.length > most && last !== undefined ? { NextToken: alarmToken('alarms', last.name) } : {}),
    };
  },
});

/** The alarms that are asked about, by name, from after one on. */
async function* candidates(
  store: AlarmStore,
  place: AlarmPlace,
  request: Input,
  after: string | undefined,
): AsyncGenerator<Alarm> {
  const names = await namesOf(store, place, request);
  if (names !== undefined) {
    for (const name of [...new Set(names)].sort()) {
      if (after !== undefined && name <= after) continue;
      const there = await store.get(place, name);
      if (there !== undefined) yield there.alarm;
    }
    return;
  }
  for (let last = after; ;) {
    const page = await store.list(place, request.AlarmNamePrefix ?? '', { after: last, limit: PAGE });
    yield* page;
    last = page.at(-1)?.name;
    if (page.length < PAGE) return;
  }
}

/** @returns undefined where no names are given */
async function namesOf(store: AlarmStore, place: AlarmPlace, request: Input): Promise<readonly string[] | undefined> {
  const { ChildrenOfAlarmName: parent, ParentsOfAlarmName: child } = request;
  if (parent !== undefined) return [...childrenOf((await store.get(place, parent))?.alarm)];
  if (child !== undefined) return store.parents(place, child);
  return request.AlarmNames;
}

function fits(alarm: Alarm, request: Input): boolean {
  const { AlarmTypes: given, StateValue: state, ActionPrefix: action } = request;
  const isRelative = request.ChildrenOfAlarmName !== undefined || request.ParentsOfAlarmName !== undefined;
  const types = given === undefined || given.length === 0 ? (isRelative ? undefined : ['MetricAlarm']) : given;
  if (types !== undefined && !types.includes(alarm.type)) return false;
  if (state !== undefined && alarm.state.value !== state) return false;
  return action === undefined || Object.values(alarm.actions).some((all) => all.some((arn) => arn.startsWith(action)));
}
