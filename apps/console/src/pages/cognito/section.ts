import type { Section } from '../../contracts.js';

export const cognito: Section = {
  id: 'cognito',
  title: { en: 'Cognito', ko: 'Cognito' },
  summary: { en: 'Credentials for guests and users of apps', ko: '앱 사용자와 게스트를 위한 자격 증명' },
  navigation: [],
  routes: [],
};
