import Cards from '@cloudscape-design/components/cards';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLanguage, useTexts } from '../i18n/language.js';
import { Page } from '../shared/page.js';
import { goKeys } from './keys.js';
import { sections } from './sections.js';
import { appTexts } from './texts.js';

/** All that there is, with a line about each. */
export function ServicesPage() {
  const t = useTexts(appTexts);
  const language = useLanguage();
  return (
    <Page title={t('app.services.title')}>
      <Cards
        items={sections.filter(({ id }) => id !== '')}
        trackBy="id"
        cardsPerRow={[{ cards: 1 }, { minWidth: 500, cards: 2 }, { minWidth: 900, cards: 3 }]}
        ariaLabels={{ itemSelectionLabel: () => '', selectionGroupLabel: t('app.services.title') }}
        cardDefinition={{
          header: ({ id, title, navigation }) => (
            <Link href={`#${navigation[0]?.path ?? `/${id}`}`} fontSize="heading-m">
              {title[language]}
            </Link>
          ),
          sections: [
            { id: 'summary', content: ({ summary }) => summary[language] },
            {
              id: 'pages',
              content: ({ navigation }) => (
                <SpaceBetween direction="horizontal" size="s">
                  {navigation.map(({ path, title }) => (
                    <Link key={path} href={`#${path}`}>
                      {title[language]}
                    </Link>
                  ))}
                </SpaceBetween>
              ),
            },
            {
              id: 'key',
              content: ({ id }) => {
                const key = Object.entries(goKeys).find(([, to]) => to === id)?.[0];
                return key === undefined ? null : (
                  <span className="keys">
                    <kbd>g</kbd> <kbd>{key}</kbd>
                  </span>
                );
              },
            },
          ],
        }}
      />
    </Page>
  );
}
