import { stored } from '../shared/stored.js';

export interface RecentPage {
  readonly title: string;
  readonly href: string;
}

const isPage = (value: unknown): value is RecentPage => {
  const { title, href }: { title?: unknown; href?: unknown } = Object(value);
  return typeof title === 'string' && typeof href === 'string' && href.startsWith('#/');
};

/** Where somebody was, the last first: for the search. */
export const recentPages = stored<readonly RecentPage[]>(
  'recent-pages',
  () => [],
  (value) => (Array.isArray(value) ? value.filter(isPage).slice(0, 8) : undefined),
);

/** @param href what stands behind `?` is no other page */
export function rememberPage(title: string, href: string): void {
  const page = { title, href: href.split('?')[0] ?? href };
  if (page.href === '#/' || !page.href.startsWith('#/')) return;
  recentPages.set([page, ...recentPages.get().filter((one) => one.href !== page.href)].slice(0, 8));
}
