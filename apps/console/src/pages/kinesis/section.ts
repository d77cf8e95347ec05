import type { Section } from '../../contracts.js';

export const kinesis: Section = {
  id: 'kinesis',
  title: { en: 'Kinesis', ko: 'Kinesis' },
  summary: { en: 'Streams of records, in order, kept for a day or more', ko: '순서대로 보관되는 레코드의 스트림' },
  navigation: [
    { title: { en: 'Data streams', ko: '데이터 스트림' }, path: '/kinesis/streams' },
    { title: { en: 'Account settings', ko: '계정 설정' }, path: '/kinesis/account' },
  ],
  words: ['shard', 'tail', 'data viewer', 'put record', '샤드', '스트림', '레코드'],
  routes: [
    { path: 'kinesis/streams', lazy: async () => ({ Component: (await import('./streams-page.js')).StreamsPage }) },
    {
      path: 'kinesis/streams-create',
      lazy: async () => ({ Component: (await import('./create-stream-page.js')).CreateStreamPage }),
    },
    {
      path: 'kinesis/streams/:name/:tab?',
      lazy: async () => ({ Component: (await import('./stream-page.js')).StreamPage }),
    },
    {
      path: 'kinesis/streams/:name/consumers/:consumer',
      lazy: async () => ({ Component: (await import('./consumers/consumer-page.js')).ConsumerPage }),
    },
    { path: 'kinesis/account', lazy: async () => ({ Component: (await import('./account-page.js')).AccountPage }) },
  ],
  finder: async () => (await import('./find-streams.js')).findStreams,
};
