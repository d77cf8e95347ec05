import { string, structure } from '@paddock/wire';
import { validationFailed } from '../../errors.js';
import { NextToken, ScanBy, Timestamp } from '../../shapes.js';
import { alarmArn } from '../alarm.js';
import { alarmOperation } from '../context.js';
import { alarmToken, openAlarmToken, placeOf } from '../requests.js';
import * as shapes from '../shapes.js';

const USUAL_RECORDS = 100;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarmHistory.html */
export const describeAlarmHistory = alarmOperation({
  name: 'DescribeAlarmHistory',
  input: structure('DescribeAlarmHistoryInput', {
    AlarmName: shapes.AlarmName,
    AlarmContributorId: string({ min: 1, max: 16 }),
    AlarmTypes: shapes.AlarmTypes,
    HistoryItemType: shapes.HistoryItemType,
    StartDate: Timestamp,
    EndDate: Timestamp,
    MaxRecords: shapes.MaxRecords,
    NextToken,
    ScanBy,
  }),
  output: structure('DescribeAlarmHistoryOutput', { AlarmHistoryItems: shapes.AlarmHistoryItems, NextToken }),
  errors: ['InvalidNextToken'],
  needs: (_, { AlarmName: name = '*' }, request) => ({
    action: 'cloudwatch:DescribeAlarmHistory',
    resources: [alarmArn({ ...placeOf(request), name })],
  }),
  async run({ history }, input, request) {
    const { AlarmTypes: given = [], HistoryItemType: kind, StartDate: from, EndDate: to } = input;
    if (from !== undefined && to !== undefined && from > to) {
      throw validationFailed('StartDate must be less than or equal to EndDate');
    }
    const types: readonly string[] = given.length === 0 ? ['MetricAlarm'] : given;
    const most = input.MaxRecords ?? USUAL_RECORDS;
    const found = await history.list(placeOf(request), {
      name: input.AlarmName,
      from,
      to,
      isRising: input.ScanBy === 'TimestampAscending',
      after: openAlarmToken('history', input.NextToken),
      limit: most + 1,
      fits: (item) => types.includes(item.type) && (kind === undefined || item.kind === kind),
    });
    const page = found.slice(0, most);
    const last = page.at(-1);
    return {
      AlarmHistoryItems: page.map(({ item }) => ({
        AlarmName: item.name,
        AlarmType: item.type,
        Timestamp: item.time,
        HistoryItemType: item.kind,
        HistorySummary: item.summary,
        HistoryData: item.data,
      })),
      ...(found.length > most && last !== undefined ? { NextToken: alarmToken('history', last.key) } : {}),
    };
  },
});
