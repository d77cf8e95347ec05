import type { Section } from '../../contracts.js';

export const cognito: Section = {
  id: 'cognito',
  title: { en: 'Cognito', ko: 'Cognito' },
  summary: { en: 'Credentials for guests and users of apps', ko: '앱 사용자와 게스트를 위한 자격 증명' },
  navigation: [{ title: { en: 'Manage identity pools', ko: '자격 증명 풀 관리' }, path: '/cognito/pools' }],
  words: ['identity pool', 'guest', 'unauthenticated', 'federated identities', '자격 증명', '게스트'],
  finder: async () => (await import('./finder.js')).findPools,
  routes: [
    { path: 'cognito/pools', lazy: async () => ({ Component: (await import('./pools-page.js')).PoolsPage }) },
    {
      path: 'cognito/pools-create',
      lazy: async () => ({ Component: (await import('./create-page.js')).CreatePoolPage }),
    },
    {
      path: 'cognito/pools/:id/roles',
      lazy: async () => ({ Component: (await import('./roles-page.js')).RolesPage }),
    },
    { path: 'cognito/pools/:id/edit', lazy: async () => ({ Component: (await import('./edit-page.js')).EditPage }) },
    { path: 'cognito/pools/:id/:tab?', lazy: async () => ({ Component: (await import('./pool-page.js')).PoolPage }) },
  ],
};
