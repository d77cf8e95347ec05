import type { Section } from '../../contracts.js';

export const analytics: Section = {
  id: 'analytics',
  title: { en: 'Kinesis Analytics', ko: 'Kinesis Analytics' },
  summary: { en: 'SQL over streams', ko: '스트림에 실행하는 SQL' },
  navigation: [{ title: { en: 'Analytics applications', ko: '분석 애플리케이션' }, path: '/analytics/applications' }],
  words: ['sql', 'application', 'schema', 'pump', 'window', 'in-application stream', '애플리케이션', '스키마'],
  finder: async () => (await import('./finder.js')).findApplications,
  routes: [
    {
      path: 'analytics/applications',
      lazy: async () => ({ Component: (await import('./applications-page.js')).ApplicationsPage }),
    },
    {
      path: 'analytics/applications-create',
      lazy: async () => ({ Component: (await import('./create-page.js')).CreatePage }),
    },
    {
      path: 'analytics/applications/:name/source',
      lazy: async () => ({ Component: (await import('./source/source-page.js')).SourcePage }),
    },
    {
      path: 'analytics/applications/:name/reference',
      lazy: async () => ({ Component: (await import('./source/reference-page.js')).ReferencePage }),
    },
    {
      path: 'analytics/applications/:name/sql',
      lazy: async () => ({ Component: (await import('./sql/sql-page.js')).SqlPage }),
    },
    {
      path: 'analytics/applications/:name/destination',
      lazy: async () => ({ Component: (await import('./destination/destination-page.js')).DestinationPage }),
    },
    {
      path: 'analytics/applications/:name/:tab?',
      lazy: async () => ({ Component: (await import('./application-page.js')).ApplicationPage }),
    },
  ],
};
