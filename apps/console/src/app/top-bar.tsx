import TopNavigation, { type TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { homeHref, mapHref, servicesHref } from '../hrefs.js';
import { language, languages, useLanguage, useTexts } from '../i18n/language.js';
import { beforeRole } from '../session/credentials.js';
import { roleNameOf } from '../session/recent-roles.js';
import { regions, theme } from '../session/settings.js';
import { useSessionControls } from '../session/use-session.js';
import { useNotify } from './notifications.js';
import { sections } from './sections.js';
import { appTexts } from './texts.js';

/** What opens above everything. */
export type Overlay = 'search' | 'help' | 'switch-role';

/** Services, search, region, who is signed in, language and theme. */
export function TopBar({ onOpen }: { readonly onOpen: (overlay: Overlay) => void }) {
  const t = useTexts(appTexts);
  const now = useLanguage();
  const chosenTheme = theme.use();
  const notify = useNotify();
  const { session, signIn, signOut, changeRegion } = useSessionControls();
  const { arn, account } = session.identity;
  const tell = (error: unknown): void => notify({ type: 'error', error });
  const utilities: TopNavigationProps.Utility[] = [
    {
      type: 'menu-dropdown',
      text: t('app.services'),
      iconName: 'view-full',
      items: [
        { id: 'all', text: t('app.allServices'), href: servicesHref },
        ...sections
          .filter(({ id }) => id !== '')
          .map(({ id, title, navigation }) => ({
            id,
            text: title[now],
            href: `#${navigation[0]?.path ?? `/${id}`}`,
          })),
      ],
    },
    ...(session.isHere
      ? [{ type: 'button' as const, text: t('app.map'), href: mapHref, external: true, externalIconAriaLabel: '' }]
      : []),
    {
      type: 'menu-dropdown',
      text: session.region,
      ariaLabel: `${t('app.region')}: ${session.region}`,
      title: t('app.region'),
      iconName: 'globe',
      items: regions.map((id) => ({ id, text: id, disabled: id === session.region })),
      onItemClick: ({ detail }) => void changeRegion(detail.id).catch(tell),
    },
    {
      type: 'menu-dropdown',
      iconName: 'settings',
      ariaLabel: t('app.settings'),
      title: t('app.settings'),
      items: [
        {
          id: 'language',
          text: t('app.language'),
          items: Object.entries(languages).map(([id, text]) => ({ id, text, disabled: id === now })),
        },
        {
          id: 'theme',
          text: t('app.theme'),
          items: (['light', 'dark', 'system'] as const).map((id) => ({
            id,
            text: t(`app.theme.${id}`),
            disabled: id === chosenTheme,
          })),
        },
      ],
      onItemClick: ({ detail: { id } }) => {
        if (id === 'en' || id === 'ko') language.set(id);
        else if (id === 'light' || id === 'dark' || id === 'system') theme.set(id);
      },
    },
    {
      type: 'button',
      iconName: 'status-info',
      ariaLabel: t('app.help'),
      title: t('app.help'),
      onClick: () => onOpen('help'),
    },
    {
      type: 'menu-dropdown',
      iconName: 'user-profile',
      text: nameOf(arn),
      description: `${t('app.account')} ${account}`,
      items: [
        { id: 'switch-role', text: t('app.switchRole') },
        ...(session.signIn.kind === 'role' ? [{ id: 'switch-back', text: t('app.switchBack') }] : []),
        { id: 'sign-out', text: t('app.signOut') },
      ],
      onItemClick: ({ detail: { id } }) => {
        if (id === 'switch-role') onOpen('switch-role');
        else if (id === 'sign-out') signOut();
        else if (session.signIn.kind === 'role') void signIn(beforeRole(session.signIn)).catch(tell);
      },
    },
  ];
  return (
    <TopNavigation
      identity={{ href: homeHref, title: 'Paddock', logo: { src: './icon.svg', alt: '' } }}
      search={<SearchButton onClick={() => onOpen('search')} />}
      utilities={utilities}
      i18nStrings={{
        searchIconAriaLabel: t('app.search'),
        searchDismissIconAriaLabel: t('app.search'),
        overflowMenuTriggerText: t('app.more'),
        overflowMenuTitleText: t('app.more'),
      }}
    />
  );
}

/** Looks like the field that it opens. */
function SearchButton({ onClick }: { readonly onClick: () => void }) {
  const t = useTexts(appTexts);
  return (
    <button type="button" className="search-button" aria-keyshortcuts="/ Control+K" onClick={onClick}>
      <span>{t('app.search')}</span>
      <kbd aria-hidden="true">/</kbd>
    </button>
  );
}

/** `root`, a user's name, the role's of a session. */
const nameOf = (arn: string): string =>
  arn.includes(':assumed-role/') ? roleNameOf(arn) : (arn.split(':').at(-1)?.split('/').at(-1) ?? arn);
