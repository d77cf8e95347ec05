import type { Section } from '../../contracts.js';

export const lambda: Section = {
  id: 'lambda',
  title: { en: 'Lambda', ko: 'Lambda' },
  summary: { en: 'Functions that streams trigger', ko: '스트림이 트리거하는 함수' },
  navigation: [],
  routes: [],
};
