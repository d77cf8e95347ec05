import type { Section } from '../../contracts.js';

export const dynamodb: Section = {
  id: 'dynamodb',
  title: { en: 'DynamoDB', ko: 'DynamoDB' },
  summary: { en: 'Tables of items', ko: '항목의 테이블' },
  navigation: [],
  routes: [],
};
