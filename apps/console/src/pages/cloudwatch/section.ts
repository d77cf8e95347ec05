import type { Section } from '../../contracts.js';

const logs = { en: 'Logs', ko: '로그' };
const metrics = { en: 'Metrics', ko: '지표' };

export const cloudwatch: Section = {
  id: 'cloudwatch',
  title: { en: 'CloudWatch', ko: 'CloudWatch' },
  summary: { en: 'Metrics, alarms and logs', ko: '지표, 경보, 로그' },
  navigation: [
    { title: { en: 'Overview', ko: '개요' }, path: '/cloudwatch' },
    { title: { en: 'Alarms', ko: '경보' }, path: '/cloudwatch/alarms' },
    { title: { en: 'Log groups', ko: '로그 그룹' }, path: '/cloudwatch/logs', group: logs },
    { title: { en: 'Live Tail', ko: '라이브 테일' }, path: '/cloudwatch/live-tail', group: logs },
    { title: { en: 'Logs Insights', ko: 'Logs Insights' }, path: '/cloudwatch/insights', group: logs },
    { title: { en: 'All metrics', ko: '모든 지표' }, path: '/cloudwatch/metrics', group: metrics },
  ],
  words: ['graph', 'metric', 'math', 'alarm', 'threshold', 'log', 'tail', 'insights', 'query', '지표', '경보', '로그'],
  routes: [
    { path: 'cloudwatch', lazy: async () => ({ Component: (await import('./overview-page.js')).OverviewPage }) },
    {
      path: 'cloudwatch/metrics',
      lazy: async () => ({ Component: (await import('./explorer/explorer-page.js')).ExplorerPage }),
    },
    {
      path: 'cloudwatch/alarms',
      lazy: async () => ({ Component: (await import('./alarms/alarms-page.js')).AlarmsPage }),
    },
    {
      path: 'cloudwatch/alarms-create',
      lazy: async () => ({ Component: (await import('./alarms/edit-page.js')).EditAlarmPage }),
    },
    {
      path: 'cloudwatch/alarms/:name',
      lazy: async () => ({ Component: (await import('./alarms/alarm-page.js')).AlarmPage }),
    },
    {
      path: 'cloudwatch/logs',
      lazy: async () => ({ Component: (await import('./logs/groups-page.js')).LogGroupsPage }),
    },
    {
      path: 'cloudwatch/logs/:group',
      lazy: async () => ({ Component: (await import('./logs/group-page.js')).LogGroupPage }),
    },
    {
      path: 'cloudwatch/logs/:group/:stream',
      lazy: async () => ({ Component: (await import('./logs/stream-page.js')).LogStreamPage }),
    },
    {
      path: 'cloudwatch/live-tail',
      lazy: async () => ({ Component: (await import('./logs/live-tail-page.js')).LiveTailPage }),
    },
    {
      path: 'cloudwatch/insights',
      lazy: async () => ({ Component: (await import('./insights/insights-page.js')).InsightsPage }),
    },
  ],
  finder: async () => (await import('./finder.js')).findCloudWatch,
};
