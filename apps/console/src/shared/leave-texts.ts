import { defineTexts } from '../i18n/texts.js';

export const leaveTexts = defineTexts(
  {
    stay: 'Stay',
    leave: 'Leave',
  } as const,
  {
    stay: '머무르기',
    leave: '나가기',
  },
);
