import type { ApplicationDetail } from '@aws-sdk/client-kinesis-analytics';
import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useState } from 'react';
import { useParams } from 'react-router';
import { applicationHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { Page } from '../../../shared/page.js';
import { Problem } from '../../../shared/problem.js';
import { LiveTabs } from '../live/live-tabs.js';
import { Go } from '../overview.js';
import { StartDialog } from '../parts/start-dialog.js';
import { Status } from '../parts/status.js';
import { texts } from '../texts.js';
import { useApplication, useCrumbs } from '../use-application.js';
import { SqlEditor } from './sql-editor.js';
import { sqlTexts } from './texts.js';

/** The SQL editor with the application's rows below. */
export function SqlPage() {
  const t = useTexts(sqlTexts);
  const { name = '' } = useParams();
  const crumbs = useCrumbs(name);
  const { data, error, refetch } = useApplication(name);
  return (
    <Page title={t('title')} crumbs={crumbs} description={data && <Status status={data.ApplicationStatus} />}>
      <Problem error={error} onRetry={() => void refetch()} />
      {data === undefined ? error === null && <Spinner size="large" /> : <Workbench key={name} application={data} />}
    </Page>
  );
}

function Workbench({ application }: { readonly application: ApplicationDetail }) {
  const t = useTexts(sqlTexts);
  const common = useTexts(texts);
  const name = application.ApplicationName ?? '';
  const hasInput = (application.InputDescriptions?.length ?? 0) > 0;
  // Asked once, when one comes in.
  const [isAsked, setAsked] = useState(hasInput && application.ApplicationStatus === 'READY');
  return (
    <SpaceBetween size="l">
      {!hasInput && (
        <Alert type="info" action={<Go to={applicationHref(name, 'source')}>{common('source.connect')}</Go>}>
          {t('noSource')}
        </Alert>
      )}
      <SqlEditor application={application} />
      <LiveTabs application={application} onStart={() => setAsked(true)} />
      {isAsked && (
        <StartDialog
          application={application}
          title={t('ask.title', { name })}
          confirm={t('ask.yes')}
          dismiss={t('ask.no')}
          onDone={() => setAsked(false)}
          onDismiss={() => setAsked(false)}
        >
          {t('ask.body')}
        </StartDialog>
      )}
    </SpaceBetween>
  );
}
