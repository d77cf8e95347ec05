import type { Section } from '../../contracts.js';

export const controls: Section = {
  id: 'controls',
  title: { en: 'Test controls', ko: '테스트 제어' },
  summary: { en: 'Clock, faults, reset and snapshots', ko: '시계, 장애, 초기화, 스냅샷' },
  navigation: [],
  words: ['clock', 'freeze', 'fault', 'throttle', 'reset', 'snapshot', 'health', 'metrics', '시계', '장애', '초기화'],
  routes: [{ path: 'controls', lazy: async () => ({ Component: (await import('./controls-page.js')).ControlsPage }) }],
};
