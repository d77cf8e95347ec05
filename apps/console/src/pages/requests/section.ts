import type { Section } from '../../contracts.js';

export const requests: Section = {
  id: 'requests',
  title: { en: 'Requests', ko: '요청' },
  summary: { en: 'Every API call, and which policy decided it', ko: '모든 API 호출과 이를 결정한 정책' },
  navigation: [],
  routes: [],
};
