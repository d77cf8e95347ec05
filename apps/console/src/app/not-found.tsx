import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect } from 'react';
import { useLocation, useRouteError } from 'react-router';
import { homeHref, servicesHref } from '../hrefs.js';
import { useTexts } from '../i18n/language.js';
import { Page } from '../shared/page.js';
import { appTexts } from './texts.js';

export function NotFound() {
  const t = useTexts(appTexts);
  const { pathname } = useLocation();
  return (
    <Page title={t('app.notFound')}>
      <span>{t('app.notFound.hint', { path: pathname })}</span>
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="primary" href={homeHref}>
          {t('app.toHome')}
        </Button>
        <Button href={servicesHref}>{t('app.allServices')}</Button>
      </SpaceBetween>
    </Page>
  );
}

/** In place of a page that threw, or could not be loaded: the rest of the console stays. */
export function PageFailed() {
  const t = useTexts(appTexts);
  const error = useRouteError();
  useEffect(() => console.error(error), [error]);
  return (
    <Page title={t('app.failed')} description={t('app.failed.hint')}>
      <Alert
        type="error"
        header={error instanceof Error ? error.name : t('app.failed')}
        action={<Button onClick={() => location.reload()}>{t('app.reload')}</Button>}
      >
        {error instanceof Error ? error.message : String(error)}
      </Alert>
    </Page>
  );
}
