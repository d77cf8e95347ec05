import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { useLocation, useRouteError } from 'react-router';
import { useTexts } from '../i18n/language.js';
import { Page } from '../shared/page.js';
import { appTexts } from './texts.js';

export function NotFound() {
  const t = useTexts(appTexts);
  const { pathname } = useLocation();
  return <Page title={t('app.notFound')}>{t('app.notFound.hint', { path: pathname })}</Page>;
}

/** In place of a page that threw, or could not be loaded: the rest of the console stays. */
export function PageFailed() {
  const t = useTexts(appTexts);
  const error = useRouteError();
  return (
    <Alert
      type="error"
      header={t('app.failed')}
      action={<Button onClick={() => location.reload()}>{t('app.reload')}</Button>}
    >
      {error instanceof Error ? error.message : String(error)}
    </Alert>
  );
}
