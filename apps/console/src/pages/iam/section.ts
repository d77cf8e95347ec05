import type { Section } from '../../contracts.js';

export const iam: Section = {
  id: 'iam',
  title: { en: 'IAM', ko: 'IAM' },
  summary: { en: 'Users, roles and what they may do', ko: '사용자와 역할, 그리고 권한' },
  navigation: [],
  routes: [],
};
