import { defineTexts } from '../i18n/texts.js';

export const paletteTexts = defineTexts(
  {
    label: 'Search services, pages and resources',
    placeholder: 'A service, a page, a resource’s name …',
    recent: 'Recent',
    pages: 'Pages',
    resources: 'Resources',
    none: 'Nothing is called {query}',
    looking: 'Looking through your resources …',
    found: { one: '{count} found', other: '{count} found' },
    hint: '↑ ↓ to choose, Enter to go, Esc to close',
    page: 'Page',
    map: 'Live map',
  } as const,
  {
    label: '서비스, 페이지, 리소스 검색',
    placeholder: '서비스, 페이지, 리소스 이름 …',
    recent: '최근',
    pages: '페이지',
    resources: '리소스',
    none: '{query}에 해당하는 항목이 없습니다',
    looking: '리소스를 찾는 중 …',
    found: '{count}개 찾음',
    hint: '↑ ↓ 선택, Enter 이동, Esc 닫기',
    page: '페이지',
    map: '실시간 지도',
  },
);
