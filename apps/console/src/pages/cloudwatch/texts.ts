import { defineTexts } from '../../i18n/texts.js';

export const overviewTexts = defineTexts(
  {
    alarms: 'Alarms by state',
    ringing: 'In alarm',
    silent: 'None',
    none: 'No metric had data in the last three hours.',
  } as const,
  {
    alarms: '상태별 경보',
    ringing: '경보 상태',
    silent: '없음',
    none: '최근 3시간 동안 데이터가 있는 지표가 없습니다.',
  },
);
