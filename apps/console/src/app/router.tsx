import { createHashRouter, replace, type RouteObject } from 'react-router';
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
      ...sections.flatMap(({ routes }) => routes.map(guarded)),
      // `#/kinesis` is what somebody types.
      ...sections.flatMap(({ id, navigation: [first], routes }) =>
        first === undefined || routes.some(({ path }) => path === id)
          ? []
          : [{ path: id, loader: () => replace(first.path) }],
      ),
      { path: 'services', lazy: async () => ({ Component: (await import('./services-page.js')).ServicesPage }) },
      { path: '*', Component: NotFound },
    ],
  },
]);

/** What cannot be loaded fails when it is drawn: the router itself would show nothing at all. */
function guarded(route: RouteObject): RouteObject {
  const { lazy } = route;
  if (typeof lazy !== 'function') return { ErrorBoundary: PageFailed, ...route };
  const load: typeof lazy = () =>
    lazy().catch((error: unknown) => ({
      Component: () => {
        throw error;
      },
    }));
  return { ErrorBoundary: PageFailed, ...route, lazy: load };
}
