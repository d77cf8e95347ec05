import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Finder, Found } from '../../contracts.js';
import { alarmHref, logGroupHref } from '../../hrefs.js';

const alarm = { en: 'Alarm', ko: '경보' };
const group = { en: 'Log group', ko: '로그 그룹' };

/** Alarms and log groups: the first hundred, and the first thousand. */
export const findCloudWatch: Finder = async (session, signal) => {
  const options = { abortSignal: signal };
  const alarms = async (): Promise<Found[]> => {
    const found = await session
      .client(CloudWatchClient)
      .send(new DescribeAlarmsCommand({ MaxRecords: 100, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }), options);
    return [...(found.MetricAlarms ?? []), ...(found.CompositeAlarms ?? [])].map(({ AlarmName: name = '' }) => ({
      name,
      kind: alarm,
      href: alarmHref(name),
    }));
  };
  const groups = async (): Promise<Found[]> => {
    const found: Found[] = [];
    let nextToken: string | undefined;
    do {
      const page = await session
        .client(CloudWatchLogsClient)
        .send(new DescribeLogGroupsCommand({ limit: 50, ...(nextToken ? { nextToken } : {}) }), options);
      for (const { logGroupName: name = '' } of page.logGroups ?? [])
        found.push({ name, kind: group, href: logGroupHref(name) });
      ({ nextToken } = page);
    } while (nextToken !== undefined && found.length < 1000);
    return found;
  };
  const found = await Promise.all([alarms().catch(() => []), groups().catch(() => [])]);
  return found.flat();
};
