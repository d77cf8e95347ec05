import type { Section } from '../../contracts.js';

export const analytics: Section = {
  id: 'analytics',
  title: { en: 'Kinesis Analytics', ko: 'Kinesis Analytics' },
  summary: { en: 'SQL over streams', ko: '스트림에 실행하는 SQL' },
  navigation: [],
  routes: [],
};
