import type { Section } from '../../contracts.js';

export const kinesis: Section = {
  id: 'kinesis',
  title: { en: 'Kinesis', ko: 'Kinesis' },
  summary: { en: 'Streams of records, in order, kept for a day or more', ko: '순서대로 보관되는 레코드의 스트림' },
  navigation: [],
  routes: [],
};
