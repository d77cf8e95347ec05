import type { Section } from '../../contracts.js';

const tablePage = async () => ({ Component: (await import('./table/table-page.js')).TablePage });

export const dynamodb: Section = {
  id: 'dynamodb',
  title: { en: 'DynamoDB', ko: 'DynamoDB' },
  summary: { en: 'Tables of items', ko: '항목의 테이블' },
  words: ['table', 'item', 'query', 'scan', 'partiql', 'ttl', 'backup', '테이블', '항목'],
  navigation: [
    { title: { en: 'Tables', ko: '테이블' }, path: '/dynamodb/tables' },
    { title: { en: 'Explore items', ko: '항목 탐색' }, path: '/dynamodb/items' },
    { title: { en: 'PartiQL editor', ko: 'PartiQL 편집기' }, path: '/dynamodb/partiql' },
    { title: { en: 'Backups', ko: '백업' }, path: '/dynamodb/backups' },
  ],
  routes: [
    {
      path: 'dynamodb/tables',
      lazy: async () => ({ Component: (await import('./tables/tables-page.js')).TablesPage }),
    },
    {
      path: 'dynamodb/tables-create',
      lazy: async () => ({ Component: (await import('./tables/create-table-page.js')).CreateTablePage }),
    },
    { path: 'dynamodb/tables/:name', lazy: tablePage },
    { path: 'dynamodb/tables/:name/:tab', lazy: tablePage },
    {
      path: 'dynamodb/items',
      lazy: async () => ({ Component: (await import('./items/explore-page.js')).ExplorePage }),
    },
    {
      path: 'dynamodb/partiql',
      lazy: async () => ({ Component: (await import('./partiql/partiql-page.js')).PartiqlPage }),
    },
    {
      path: 'dynamodb/backups',
      lazy: async () => ({ Component: (await import('./table/backups-page.js')).BackupsPage }),
    },
  ],
  finder: async () => (await import('./finder.js')).findTables,
};
