import TopNavigation from '@cloudscape-design/components/top-navigation';
import { mapHref } from '../hrefs.js';
import { language, languages, useLanguage, useTexts } from '../i18n/language.js';
import { regions, theme } from '../session/settings.js';
import { useSessionControls } from '../session/use-session.js';
import { sections } from './sections.js';
import { appTexts } from './texts.js';

/** Services, region, who is signed in, language and theme. */
export function TopBar() {
  const t = useTexts(appTexts);
  const now = useLanguage();
  const chosenTheme = theme.use();
  const { session, signOut, changeRegion } = useSessionControls();
  return (
    <div id="top-bar">
      <TopNavigation
        identity={{ href: '#/', title: 'Paddock', logo: { src: './icon.svg', alt: '' } }}
        utilities={[
          {
            type: 'menu-dropdown',
            text: t('app.services'),
            items: sections.map(({ id, title, navigation }) => ({
              id,
              text: title[now],
              href: `#${navigation[0]?.path ?? '/'}`,
            })),
          },
          { type: 'button', text: t('app.map'), href: mapHref, external: true, externalIconAriaLabel: '' },
          {
            type: 'menu-dropdown',
            text: session.region,
            ariaLabel: t('app.region'),
            items: regions.map((id) => ({ id, text: id })),
            onItemClick: ({ detail }) => void changeRegion(detail.id),
          },
          {
            type: 'menu-dropdown',
            iconName: 'settings',
            ariaLabel: t('app.settings'),
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
            type: 'menu-dropdown',
            iconName: 'user-profile',
            text: session.identity.arn.split(':').at(-1) ?? '',
            description: session.identity.account,
            items: [{ id: 'sign-out', text: t('app.signOut') }],
            onItemClick: () => signOut(),
          },
        ]}
      />
    </div>
  );
}
