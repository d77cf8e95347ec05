import { useTexts } from '../../../i18n/language.js';
import { Page } from '../../../shared/page.js';
import { dynamoTexts } from '../texts.js';
import { Backups } from './backups.js';

export function BackupsPage() {
  const t = useTexts(dynamoTexts);
  return (
    <Page title={t('backups')}>
      <Backups />
    </Page>
  );
}
