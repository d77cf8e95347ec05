import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { language, languages, useTexts } from '../i18n/language.js';
import { theme } from '../session/settings.js';
import { appTexts } from './texts.js';

/** For who is not signed in: the top bar has them otherwise. */
export function LanguageAndTheme() {
  const t = useTexts(appTexts);
  const spoken = language.use();
  const chosen = theme.use();
  return (
    <SpaceBetween direction="horizontal" size="m">
      <SegmentedControl
        label={t('app.language')}
        selectedId={spoken}
        options={Object.entries(languages).map(([id, text]) => ({ id, text }))}
        onChange={({ detail }) => language.set(detail.selectedId === 'ko' ? 'ko' : 'en')}
      />
      <SegmentedControl
        label={t('app.theme')}
        selectedId={chosen}
        options={(['light', 'dark', 'system'] as const).map((id) => ({ id, text: t(`app.theme.${id}`) }))}
        onChange={({ detail: { selectedId: id } }) => theme.set(id === 'light' || id === 'dark' ? id : 'system')}
      />
    </SpaceBetween>
  );
}
