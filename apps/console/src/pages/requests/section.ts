import type { Section } from '../../contracts.js';

export const requests: Section = {
  id: 'requests',
  title: { en: 'Requests', ko: '요청' },
  summary: { en: 'Every API call, and which policy decided it', ko: '모든 API 호출과 이를 결정한 정책' },
  navigation: [],
  words: ['api calls', 'log', 'access denied', 'replay', 'cli command', 'audit', 'cloudtrail', '호출', '액세스 거부'],
  routes: [{ path: 'requests', lazy: async () => ({ Component: (await import('./requests-page.js')).RequestsPage }) }],
};
