import AppLayout from '@cloudscape-design/components/app-layout';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import SideNavigation, { type SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import { useState } from 'react';
import { Outlet, useLocation } from 'react-router';
import type { Section } from '../contracts.js';
import { homeHref } from '../hrefs.js';
import { useLanguage, useTexts } from '../i18n/language.js';
import type { Language } from '../i18n/texts.js';
import { CrumbsContext, type Crumb } from '../shared/page.js';
import { Notices } from './notifications.js';
import { sections } from './sections.js';
import { appTexts } from './texts.js';
import { TopBar } from './top-bar.js';

/** Everything around a page. */
export function Shell() {
  const t = useTexts(appTexts);
  const language = useLanguage();
  const { pathname } = useLocation();
  const [crumbs, setCrumbs] = useState<readonly Crumb[]>([]);
  const [isOpen, setIsOpen] = useState(() => innerWidth > 912);
  const id = pathname.split('/')[1] ?? '';
  const section = sections.find((one) => one.id === id);
  return (
    <>
      <TopBar />
      <AppLayout
        headerSelector="#top-bar"
        toolsHide
        navigationHide={section === undefined || section.navigation.length === 0}
        navigationOpen={isOpen}
        onNavigationChange={({ detail }) => setIsOpen(detail.open)}
        navigation={section && <Navigation section={section} language={language} pathname={pathname} />}
        breadcrumbs={
          <BreadcrumbGroup
            ariaLabel={t('app.breadcrumbs')}
            items={[{ text: t('app.home'), href: homeHref }, ...crumbs]}
          />
        }
        notifications={<Notices />}
        stickyNotifications
        ariaLabels={{ navigation: t('app.navigation') }}
        content={
          <CrumbsContext value={setCrumbs}>
            <Outlet />
          </CrumbsContext>
        }
      />
    </>
  );
}

interface NavigationProps {
  readonly section: Section;
  readonly language: Language;
  readonly pathname: string;
}

function Navigation({ section, language, pathname }: NavigationProps) {
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
