import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import type { Section } from '../contracts.js';
import type { Language } from '../i18n/texts.js';

interface NavigationProps {
  readonly section: Section;
  readonly language: Language;
  readonly pathname: string;
}

/** A section's pages, beside the page. */
export function Navigation({ section, language, pathname }: NavigationProps) {
  // The longest path that the page's begins with.
  const active = section.navigation
    .map(({ path }) => path)
    .filter((path) => pathname === path || pathname.startsWith(`${path}/`) || pathname.startsWith(`${path}-`))
    .toSorted((a, b) => b.length - a.length)[0];
  const items: SideNavigationProps.Item[] = [];
  let group: SideNavigationProps.SectionGroup | undefined;
  for (const entry of section.navigation) {
    const link = { type: 'link' as const, text: entry.title[language], href: `#${entry.path}` };
    const title = entry.group?.[language];
    if (title === undefined) items.push(link);
    else if (group?.title === title) group.items = [...group.items, link];
    else items.push((group = { type: 'section-group', title, items: [link] }));
  }
  return (
    <SideNavigation
      header={{ text: section.title[language], href: `#${section.navigation[0]?.path ?? '/'}` }}
      {...(active === undefined ? {} : { activeHref: `#${active}` })}
      items={items}
    />
  );
}
