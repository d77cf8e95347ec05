import type { Section } from '../../contracts.js';

export const home: Section = {
  id: '',
  title: { en: 'Home', ko: '홈' },
  summary: { en: 'The whole pipeline, live', ko: '전체 파이프라인을 실시간으로' },
  navigation: [],
  routes: [{ index: true, lazy: async () => ({ Component: (await import('./home-page.js')).HomePage }) }],
};
