import AppLayout from '@cloudscape-design/components/app-layout';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router';
import { homeHref } from '../hrefs.js';
import type { Language } from '../i18n/texts.js';
import { useLanguage, useTexts } from '../i18n/language.js';
import { useSession } from '../session/use-session.js';
import { CrumbsContext, type Crumb } from '../shared/page.js';
import { useKeys } from './keys.js';
import { Navigation } from './navigation.js';
import { Notices, useTurnPage } from './notifications.js';
import { rememberPage } from './recent-pages.js';
import { sections } from './sections.js';
import { StatusStrip } from './status-strip.js';
import { appTexts } from './texts.js';
import { TopBar, type Overlay } from './top-bar.js';

const Palette = lazy(() => import('./palette.js'));
const HelpDialog = lazy(() => import('./help-dialog.js'));
const SwitchRole = lazy(() => import('./switch-role.js'));

/** Everything around a page. */
export function Shell() {
  const t = useTexts(appTexts);
  const language = useLanguage();
  const session = useSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const turnPage = useTurnPage();
  useEffect(() => turnPage(), [pathname, turnPage]);
  const [crumbs, setCrumbs] = useState<readonly Crumb[]>([]);
  const [isOpen, setIsOpen] = useState(() => innerWidth > 912);
  const [overlay, setOverlay] = useState<Overlay>();
  const close = useCallback(() => setOverlay(undefined), []);
  const arrive = useCallback((way: readonly Crumb[]) => {
    setCrumbs(way);
    const page = way.at(-1);
    if (page !== undefined) rememberPage(page.text, page.href);
  }, []);
  useKeys({
    onSearch: () => setOverlay('search'),
    onHelp: () => setOverlay('help'),
    onGo: (id) => {
      const section = sections.find((one) => one.id === id);
      void navigate(section?.navigation[0]?.path ?? `/${id}`);
    },
  });
  const id = pathname.split('/')[1] ?? '';
  const section = sections.find((one) => one.id === id);
  const own = crumbs.filter(({ href }) => href !== homeHref && href !== '');
  const way = [...wayTo(language, own), ...own];
  return (
    <>
      <a
        className="skip"
        href="#main"
        onClick={(event) => {
          // The address after # is the page's.
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <div id="top-bar">
        <TopBar onOpen={setOverlay} />
        <StatusStrip />
      </div>
      <AppLayout
        headerSelector="#top-bar"
        toolsHide
        navigationHide={section === undefined || section.navigation.length === 0}
        navigationOpen={isOpen}
        onNavigationChange={({ detail }) => setIsOpen(detail.open)}
        navigation={section && <Navigation section={section} language={language} pathname={pathname} />}
        breadcrumbs={
          way.length > 0 && (
            <BreadcrumbGroup
              ariaLabel={t('app.breadcrumbs')}
              items={[{ text: t('app.home'), href: homeHref }, ...way]}
            />
          )
        }
        notifications={<Notices />}
        stickyNotifications
        ariaLabels={{ navigation: t('app.navigation') }}
        content={
          <CrumbsContext value={arrive}>
            {/* Nobody else's, and no other region's, page stays. */}
            <div id="main" tabIndex={-1} key={session.id}>
              <Outlet />
            </div>
          </CrumbsContext>
        }
      />
      <div className="visually-hidden" aria-live="polite">
        {crumbs.at(-1)?.text}
      </div>
      <Suspense>
        {overlay === 'search' && <Palette onDismiss={close} />}
        {overlay === 'help' && <HelpDialog onDismiss={close} />}
        {overlay === 'switch-role' && <SwitchRole onDismiss={close} />}
      </Suspense>
    </>
  );
}

/** The section of the page that the way leads to, where the way does not begin with it. */
function wayTo(language: Language, own: readonly Crumb[]): readonly Crumb[] {
  const id = own.at(-1)?.href.split(/[/?]/)[1];
  const section = sections.find((one) => one.id !== '' && one.id === id);
  if (section === undefined || own[0]?.text.startsWith(section.title[language]) === true) return [];
  return [{ text: section.title[language], href: `#${section.navigation[0]?.path ?? `/${section.id}`}` }];
}
