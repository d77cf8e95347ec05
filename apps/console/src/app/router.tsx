import { createHashRouter } from 'react-router';
import { NotFound, PageFailed } from './not-found.js';
import { sections } from './sections.js';
import { Shell } from './shell.js';

/** Deep links are of the form `#/kinesis/streams/wildrydes`: any server of files can serve them. */
export const router = createHashRouter([
  {
    path: '/',
    Component: Shell,
    HydrateFallback: () => null,
    children: [
      ...sections.flatMap(({ routes }) => routes.map((route) => ({ ErrorBoundary: PageFailed, ...route }))),
      { path: 'services', lazy: async () => ({ Component: (await import('./services-page.js')).ServicesPage }) },
      { path: '*', Component: NotFound },
    ],
  },
]);
