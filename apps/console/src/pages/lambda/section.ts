import type { Section } from '../../contracts.js';

export const lambda: Section = {
  id: 'lambda',
  title: { en: 'Lambda', ko: 'Lambda' },
  summary: { en: 'Functions that streams trigger', ko: '스트림이 트리거하는 함수' },
  words: ['function', 'trigger', 'event source mapping', 'layer', '함수', '트리거', '계층'],
  navigation: [
    { title: { en: 'Functions', ko: '함수' }, path: '/lambda/functions' },
    { title: { en: 'Layers', ko: '계층' }, path: '/lambda/layers' },
  ],
  routes: [
    {
      path: 'lambda',
      lazy: async () => ({ Component: (await import('./functions-page.js')).FunctionsPage }),
    },
    {
      path: 'lambda/functions',
      lazy: async () => ({ Component: (await import('./functions-page.js')).FunctionsPage }),
    },
    {
      path: 'lambda/functions-create',
      lazy: async () => ({ Component: (await import('./create-function-page.js')).CreateFunctionPage }),
    },
    {
      path: 'lambda/functions/:name/*',
      lazy: async () => ({ Component: (await import('./function-page.js')).FunctionPage }),
    },
    {
      path: 'lambda/layers',
      lazy: async () => ({ Component: (await import('./layers-page.js')).LayersPage }),
    },
  ],
  finder: async () => (await import('./finder.js')).findFunctions,
};
