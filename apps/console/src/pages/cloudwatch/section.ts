import type { Section } from '../../contracts.js';

export const cloudwatch: Section = {
  id: 'cloudwatch',
  title: { en: 'CloudWatch', ko: 'CloudWatch' },
  summary: { en: 'Metrics, alarms and logs', ko: '지표, 경보, 로그' },
  navigation: [],
  routes: [],
};
